import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../electron/core/command-line.ts';
import type { CoreClient, contract, DeskDossier } from '../../shared/contract/index.ts';
import { makePlace } from '../faults/storage-place.ts';
import { refusal } from '../support/fault-of.ts';
import { openPapersKiosk } from '../support/papers-kiosk.ts';
import { dossierId } from '../support/sealing-desk.ts';
import { demoOfficer, openStaffKiosk, readAudit, signInOfficer } from '../support/staff-kiosk.ts';
import { openTestPortal } from '../support/test-portal.ts';
import { handIn, openTrackingKiosk, withoutScanner } from '../support/tracking-kiosk.ts';

/** A kiosk whose portal has refused the dossier of Nguyễn Văn An; an officer is signed in. */
async function openRefused(refuse: { readonly code: string; readonly status: number }) {
  const portal = await openTestPortal();
  await portal.misbehave({ kind: 'refuse', call: 'createDossier', ...refuse });
  const kiosk = await openPapersKiosk({ portal, change: withoutScanner });
  await handIn(kiosk.client, kiosk.draftId);
  await kiosk.told((event) => event.kind === 'queue' && event.needsStaff === 1);
  await signInOfficer(kiosk.client);
  return { ...kiosk, portal, dossierId: kiosk.draftId };
}

async function until(
  kiosk: {
    readonly told: (fits: (event: { kind: string }) => boolean) => Promise<unknown>;
    readonly client: CoreClient;
  },
  id: string,
  holds: (dossier: DeskDossier) => boolean,
): Promise<DeskDossier> {
  for (;;) {
    const now = await kiosk.client.desk.open({ dossierId: id });
    if (holds(now)) return now;
    await kiosk.told((event) => event.kind === 'queue');
  }
}

test('the work list, its acts and the register are refused to citizens and technicians', async () => {
  const { client, signIn: staffSignIn } = await openStaffKiosk();
  const period = { from: '2026-11-01', until: '2026-11-30' };
  const calls: Readonly<Record<keyof typeof contract.desk, () => Promise<unknown>>> = {
    list: () => client.desk.list({ tab: 'today', query: '', cursor: null }),
    open: () => client.desk.open({ dossierId: dossierId(1) }),
    retry: () => client.desk.retry({ dossierId: dossierId(1) }),
    receivers: () => client.desk.receivers(),
    export: () => client.desk.export({ dossierId: dossierId(1), lock: { passphrase: 'mười hai chữ cái' } }),
    acceptOnPaper: () => client.desk.acceptOnPaper({ dossierId: dossierId(1), reason: 'Mất mạng' }),
    cancel: () => client.desk.cancel({ dossierId: dossierId(1), reason: 'Nộp nhầm' }),
    printForm: () =>
      client.desk.printForm({
        dossierId: dossierId(1),
        form: { form: 'refusal', number: null, reason: 'Không thuộc thẩm quyền' },
      }),
    reception: () => client.desk.reception(),
    compare: () => client.desk.compare({ componentId: 'c1', isCompared: true }),
    checkIdentity: () => client.desk.checkIdentity({ reason: 'Thẻ không đọc được' }),
    register: () => client.desk.register({ period, cursor: null }),
    makeRegister: () => client.desk.makeRegister({ period, as: 'xlsx' }),
  };
  for (const [name, call] of Object.entries(calls))
    expect([name, await refusal(call())]).toEqual([name, 'ROLE_REFUSED']);
  await staffSignIn();
  await client.staff.makeAccount({ name: 'Lê Văn Cường', role: 'technician', pin: '739104' });
  expect(await refusal(calls.open())).toBe('TRACK_NONE');
  await staffSignIn('Lê Văn Cường', '739104');
  for (const [name, call] of Object.entries(calls))
    expect([name, await refusal(call())]).toEqual([name, 'ROLE_REFUSED']);
});

test('a dossier is found by name without accents, by number and by every writing of its code', async () => {
  const { client, dossierId: id } = await openTrackingKiosk();
  const { code, qrText } = await client.receipts.view({ dossierId: id });
  await signInOfficer(client);
  const find = async (query: string) =>
    (await client.desk.list({ tab: 'delivered', query, cursor: null })).items.map((item) => item.dossierId);
  for (const query of [
    'nguyen van an',
    'NGUYỄN VĂN',
    'an nguyen',
    'Văn A',
    '064203000123',
    '064 203 000 123',
    '064203000',
  ])
    expect([query, await find(query)]).toEqual([query, [id]]);
  for (const query of [code, code.toLowerCase(), code.replaceAll('-', ''), qrText])
    expect([query, await find(query)]).toEqual([query, [id]]);
  for (const query of ['nguyen van binh', '064203000124', '203000123', '""', 'an*', '%'])
    expect([query, await find(query)]).toEqual([query, query === 'an*' ? [id] : []]);
  const tab = async (name: 'today' | 'waiting' | 'needs-staff' | 'delivered') =>
    await client.desk.list({ tab: name, query: '', cursor: null });
  expect((await tab('today')).items).toMatchObject([
    { dossierId: id, person: 'Nguyễn Văn An', state: 'waiting' },
  ]);
  expect((await tab('waiting')).items).toHaveLength(1);
  expect(await tab('needs-staff')).toMatchObject({
    items: [],
    counts: { waiting: 1, needsStaff: 0, supplement: 0 },
  });
});

test('a dossier whose manifest cannot be read keeps the name of its person in the list and is told damaged', async () => {
  const { client, dossierId: id, dataDir } = await openTrackingKiosk();
  await signInOfficer(client);
  const folder = path.join(dataDir, 'manifests');
  for (const name of readdirSync(folder)) writeFileSync(path.join(folder, name), 'nothing of it');
  const { items } = await client.desk.list({ tab: 'waiting', query: '', cursor: null });
  expect(items).toMatchObject([{ dossierId: id, person: 'Nguyễn Văn An' }]);
  expect(await client.desk.open({ dossierId: id })).toMatchObject({
    person: 'Nguyễn Văn An',
    isDamaged: true,
    isErased: false,
    content: null,
    can: [],
  });
});

test.each([
  { code: 'CONTENT_REFUSED', status: 422, fault: 'DOSSIER_REFUSED' },
  { code: 'FILE_TOO_LARGE', status: 413, fault: 'DOSSIER_TOO_LARGE' },
])(
  'a dossier parked with $fault tells why and goes when it is sent again',
  async ({ code, status, fault }) => {
    const kiosk = await openRefused({ code, status });
    const { client, portal, dossierId: id } = kiosk;
    const list = await client.desk.list({ tab: 'needs-staff', query: '', cursor: null });
    expect(list).toMatchObject({ items: [{ dossierId: id, fault }], counts: { needsStaff: 1 } });
    const opened = await client.desk.open({ dossierId: id });
    expect(opened).toMatchObject({
      state: 'needs-staff',
      content: { filer: { fullName: 'Nguyễn Văn An', idNumber: '064203000123' } },
      revisions: [{ state: 'parked', fault }],
    });
    expect(opened.can).toEqual([
      'retry',
      'correct',
      'paper',
      'export',
      'cancel',
      'supplement-request',
      'refusal',
      'control-slip',
    ]);
    await portal.misbehave({ kind: 'none' });
    await client.desk.retry({ dossierId: id });
    const delivered = await until(kiosk, id, ({ state }) => state === 'delivered');
    expect(delivered).toMatchObject({
      isTemporary: false,
      portalState: 1,
      can: ['cancel', 'supplement-request', 'refusal', 'control-slip'],
    });
    expect(await refusal(client.desk.retry({ dossierId: id }))).toBe('DESK_ACT_LATE');
  },
);

test('a cancelled dossier is never delivered any more, also not after a restart, and says so to whoever asks', async () => {
  const {
    client,
    portal,
    dossierId: id,
    dataDir,
    stop,
  } = await openRefused({ code: 'CONTENT_REFUSED', status: 422 });
  const { code } = await client.desk.open({ dossierId: id });
  const cancelled = await client.desk.cancel({ dossierId: id, reason: 'Người nộp đề nghị huỷ' });
  expect(cancelled).toMatchObject({
    state: 'cancelled',
    revisions: [{ state: 'ended' }],
    ending: { kind: 'cancelled', reason: 'Người nộp đề nghị huỷ', officer: demoOfficer.name },
    can: ['supplement-request', 'refusal', 'control-slip'],
  });
  expect(await refusal(client.desk.cancel({ dossierId: id, reason: 'Lần nữa' }))).toBe('DESK_ACT_LATE');
  await client.staff.handBack();
  expect(await client.tracking.find({ code })).toMatchObject({
    dossier: { onTheWay: { state: 'cancelled' } },
  });
  expect((await client.receipts.view({ dossierId: id })).queue.state).toBe('cancelled');
  await stop();
  await portal.misbehave({ kind: 'none' });
  const again = await openPapersKiosk({ portal, dataDir, change: withoutScanner });
  await handIn(again.client, again.draftId);
  await again.told((event) => event.kind === 'queue' && event.waiting === 0);
  expect(portal.desk.find(id)).toBeNull();
  expect(portal.desk.find(again.draftId)).not.toBeNull();
  await again.stop();
  const { events, verdict } = await readAudit(dataDir);
  expect(verdict.ok).toBe(true);
  expect(events.find(({ event }) => event === 'dossier-ended')).toMatchObject({
    role: 'supervisor',
    dossierId: id,
    details: { kind: 'cancelled', revisions: 1 },
  });
});

test('a dossier whose bytes are on the way this very moment is not cancelled from under them', async () => {
  const portal = await openTestPortal();
  const kiosk = await openPapersKiosk({ portal, change: withoutScanner });
  const { client, draftId: id } = kiosk;
  await portal.misbehave({ kind: 'latency', ms: 600_000, call: 'createDossier' });
  await handIn(client, id);
  await signInOfficer(client);
  await until(kiosk, id, ({ revisions }) => revisions.some(({ state }) => state === 'sending'));
  expect(await refusal(client.desk.cancel({ dossierId: id, reason: 'Nộp nhầm thủ tục' }))).toBe(
    'DESK_SENDING',
  );
  expect((await client.desk.open({ dossierId: id })).ending).toBeNull();
});

test('what the portal has acknowledged is withdrawn through the queue', async () => {
  const portal = await openTestPortal();
  const kiosk = await openTrackingKiosk(portal);
  const { client, dossierId: id } = kiosk;
  await signInOfficer(client);
  await client.desk.cancel({ dossierId: id, reason: 'Nộp nhầm thủ tục' });
  const withdrawn = await until(kiosk, id, ({ portalState }) => portalState === 7);
  expect(withdrawn).toMatchObject({ content: { withdrawalReason: 'Nộp nhầm thủ tục' }, ending: null });
  expect(portal.desk.find(id)?.revisions.map(({ kind }) => kind)).toEqual(['submission', 'withdrawal']);
});

test('taken in on paper: receipt and every file are printed, then the dossier leaves the queue', async () => {
  const {
    client,
    dossierId: id,
    dataDir,
    portal,
  } = await openRefused({ code: 'CONTENT_REFUSED', status: 422 });
  const taken = await client.desk.acceptOnPaper({ dossierId: id, reason: 'Cổng không nhận' });
  expect(taken).toMatchObject({ state: 'paper', ending: { kind: 'paper', reason: 'Cổng không nhận' } });
  const printed = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('-a4.pdf'),
  );
  expect(printed.filter((name) => name.includes('receipt-'))).toHaveLength(1);
  expect(printed.filter((name) => name.includes('dossier-'))).toHaveLength(taken.content?.papers.length ?? 0);
  expect(portal.desk.find(id)).toBeNull();
  const { items } = await client.desk.list({ tab: 'delivered', query: '', cursor: null });
  expect(items).toMatchObject([{ dossierId: id, state: 'paper' }]);
});

test('the forms of the office are printed, and a dossier is packed for another kiosk', async () => {
  const { client, dossierId: id, dataDir } = await openTrackingKiosk();
  await signInOfficer(client);
  await client.desk.printForm({
    dossierId: id,
    form: {
      form: 'supplement-request',
      number: '12',
      papers: [{ title: 'Giấy chứng sinh', originals: 1, certified: 0, photocopies: 0 }],
      reason: 'Bản chụp bị mờ',
      phone: '0269 3845 000',
    },
  });
  await client.desk.printForm({
    dossierId: id,
    form: { form: 'refusal', number: null, reason: 'Không thuộc thẩm quyền' },
  });
  await client.desk.printForm({ dossierId: id, form: { form: 'control-slip', handOvers: [], emptyRows: 4 } });
  const names = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
  for (const form of ['supplement-request', 'refusal', 'control-slip'])
    expect([form, names.filter((name) => name.includes(`-${form}-`)).length]).toEqual([form, 1]);
  expect(await refusal(client.desk.export({ dossierId: id, lock: { passphrase: 'ngắn' } }))).toBe(
    'EXPORT_REFUSED',
  );
  const { fileName, sizeBytes } = await client.desk.export({
    dossierId: id,
    lock: { passphrase: 'mười hai chữ cái' },
  });
  expect(readFileSync(path.join(dataDir, 'collect', fileName))).toHaveLength(sizeBytes);
  const period = { from: '2020-01-01', until: '2099-12-31' };
  const made = await client.desk.makeRegister({ period, as: 'xlsx' });
  expect(made.rows).toBe(1);
  expect(existsSync(path.join(dataDir, 'collect', made.fileName ?? ''))).toBe(true);
  expect(await client.desk.register({ period, cursor: null })).toMatchObject({
    total: 1,
    rows: [{ number: 1, person: 'Nguyễn Văn An', way: 'office', state: 'waiting' }],
  });
});

test('for a kiosk that the office knows a dossier is packed by its key, and only that one opens it', async () => {
  const receiver = makePlace();
  const store = await receiver.open();
  const publicKey = store.handOverKeys().publicText;
  store.close();
  const receivers = [{ name: 'Máy số 2, sảnh UBND xã', publicKey }];
  const kiosk = await openPapersKiosk({
    change: (config) => withoutScanner({ ...config, desk: { ...config.desk, receivers } }),
  });
  const { client, draftId, dataDir } = kiosk;
  await handIn(client, draftId);
  await signInOfficer(client);
  expect(await client.desk.receivers()).toEqual(receivers);
  const { fileName } = await client.desk.export({ dossierId: draftId, lock: { publicKey } });
  const box = path.join(dataDir, 'collect', fileName);
  const other = makePlace();
  (await other.open()).close();
  const adopt = async (place: typeof other): Promise<number> =>
    runCommandLine(['adopt', box, '--data-dir', place.dataDir, '--key-file', place.keyPath], {
      write: () => {},
    });
  expect(await adopt(other)).toBe(1);
  expect(await adopt(receiver)).toBe(0);
  const taken = await receiver.open();
  expect(taken.db.prepare('SELECT dossier_id FROM dossier').pluck().all()).toEqual([draftId]);
});

test('received in person: the check of the person and the compared originals are sealed, and another scan is not compared', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  expect(await refusal(client.desk.reception())).toBe('ROLE_REFUSED');
  await signInOfficer(client);
  await client.identity.declare({
    fullName: 'Nguyễn Văn An',
    idNumber: '064203000123',
    birthDate: null,
    sex: null,
    residence: null,
  });
  await kiosk.fill();
  await kiosk.shorten();
  const [paper] = (await client.papers.state({ draftId })).papers.filter(({ kind }) => kind === 'scan');
  const componentId = paper?.componentId ?? '';
  expect(await refusal(client.desk.compare({ componentId, isCompared: true }))).toBe('PAPER_UNKNOWN');
  kiosk.lay('birth-notice');
  await kiosk.scan(componentId);
  const compared = await client.desk.compare({ componentId, isCompared: true });
  expect(compared.papers).toMatchObject([{ componentId, compared: { officer: demoOfficer.name } }]);
  kiosk.lay('birth-notice');
  await kiosk.scan(componentId);
  expect((await client.desk.reception())?.papers).toMatchObject([{ componentId, compared: null }]);
  await client.desk.compare({ componentId, isCompared: true });
  const checked = await client.desk.checkIdentity({ reason: 'Người nộp không có điện thoại' });
  expect(checked.check).toMatchObject({ officer: demoOfficer.name, reason: 'Người nộp không có điện thoại' });
  for (const { componentId: id, done } of (await client.papers.state({ draftId })).papers)
    if (!done) await client.papers.decide({ draftId, componentId: id, decision: 'later' });
  await client.submission.setDelivery({ draftId, delivery: { way: 'office' } });
  expect((await client.submission.state({ draftId })).needsIdentityCheck).toBe(false);
  await client.staff.handBack();
  const { unagreed } = await client.drafts.review({ draftId });
  if (unagreed.length > 0)
    await client.drafts.agree({ draftId, revision: (await client.drafts.current())?.revision ?? 0 });
  const { help } = await client.submission.state({ draftId });
  await client.submission.agree({ draftId, lastNo: help.lastNo });
  await client.submission.submit({ draftId });
  await signInOfficer(client);
  const { content } = await client.desk.open({ dossierId: draftId });
  expect(content).toMatchObject({
    needsIdentityCheck: false,
    identityCheck: { officer: demoOfficer.name, reason: 'Người nộp không có điện thoại' },
  });
  expect(content?.papers.map(({ kind, compared: by }) => [kind, by?.officer ?? null])).toEqual([
    ['form', null],
    ['paper', demoOfficer.name],
  ]);
});
