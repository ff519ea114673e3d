import type { KioskConfig } from '../../shared/config/index.ts';
import { type CoreClient, defaultReading } from '../../shared/contract/index.ts';
import type { ReferencePortal } from '../portal/reference-portal.ts';
import { fillDraft, openPapersKiosk, type PapersKiosk, shortenList } from './papers-kiosk.ts';

/** Nguyễn Văn An hands in; the number opens the dossier again. */
export const filerCard = '064203000123||Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';
export const filerNumber = '064203000123';

/** A card before the kiosk's reader, taken as one's own. */
export async function showCard(client: CoreClient, text = filerCard): Promise<void> {
  await client.identity.showCode({ from: 'camera', bytes: Buffer.from(text).toString('base64') });
  await client.identity.confirm();
}

/** Where papers may be promised for later, nothing need be scanned. */
export function withoutScanner(config: KioskConfig): KioskConfig {
  return { ...config, papers: { ...config.papers, mayComeLater: true } };
}

/** From the open form to the sealed dossier of Nguyễn Văn An. */
export async function handIn(client: CoreClient, draftId: string): Promise<void> {
  await showCard(client);
  await fillDraft(client, draftId);
  await shortenList(client, draftId);
  for (const { componentId, done } of (await client.papers.state({ draftId })).papers) {
    if (!done) await client.papers.decide({ draftId, componentId, decision: 'later' });
  }
  await client.submission.setDelivery({ draftId, delivery: { way: 'office' } });
  await client.submission.submit({ draftId });
}

/** A kiosk at which Nguyễn Văn An has just handed in; what must be scanned is promised for later. */
export async function openTrackingKiosk(
  portal?: Pick<ReferencePortal, 'address' | 'adminAddress'>,
): Promise<PapersKiosk & { readonly dossierId: string }> {
  const kiosk = await openPapersKiosk({
    ...(portal === undefined ? {} : { portal }),
    change: withoutScanner,
  });
  const { client, draftId } = kiosk;
  await handIn(client, draftId);
  if (portal !== undefined) await kiosk.told((event) => event.kind === 'queue' && event.waiting === 0);
  return { ...kiosk, dossierId: draftId };
}

/** The visit of somebody else. */
export async function newVisit(client: CoreClient): Promise<void> {
  await client.session.end();
  await client.session.begin({ reading: defaultReading });
}
