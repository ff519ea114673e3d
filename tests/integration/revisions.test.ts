import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { KioskEvent, Tracked } from '../../shared/contract/index.ts';
import type { ReferencePortal } from '../portal/reference-portal.ts';
import { refusal } from '../support/fault-of.ts';
import { openPapersKiosk, type PapersKiosk } from '../support/papers-kiosk.ts';
import { refuseOnce } from '../support/portal-world.ts';
import { signInOfficer } from '../support/staff-kiosk.ts';
import { openTestPortal } from '../support/test-portal.ts';
import {
  filerNumber,
  handIn,
  newVisit,
  openTrackingKiosk,
  showCard,
  withoutScanner,
} from '../support/tracking-kiosk.ts';

type Kiosk = PapersKiosk & { readonly dossierId: string };

const birthNotice = '1.001193-04';

function ask(portal: ReferencePortal, dossierId: string, title = 'Giấy chứng sinh'): string {
  const requestId = portal.desk.askSupplement(dossierId, {
    reason: `${title} chưa rõ`,
    papers: [{ componentId: title === 'Giấy chứng sinh' ? birthNotice : null, title, note: null }],
  });
  if (requestId === null) throw new Error('the portal does not know the dossier');
  return requestId;
}

/** Resolves with the dossier once it is so; looks whenever the core tells of the queue. */
async function until(kiosk: Kiosk, holds: (dossier: Tracked) => boolean): Promise<Tracked> {
  const { client, dossierId } = kiosk;
  const events = (await client.system.events()) as AsyncIterable<KioskEvent>;
  const now = await client.tracking.view({ dossierId });
  if (holds(now)) return now;
  for await (const event of events) {
    if (event.kind !== 'queue') continue;
    const seen = await client.tracking.view({ dossierId });
    if (holds(seen)) return seen;
  }
  throw new Error('the core told nothing more');
}

/** The person comes back with the number, and the portal's request is known. */
async function comeBack(kiosk: Kiosk, requests = 1): Promise<void> {
  const { client, dossierId } = kiosk;
  await newVisit(client);
  await client.tracking.open({ dossierId, idNumber: filerNumber });
  for (;;) {
    const opened = await client.tracking.open({ dossierId, idNumber: null });
    if (opened.requests.length >= requests) return;
    await client.tracking.view({ dossierId });
    await kiosk.told((event) => event.kind === 'queue');
  }
}

/** Scans one page for every paper that was asked for. */
async function scanAll(kiosk: Kiosk): Promise<void> {
  const { client, dossierId } = kiosk;
  for (const { componentId } of (await client.papers.state({ draftId: dossierId })).papers) {
    kiosk.lay('birth-notice');
    await kiosk.scan(componentId);
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function arrivedHashes(portal: ReferencePortal, dossierId: string, revision: number): readonly string[] {
  const files = portal.desk.contentOf(dossierId, revision)?.files ?? [];
  return files.map(({ ordinal }) => {
    const bytes = portal.desk.readFile(dossierId, revision, ordinal);
    return bytes === null ? 'missing' : sha256(bytes);
  });
}

test('what the portal asks for is scanned, sealed as a revision and delivered once, byte for byte', async () => {
  const portal = await openTestPortal();
  const kiosk = await openTrackingKiosk(portal);
  const { client, dossierId } = kiosk;
  const requestId = ask(portal, dossierId);
  await comeBack(kiosk);
  const opened = await client.revisions.openSupplement({ dossierId, requestId });
  expect(opened).toEqual({ draftId: dossierId, place: '/scan' });
  // Twice is once, and it is what a reloaded page finds.
  expect(await client.revisions.openSupplement({ dossierId, requestId })).toEqual(opened);
  expect(await client.drafts.current()).toMatchObject({ draftId: dossierId, revisionKind: 'supplement' });
  expect(await client.suspend.offer()).toEqual({ kind: 'nothing-open' });
  const list = await client.papers.state({ draftId: dossierId });
  expect(list).toMatchObject({
    revisionKind: 'supplement',
    questions: [],
    papers: [{ componentId: birthNotice, name: 'Giấy chứng sinh', need: 'bring', done: false }],
  });
  expect(await refusal(client.submission.submit({ draftId: dossierId }))).toBe('DOSSIER_INCOMPLETE');
  const { items } = await client.consent.list();
  const agreed = items.find(({ purpose }) => purpose === 'identity-papers');
  if (agreed === undefined) throw new Error('the purpose is known');
  const { purpose, textSha256 } = agreed;
  await client.consent.give({ purpose, textSha256, givenBy: 'self' });
  await scanAll(kiosk);
  expect(await client.submission.state({ draftId: dossierId })).toMatchObject({
    revisionKind: 'supplement',
    isCorrection: false,
    filer: { fullName: 'Nguyễn Văn An' },
    problems: [],
  });
  await Promise.all([
    client.submission.submit({ draftId: dossierId }),
    client.submission.submit({ draftId: dossierId }),
  ]);
  expect(await client.submission.submit({ draftId: dossierId })).toEqual({ dossierId });
  expect(await client.drafts.current()).toBeNull();
  expect(await client.receipts.view({ dossierId })).toMatchObject({ kind: 'supplement', pagesHandedIn: 1 });
  await client.receipts.print({ dossierId, paper: 'slip' });
  await until(kiosk, ({ now, onTheWay }) => now?.state === 4 && onTheWay === null);
  const content = portal.desk.contentOf(dossierId, 1);
  expect(content).toMatchObject({
    kind: 'supplement',
    supplementOf: requestId,
    answers: {},
    consents: [{ purpose, textSha256, givenBy: 'self', language: 'vi' }],
    files: [{ ordinal: 1, componentId: birthNotice, kind: 'paper', title: 'Giấy chứng sinh', pageCount: 1 }],
    // The dossier came with a card; whoever stands here now knows its number only.
    persons: { filer: { fullName: 'Nguyễn Văn An' }, trust: 'declared', needsIdentityCheck: true },
  });
  expect(arrivedHashes(portal, dossierId, 1)).toEqual(content?.files.map((file) => file.sha256));
  expect(portal.desk.find(dossierId)?.revisions.map(({ kind }) => kind)).toEqual([
    'submission',
    'supplement',
  ]);
  const { requests, papers } = await client.tracking.open({ dossierId, idNumber: null });
  expect(requests).toMatchObject([{ requestId, answer: { state: 'delivered' } }]);
  expect(papers.map(({ title }) => title)).toContain('Giấy chứng sinh');
  expect(await refusal(client.revisions.openSupplement({ dossierId, requestId }))).toBe('REVISION_OVER');
});

test('a visit that ends in the middle takes the pages along and leaves the sealed dossier', async () => {
  const portal = await openTestPortal();
  const kiosk = await openTrackingKiosk(portal);
  const { client, dossierId } = kiosk;
  const before = kiosk.vaultFiles();
  const requestId = ask(portal, dossierId);
  await comeBack(kiosk);
  await client.revisions.openSupplement({ dossierId, requestId });
  await scanAll(kiosk);
  await client.submission.prepare({ draftId: dossierId });
  expect(kiosk.vaultFiles().length).toBeGreaterThan(before.length);
  await newVisit(client);
  expect(await refusal(client.revisions.openSupplement({ dossierId, requestId }))).toBe('TRACK_CLOSED');
  await client.tracking.open({ dossierId, idNumber: filerNumber });
  // Opening it anew waits for the end of the old one.
  await client.revisions.openSupplement({ dossierId, requestId });
  expect((await client.papers.state({ draftId: dossierId })).papers[0]?.pages).toEqual([]);
  expect(kiosk.vaultFiles()).toEqual(before);
  await client.receipts.print({ dossierId, paper: 'a4' });
  // Given up by hand, it goes the same way; what was handed in is still there to be shown.
  await scanAll(kiosk);
  await client.drafts.discard({ draftId: dossierId });
  expect(kiosk.vaultFiles()).toEqual(before);
  expect((await client.tracking.open({ dossierId, idNumber: null })).filer.fullName).toBe('Nguyễn Văn An');
});

test('offline and across a restart the supplement goes on, waits in the queue, and arrives when the road is back', async () => {
  const portal = await openTestPortal();
  const first = await openTrackingKiosk(portal);
  const { dossierId, dataDir } = first;
  const requests = [ask(portal, dossierId), ask(portal, dossierId, 'Sổ hộ khẩu cũ')];
  await comeBack(first, 2);
  await portal.misbehave({ kind: 'offline' });
  for (const [index, requestId] of requests.entries()) {
    await first.client.revisions.openSupplement({ dossierId, requestId });
    if (index === 0) {
      expect(
        await refusal(
          first.client.revisions.openSupplement({ dossierId, requestId: requests[1] ?? requestId }),
        ),
      ).toBe('DRAFT_OTHER_OPEN');
      await scanAll(first);
      await first.client.submission.submit({ draftId: dossierId });
    }
  }
  await scanAll(first);
  await first.stop();
  const again = await openPapersKioskAgain(portal, dataDir, dossierId);
  const { client } = again;
  expect(await client.drafts.current()).toMatchObject({ draftId: dossierId, revisionKind: 'supplement' });
  const { papers } = await client.papers.state({ draftId: dossierId });
  expect(papers.map(({ name, pages }) => [name, pages.length])).toEqual([['Sổ hộ khẩu cũ', 1]]);
  await client.submission.submit({ draftId: dossierId });
  expect(await client.tracking.view({ dossierId })).toMatchObject({
    onTheWay: { kind: 'supplement', state: 'waiting' },
  });
  // Played by the dock, the kiosk looks at the road at once instead of after its pause.
  await client.dock.play({ kind: 'network', network: 'online' });
  await until(again, ({ onTheWay }) => onTheWay === null);
  const kinds = portal.desk.find(dossierId)?.revisions.map(({ kind }) => kind);
  expect(kinds).toEqual(['submission', 'supplement', 'supplement']);
  expect(portal.desk.contentOf(dossierId, 2)?.files[0]?.componentId).toBeNull();
  for (const revision of [1, 2]) {
    const sealed = portal.desk.contentOf(dossierId, revision)?.files.map((file) => file.sha256);
    expect(arrivedHashes(portal, dossierId, revision)).toEqual(sealed);
  }
});

/** The same kiosk, started again in the middle of the visit. */
async function openPapersKioskAgain(
  portal: ReferencePortal,
  dataDir: string,
  dossierId: string,
): Promise<Kiosk> {
  const kiosk = await openPapersKiosk({ portal, dataDir, change: withoutScanner, resume: dossierId });
  return { ...kiosk, dossierId };
}

test('an officer corrects a dossier that the portal refused, and the correction creates it there', async () => {
  const portal = await openTestPortal();
  await refuseOnce(portal, 'Số định danh của người mẹ không đúng.');
  const opened = await openPapersKiosk({ portal, change: withoutScanner });
  const kiosk: Kiosk = { ...opened, dossierId: opened.draftId };
  const { client, dossierId } = kiosk;
  opened.lay('birth-notice');
  await opened.shorten();
  await showCard(client);
  await opened.scan(birthNotice);
  await handIn(client, dossierId);
  await until(kiosk, ({ onTheWay }) => onTheWay?.state === 'parked');
  const { temporaryCode } = await client.receipts.view({ dossierId });
  await newVisit(client);
  expect(await refusal(client.revisions.openCorrection({ dossierId }))).toBe('ROLE_REFUSED');
  await signInOfficer(client);
  const correction = await client.revisions.openCorrection({ dossierId });
  expect(correction).toEqual({ draftId: dossierId, place: '/fill/review' });
  const draft = await client.drafts.current();
  expect(draft).toMatchObject({ draftId: dossierId, revisionKind: 'correction' });
  const papers = await client.papers.state({ draftId: dossierId });
  expect(papers.questions).toEqual([]);
  expect(papers.papers.filter(({ done }) => !done)).toEqual([]);
  expect(papers.papers.find(({ componentId }) => componentId === birthNotice)?.brought).toHaveLength(1);
  const { revision } = draft ?? { revision: -1 };
  await client.drafts.answer({
    draftId: dossierId,
    fieldPath: 'child_full_name',
    value: 'Nguyễn Thị Hoa',
    revision,
  });
  // The citizen of the visit sees nothing of it, and the officer finds it again.
  await client.staff.handBack();
  expect(await client.drafts.current()).toBeNull();
  expect(await refusal(client.papers.state({ draftId: dossierId }))).toBe('DRAFT_NONE');
  await signInOfficer(client);
  expect(await client.submission.state({ draftId: dossierId })).toMatchObject({
    revisionKind: 'correction',
    isCorrection: true,
    filer: { fullName: 'Nguyễn Văn An' },
    problems: [],
  });
  expect(await client.submission.submit({ draftId: dossierId })).toEqual({ dossierId });
  // What the officer put right stays closed to the citizen of the visit.
  expect(await refusal(client.receipts.view({ dossierId }))).toBe('TRACK_CLOSED');
  await until(kiosk, ({ now, onTheWay }) => now?.state === 1 && onTheWay === null);
  const arrived = portal.desk.find(dossierId);
  expect(arrived?.revisions.map(({ revision: n, kind }) => [n, kind])).toEqual([[1, 'submission']]);
  const content = portal.desk.contentOf(dossierId, 1);
  expect(content).toMatchObject({
    supersedes: 0,
    temporaryCode: temporaryCode.replaceAll('-', ''),
    persons: { filer: { fullName: 'Nguyễn Văn An', idNumber: filerNumber }, trust: 'card-qr' },
    answers: { child_full_name: { value: 'Nguyễn Thị Hoa', source: 'staff' } },
  });
  expect(content?.files.map(({ kind }) => kind)).toEqual(['form', 'paper']);
  expect(arrivedHashes(portal, dossierId, 1)).toEqual(content?.files.map((file) => file.sha256));
  expect(await refusal(client.revisions.openCorrection({ dossierId }))).toBe('REVISION_OVER');
});
