import { expect, test } from 'vitest';
import { demoConfig } from '../../electron/core/config/index.ts';
import { type CoreClient, defaultReading, type Tracked } from '../../shared/contract/index.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { refusal } from '../support/fault-of.ts';
import { openTestPage } from '../support/page.ts';
import type { PapersKiosk } from '../support/papers-kiosk.ts';
import { startTestCore } from '../support/test-core.ts';
import { openTestPortal } from '../support/test-portal.ts';
import { filerNumber, newVisit, openTrackingKiosk, showCard } from '../support/tracking-kiosk.ts';

const otherNumber = '052185000456';
const otherCard = `${otherNumber}||Trần Thị Mậu|01011985|Nữ|Thôn 2, Xã Chư Păh, Gia Lai|15042021`;

/** Resolves with the dossier once it is so; looks whenever the core tells of the queue. */
async function until(
  kiosk: PapersKiosk & { readonly dossierId: string },
  holds: (dossier: Tracked) => boolean,
): Promise<Tracked> {
  for (;;) {
    let seen: Tracked | null = null;
    await kiosk.told((event) => event.kind === 'queue');
    seen = await kiosk.client.tracking.view({ dossierId: kiosk.dossierId });
    if (holds(seen)) return seen;
  }
}

function found(answer: Awaited<ReturnType<CoreClient['tracking']['find']>>): Tracked {
  if (answer.kind !== 'here') throw new Error('of another channel');
  return answer.dossier;
}

test('offline, the code of the receipt in any writing says how the dossier stands, and names nobody', async () => {
  const kiosk = await openTrackingKiosk();
  const { client, dossierId } = kiosk;
  const { code, qrText } = await client.receipts.view({ dossierId });
  await newVisit(client);
  for (const typed of [
    code,
    code.toLowerCase(),
    code.replaceAll('-', ''),
    ` ${qrText} `,
    qrText.toLowerCase(),
  ]) {
    const dossier = found(await client.tracking.find({ code: typed }));
    expect(dossier).toMatchObject({
      dossierId,
      code,
      isTemporary: true,
      now: null,
      askedAtMs: null,
      onTheWay: { kind: 'submission', state: 'waiting' },
      access: 'closed',
    });
    expect(dossier.receivedAtMs).not.toBeNull();
    expect(JSON.stringify(dossier)).not.toMatch(/Nguyễn|064203000123/);
  }
  expect(
    await refusal(client.tracking.find({ code: code.replace(/.$/, code.endsWith('2') ? '3' : '2') })),
  ).toBe('TRACK_CODE_MISTYPED');
  expect(await refusal(client.tracking.find({ code: 'H40.12-261122-0007' }))).toBe('TRACK_CODE_ELSEWHERE');
  expect(await refusal(client.tracking.find({ code: 'xin chào' }))).toBe('TRACK_CODE_MISTYPED');

  // Held before a reader, it is told to the page until it is looked up.
  const show = (text: string) =>
    refusal(client.identity.showCode({ from: 'camera', bytes: Buffer.from(text).toString('base64') }));
  const told = () => kiosk.told((event) => event.kind === 'receipt');
  expect(await show(qrText)).toBe('CODE_NOT_A_CARD');
  expect(await told()).toMatchObject({ code });
  await client.tracking.find({ code });
  expect(await told()).toMatchObject({ code: null });
  // Neither a product nor a parcel is a receipt.
  for (const other of ['8934588012228', 'VN-2211-4471']) await show(other);
  expect(await told()).toMatchObject({ code: null });
});

test('persons, papers and receipt open by the number, stay open for the visit, and close with it', async () => {
  const kiosk = await openTrackingKiosk();
  const { client, dossierId } = kiosk;
  // Whoever has just handed in need not prove anything.
  expect(await client.tracking.open({ dossierId, idNumber: null })).toMatchObject({ withdrawal: 'possible' });
  await newVisit(client);
  expect(await refusal(client.tracking.open({ dossierId, idNumber: null }))).toBe('TRACK_CLOSED');
  expect(await refusal(client.receipts.view({ dossierId }))).toBe('TRACK_CLOSED');
  expect(await refusal(client.receipts.print({ dossierId, paper: 'a4' }))).toBe('TRACK_CLOSED');
  expect(await refusal(client.tracking.withdraw({ dossierId, reason: { kind: 'changed-mind' } }))).toBe(
    'TRACK_CLOSED',
  );
  expect(await refusal(client.tracking.open({ dossierId, idNumber: otherNumber }))).toBe(
    'TRACK_NUMBER_WRONG',
  );
  const opened = await client.tracking.open({ dossierId, idNumber: '064 203 000 123' });
  expect(opened.filer).toEqual({ fullName: 'Nguyễn Văn An', maskedIdNumber: '064•••••123' });
  expect(opened.papers).toHaveLength(1);
  expect(opened.later.length).toBeGreaterThan(0);
  await client.receipts.print({ dossierId, paper: 'a4' });
  expect((await client.tracking.view({ dossierId })).access).toBe('open');
  await newVisit(client);
  expect(await refusal(client.tracking.open({ dossierId, idNumber: null }))).toBe('TRACK_CLOSED');
  expect(await refusal(client.tracking.view({ dossierId: '0192f0c1-2345-7abc-8def-0123456789ab' }))).toBe(
    'TRACK_NONE',
  );
  await client.session.end();
  expect(await refusal(client.tracking.view({ dossierId }))).toBe('SESSION_NOT_OPEN');
});

test('a card lists the dossiers of its person; a typed number and another card list none', async () => {
  const kiosk = await openTrackingKiosk();
  const { client, dossierId } = kiosk;
  await newVisit(client);
  expect(await client.tracking.mine()).toEqual({ isKnown: false, dossiers: [] });
  await client.identity.declare({
    fullName: 'Nguyễn Văn An',
    idNumber: filerNumber,
    birthDate: null,
    sex: null,
    residence: null,
  });
  expect((await client.tracking.mine()).isKnown).toBe(false);
  expect(await refusal(client.tracking.open({ dossierId, idNumber: null }))).toBe('TRACK_CLOSED');
  await newVisit(client);
  await showCard(client, otherCard);
  expect(await client.tracking.mine()).toEqual({ isKnown: true, dossiers: [] });
  await newVisit(client);
  await showCard(client);
  const { dossiers } = await client.tracking.mine();
  expect(dossiers.map((dossier) => [dossier.dossierId, dossier.access])).toEqual([[dossierId, 'open']]);
  expect((await client.tracking.open({ dossierId, idNumber: null })).filer.fullName).toBe('Nguyễn Văn An');
});

test('wrong numbers lock a dossier for longer and longer, across a restart, and the right one opens it afterwards', async () => {
  const kiosk = await openTrackingKiosk();
  const { dossierId, dataDir } = kiosk;
  // The same visit would go on after the restart, with the dossier open in it.
  await kiosk.client.session.end();
  await kiosk.stop();
  const clock = createFakeClock(Date.now());

  async function restart(): Promise<{ readonly client: CoreClient; stop(): Promise<void> }> {
    const { core, reach } = startTestCore({
      dataDir,
      clock: clock satisfies FakeClock,
      config: { load: async () => demoConfig({ dataDir, portalAddress: 'http://127.0.0.1:9' }) },
    });
    await reach('ready');
    const { client } = openTestPage(core);
    await client.session.begin({ reading: defaultReading });
    return { client, stop: () => core.stop('test over') };
  }

  const wrong = (client: CoreClient) => refusal(client.tracking.open({ dossierId, idNumber: otherNumber }));
  const right = (client: CoreClient) => refusal(client.tracking.open({ dossierId, idNumber: filerNumber }));
  const first = await restart();
  for (let tries = 0; tries < 4; tries += 1) expect(await wrong(first.client)).toBe('TRACK_NUMBER_WRONG');
  expect(await right(first.client)).toBe('TRACK_LOCKED');
  await first.stop();
  const second = await restart();
  expect(await right(second.client)).toBe('TRACK_LOCKED');
  // What the code alone shows stays to be seen.
  expect((await second.client.tracking.view({ dossierId })).access).toBe('closed');
  clock.setWallClock(clock.now() + 61_000);
  expect(await wrong(second.client)).toBe('TRACK_NUMBER_WRONG');
  clock.setWallClock(clock.now() + 61_000);
  expect(await right(second.client)).toBe('TRACK_LOCKED');
  clock.setWallClock(clock.now() + 5 * 60_000);
  expect(await right(second.client)).toBe('no fault');
  await second.stop();
});

test('the portal is asked beside the answer: states, dates, requests for papers, and codes of other channels', async () => {
  const portal = await openTestPortal();
  const kiosk = await openTrackingKiosk(portal);
  const { client, dossierId } = kiosk;
  const { temporaryCode, code } = await client.receipts.view({ dossierId });
  portal.desk.setState(dossierId, 4);
  portal.desk.askSupplement(dossierId, {
    reason: 'Giấy chứng sinh chưa rõ',
    papers: [{ componentId: '1.001193-04', title: 'Giấy chứng sinh', note: null }],
    until: '2026-12-01',
  });
  portal.desk.moveDue(dossierId, '2026-12-15T10:00:00.000Z');
  await newVisit(client);
  const first = found(await client.tracking.find({ code: temporaryCode }));
  expect(first).toMatchObject({
    code,
    isTemporary: false,
    onTheWay: null,
    isAsking: true,
    now: { state: 1 },
  });
  const news = await until(kiosk, ({ now, isAsking }) => now?.state === 5 && !isAsking);
  expect(news.history.map(({ state }) => state)).toEqual([1, 4, 5]);
  expect(news.dueAtMs).toBe(Date.parse('2026-12-15T10:00:00.000Z'));
  expect(news.askedAtMs).not.toBeNull();
  // By the official code as people type it, without its dots and hyphens.
  const typed = code.replace(/[.-]/g, '').toLowerCase();
  expect(found(await client.tracking.find({ code: typed })).dossierId).toBe(dossierId);
  const { requests } = await client.tracking.open({ dossierId, idNumber: filerNumber });
  expect(requests).toMatchObject([{ reason: 'Giấy chứng sinh chưa rõ', until: '2026-12-01', answer: null }]);

  const elsewhere = portal.desk.takeFromElsewhere({
    code: '2.000908',
    name: 'Chứng thực bản sao',
    agencyCode: 'H40.12',
  });
  expect(await client.tracking.find({ code: elsewhere.toLowerCase() })).toMatchObject({
    kind: 'elsewhere',
    dossier: { code: elsewhere, procedureName: 'Chứng thực bản sao', now: { state: 2 } },
  });
  expect(await refusal(client.tracking.find({ code: 'H40.12-261122-9999' }))).toBe('TRACK_CODE_UNKNOWN');
  await portal.misbehave({ kind: 'offline' });
  expect(await refusal(client.tracking.find({ code: elsewhere }))).toBe('TRACK_CODE_ELSEWHERE');
});

test('a withdrawal is sealed once, travels as a revision, has its own receipt, and says how far the person was proven', async () => {
  const portal = await openTestPortal();
  const kiosk = await openTrackingKiosk(portal);
  const { client, dossierId } = kiosk;
  await newVisit(client);
  await client.tracking.open({ dossierId, idNumber: filerNumber });
  const reason = { kind: 'wrong-procedure' } as const;
  await Promise.all([
    client.tracking.withdraw({ dossierId, reason }),
    client.tracking.withdraw({ dossierId, reason }),
  ]);
  expect((await client.receipts.view({ dossierId })).kind).toBe('withdrawal');
  await until(kiosk, ({ now, onTheWay }) => now?.state === 7 && onTheWay === null);
  const arrived = portal.desk.find(dossierId)?.revisions ?? [];
  expect(arrived.map(({ kind }) => kind)).toEqual(['submission', 'withdrawal']);
  expect(portal.desk.contentOf(dossierId, 1)).toMatchObject({
    withdrawalReason: 'Tôi nộp nhầm thủ tục',
    files: [],
    answers: {},
    // The dossier came with a card; whoever stands here now knows its number only.
    persons: { filer: { fullName: 'Nguyễn Văn An' }, trust: 'declared', needsIdentityCheck: true },
  });
  expect((await client.tracking.open({ dossierId, idNumber: null })).withdrawal).toBe('asked');
});

test('what is finished is not withdrawn', async () => {
  const portal = await openTestPortal();
  const kiosk = await openTrackingKiosk(portal);
  const { client, dossierId } = kiosk;
  portal.desk.setState(dossierId, 9);
  await newVisit(client);
  await client.tracking.open({ dossierId, idNumber: filerNumber });
  await until(kiosk, ({ now }) => now?.state === 9);
  const reason = { kind: 'other', text: 'Tôi chuyển nhà' } as const;
  expect(await refusal(client.tracking.withdraw({ dossierId, reason }))).toBe('TRACK_WITHDRAWAL_LATE');
});
