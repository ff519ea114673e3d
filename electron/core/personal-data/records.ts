import * as z from 'zod';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import { paymentSums } from '../../../shared/money/index.ts';
import { clockTime, dayOf, type Say } from '../../../shared/words/index.ts';
import { createPaymentStore, feeWayOf } from '../fees/index.ts';
import { createPostStore } from '../post/index.ts';
import { nameWords, type Store } from '../storage/index.ts';

/** What lies beside a sealed dossier and speaks of its person, too: the books, the letter, the register. */
export interface DossierRecords {
  /** Label and words, in Vietnamese; only what there is. */
  of(content: DossierContent): readonly (readonly [label: string, words: string])[];
  /** Rows of the register that name somebody of this name although their dossier is erased. */
  registerRows(fullName: string): number;
}

const registerSchema = z.object({
  person: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
});

const moneyFormat = new Intl.NumberFormat('vi-VN');

/** `say` speaks the areas personaldata, fees and post. */
export function createDossierRecords(deps: {
  readonly store: Pick<Store, 'db'>;
  readonly say: Say;
}): DossierRecords {
  const { store, say } = deps;
  const payments = createPaymentStore(store);
  const posts = createPostStore(store);
  const registerRow = store.db.prepare<[string], unknown>(
    'SELECT person, address, phone FROM desk_row WHERE dossier_id = ?',
  );
  const erasedRows = store.db
    .prepare<[string], number>(
      `SELECT count(*) FROM desk_row JOIN dossier USING (dossier_id)
       WHERE erased_at IS NOT NULL AND person IS NOT NULL AND words = ?`,
    )
    .pluck();
  const money = (vnd: number): string => `${moneyFormat.format(vnd)} đ`;
  const moment = (atMs: number): string => `${clockTime(atMs)}, ${dayOf('vi', atMs)}`;

  function feeLines(dossierId: string): readonly string[] {
    const found = payments.findCase(dossierId);
    if (found === null) return [];
    const stored = payments.events(dossierId);
    const { dueVnd, heldVnd } = paymentSums(payments.ledger(dossierId));
    const moved = stored.flatMap(({ event }) =>
      'vnd' in event && event.kind !== 'due-set'
        ? [`${say(`fees.kind.${event.kind}`)}: ${money(event.vnd)}, ${moment(event.atMs)}`]
        : [],
    );
    return [
      say('personaldata.extract.fee.sums', { due: money(dueVnd), held: money(heldVnd) }),
      say(`fees.choice.${feeWayOf(found, stored)}`),
      ...(found.exemption === 'none' ? [] : [say(`fees.exemption.${found.exemption}`)]),
      ...moved,
    ];
  }

  function letterLines({ dossierId, delivery }: DossierContent): readonly string[] {
    const now = posts.standing(dossierId, delivery);
    if (now.delivery.way !== 'post') return [];
    const { recipient, phone, street, commune } = now.delivery;
    return [
      [recipient, phone, street, commune].join(', '),
      ...(now.trackingNumber === null
        ? []
        : [say('personaldata.extract.letter.number', { number: now.trackingNumber })]),
      ...(now.dispatchedAtMs === null
        ? []
        : [say('personaldata.extract.letter.sent', { date: dayOf('vi', now.dispatchedAtMs) })]),
    ];
  }

  function registerLine(dossierId: string): readonly string[] {
    const row = registerRow.get(dossierId);
    if (row === undefined) return [];
    const { person, address, phone } = registerSchema.parse(row);
    const known = [person, address, phone].filter((one) => one !== null && one !== '');
    return known.length === 0 ? [] : [known.join(', ')];
  }

  return {
    of: (content) =>
      (
        [
          ['personaldata.extract.fee', feeLines(content.dossierId)],
          ['personaldata.extract.letter', letterLines(content)],
          ['personaldata.extract.register', registerLine(content.dossierId)],
        ] as const
      ).flatMap(([label, lines]) => (lines.length === 0 ? [] : [[say(label), lines.join('\n')] as const])),
    registerRows: (fullName) => erasedRows.get(nameWords(fullName)) ?? 0,
  };
}
