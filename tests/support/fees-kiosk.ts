import { randomUUID } from 'node:crypto';
import type { CoreClient, FeeChoice, FeeFile, FeeView, KioskEvent } from '../../shared/contract/index.ts';
import type { Delivery } from '../../shared/dossier/manifest.ts';
import type { ReferencePortal } from '../portal/reference-portal.ts';
import { fillDraft, openPapersKiosk, type PapersKiosk, shortenList } from './papers-kiosk.ts';
import { signInOfficer } from './staff-kiosk.ts';
import { showCard, withoutScanner } from './tracking-kiosk.ts';

/** Extract copies of civil status: 8.000 đ, whose unit the page does not print. */
export const paidProcedure = '2.000635';
export const paidFeeVnd = 8_000;

/** A paper to certify as the form asks for it: 2.000 đ a page, from the third page 1.000 đ. */
export const diploma = (pages: number, copies: number) => ({
  paper_kind: 'diploma',
  paper_language: 'vi',
  paper_pages: pages,
  paper_copies: copies,
});
/** The same papers as the fee counts them. */
export const counted = (...papers: readonly (readonly [pages: number, copies: number])[]) => ({
  count: null,
  papers: papers.map(([pages, copies]) => ({ pages, copies })),
});

/** Where the post brings the result to Nguyễn Văn An. */
export const home = {
  way: 'post',
  recipient: 'Nguyễn Văn An',
  phone: '0905000123',
  communeCode: '23722',
  commune: 'xã Chư Păh, tỉnh Gia Lai',
  street: 'Làng Kép, nhà số 5',
} as const satisfies Delivery;

export interface FeesKiosk extends PapersKiosk {
  readonly dossierId: string;
  /** Looks until the fee is so. */
  feeUntil(holds: (view: FeeView) => boolean): Promise<FeeView>;
  /** The demo's supervisor signs in over the visit. */
  signIn(): Promise<string>;
}

/** A kiosk at which Nguyễn Văn An has just handed in a dossier with a fee. */
export async function openFeesKiosk(
  options: {
    readonly portal?: ReferencePortal;
    readonly dataDir?: string;
    readonly procedureCode?: string;
    readonly delivery?: Delivery;
    readonly fee?: FeeChoice;
    readonly answers?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<FeesKiosk> {
  const { portal, dataDir, procedureCode = paidProcedure } = options;
  const kiosk = await openPapersKiosk({
    procedureCode,
    change: withoutScanner,
    ...(portal === undefined ? {} : { portal }),
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  const { client, draftId } = kiosk;
  await showCard(client);
  await handInPaid(client, draftId, options);
  return { ...kiosk, dossierId: draftId, ...feeHands(client, draftId, kiosk.told) };
}

/** From the open form to the sealed dossier; what must be scanned is promised for later. `answers`: other than the sample's. */
export async function handInPaid(
  client: CoreClient,
  draftId: string,
  options: {
    readonly delivery?: Delivery;
    readonly fee?: FeeChoice;
    readonly answers?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<void> {
  await fillDraft(client, draftId);
  await answerAnew(client, draftId, options.answers ?? {});
  await shortenList(client, draftId);
  for (const { componentId, done } of (await client.papers.state({ draftId })).papers) {
    if (!done) await client.papers.decide({ draftId, componentId, decision: 'later' });
  }
  await client.submission.setDelivery({ draftId, delivery: options.delivery ?? { way: 'office' } });
  const fee = options.fee ?? { exemptionClaimed: false, way: 'counter' };
  await client.submission.setFee({ draftId, fee });
  await client.submission.submit({ draftId });
}

/** Other answers to questions of an open form. */
export async function answerAnew(
  client: CoreClient,
  draftId: string,
  answers: Readonly<Record<string, unknown>>,
): Promise<void> {
  const open = await client.drafts.current();
  if (open === null) throw new Error('no form is open');
  let { revision } = open;
  for (const [fieldPath, value] of Object.entries(answers)) {
    ({ revision } = await client.drafts.answer({ draftId, fieldPath, value: value as never, revision }));
  }
}

function feeHands(
  client: CoreClient,
  dossierId: string,
  told: PapersKiosk['told'],
): Pick<FeesKiosk, 'feeUntil' | 'signIn'> {
  return {
    async feeUntil(holds) {
      for (;;) {
        const change = told((event: KioskEvent) => event.kind === 'fee' && event.dossierId === dossierId);
        const view = await client.fees.view({ dossierId });
        if (holds(view)) return view;
        await change;
      }
    },
    signIn: () => signInOfficer(client),
  };
}

/** One press of an officer. */
export function press(dossierId: string): { readonly dossierId: string; readonly eventId: string } {
  return { dossierId, eventId: randomUUID() };
}

/** What the books must say whatever happened: nothing appears, nothing vanishes. */
export function booksAddUp({ dueVnd, heldVnd, owedVnd, spareVnd, payments }: FeeView | FeeFile): boolean {
  const taken = payments.reduce((sum, one) => sum + (one.confirmedBy === null ? 0 : one.vnd), 0);
  const back = payments.reduce((sum, one) => sum + one.backVnd, 0);
  return taken - back === heldVnd && (dueVnd ?? 0) + spareVnd === heldVnd + owedVnd;
}

/** What the portal was told of the fee, by its kind. */
export function toldTo(portal: ReferencePortal, dossierId: string): readonly string[] {
  return portal.payments
    .events(dossierId)
    .map(({ event }) => (event.about === 'payment' ? event.payment.kind : ''))
    .toSorted();
}
