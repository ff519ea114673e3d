import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createPrintLedger } from '../../electron/core/receipt/print-ledger.ts';
import { deleteDossierRows, type Store } from '../../electron/core/storage/index.ts';
import { contentOf, makePlace, type Place } from '../faults/storage-place.ts';
import { lan, minh, openFeesDesk } from '../support/fees-desk.ts';
import { booksAddUp, press } from '../support/fees-kiosk.ts';
import { loseDatabase, rebuild } from '../support/lost-database.ts';
import { dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';

const ids = [dossierId(1), dossierId(2), dossierId(3)] as const;

/** Every row that a manifest must give back. */
function sealedRows(store: Store): readonly unknown[] {
  return ['dossier', 'dossier_person', 'dossier_revision', 'dossier_file', 'outbox'].map((table) =>
    store.db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
  );
}

/** Two sealed dossiers, one with a withdrawal, one that was erased, and a form that is still being filled. */
async function makeUsedPlace(): Promise<{ readonly place: Place; readonly rows: readonly unknown[] }> {
  const place = makePlace();
  const store = await place.open();
  const sealing = sealingOn(store);
  for (const id of ids) await sealing.seal(await makeDraft(store, { id }));
  await sealing.seal({
    ...(await makeDraft(store, { id: dossierId(4) })),
    dossierId: ids[0],
    revision: 1,
    kind: 'withdrawal',
    files: [],
    withdrawalReason: 'Tôi nộp nhầm',
  });
  await store.eraseDossier({
    dossierId: ids[2],
    reason: 'retention',
    role: 'kiosk',
    deleteRows: deleteDossierRows,
    evenSealed: () => true,
  });
  store.db.prepare('DELETE FROM dossier WHERE dossier_id = ?').run(ids[2]);
  const rows = sealedRows(store);
  store.close();
  return { place, rows };
}

test('a lost database is made anew, row for row, and the codes count on above every one ever given', async () => {
  const { place, rows } = await makeUsedPlace();
  loseDatabase(place);
  expect(await rebuild(place)).toMatchObject({ code: 0, said: expect.stringContaining('3 lần nộp') });
  const store = await place.open();
  expect(sealedRows(store)).toEqual(rows);
  expect(store.audit.verify()).toEqual({ ok: true, count: 1 });
  const sealing = sealingOn(store);
  const next = await sealing.seal(await makeDraft(store, { id: dossierId(9) }));
  // Three were given; the mark on the disk covers a hundred.
  expect(store.sealedRows.lastNumber()).toBe(101);
  expect(next.temporaryCode).toMatch(/^TAMK2/);
  expect(await sealing.find({ dossierId: ids[0], revision: 1 })).toMatchObject({ kind: 'withdrawal' });
  // Its receipt may be in somebody's bag: another one says that it is a copy; that of a new dossier does not.
  const ledger = createPrintLedger(store);
  for (const paper of ['a4', 'slip'] as const) {
    expect(ledger.issue({ dossierId: ids[1], revision: 0, paper }, 1)).toBe(1);
    expect(ledger.issue({ dossierId: dossierId(9), revision: 0, paper }, 1)).toBe(0);
  }
});

test('an erased dossier does not come back, not even when its files were brought from a copy of the folder', async () => {
  const { place } = await makeUsedPlace();
  const keysDir = path.join(place.dataDir, 'keys');
  const [oneKey = ''] = readdirSync(keysDir);
  const manifest = path.join(place.dataDir, 'manifests', `${ids[2]}.0`);
  writeFileSync(path.join(keysDir, `${ids[2]}.key`), readFileSync(path.join(keysDir, oneKey)));
  writeFileSync(manifest, 'copy');
  loseDatabase(place);
  expect(await rebuild(place)).toMatchObject({ code: 0 });
  expect(existsSync(manifest)).toBe(false);
  const store = await place.open();
  expect(store.db.prepare('SELECT 1 FROM dossier WHERE dossier_id = ?').all(ids[2])).toEqual([]);
});

test('a damaged database is kept aside and made anew', async () => {
  const { place, rows } = await makeUsedPlace();
  writeFileSync(path.join(place.dataDir, 'kiosk.db'), 'rubbish'.repeat(2_000));
  expect(await rebuild(place)).toMatchObject({ code: 0 });
  expect(readdirSync(path.join(place.dataDir, 'kept')).some((name) => name.startsWith('replaced-'))).toBe(
    true,
  );
  expect(sealedRows(await place.open())).toEqual(rows);
});

test('one that cannot be read is told, the others come back, and nothing of it is touched', async () => {
  const { place } = await makeUsedPlace();
  loseDatabase(place);
  rmSync(path.join(place.dataDir, 'keys', `${ids[0]}.key`));
  expect(await rebuild(place)).toMatchObject({
    code: 1,
    said: expect.stringContaining('Không đọc được 2 bản niêm phong'),
  });
  const store = await place.open();
  expect(await store.manifests.list()).toHaveLength(3);
  expect(store.db.prepare('SELECT dossier_id FROM dossier').pluck().all()).toEqual([ids[1]]);
});

test('without the mark of the codes a wide gap is left', async () => {
  const { place } = await makeUsedPlace();
  loseDatabase(place);
  rmSync(path.join(place.dataDir, 'codes.mark'));
  expect(await rebuild(place)).toMatchObject({ code: 0 });
  expect((await place.open()).sealedRows.lastNumber()).toBe(10_002);
});

test('REBUILD_REFUSED: a database that is whole, another key, lost manifests, a running kiosk: refused with nothing touched', async () => {
  const { place } = await makeUsedPlace();
  const refuse = async (reason: string) => {
    const before = contentOf(place.root);
    expect(await rebuild(place)).toMatchObject({ code: 1, said: expect.stringContaining(reason) });
    expect(contentOf(place.root)).toEqual(before);
  };
  await refuse('database-is-whole');
  const store = await place.open();
  expect(await rebuild(place)).toMatchObject({
    code: 1,
    said: expect.stringContaining('DATA_FOLDER_IN_USE'),
  });
  store.close();
  loseDatabase(place);
  const key = readFileSync(place.keyPath);
  writeFileSync(place.keyPath, `${'ab'.repeat(32)}\n`);
  await refuse('wrong-key');
  writeFileSync(place.keyPath, key);
  rmSync(path.join(place.dataDir, 'manifests'), { recursive: true });
  await refuse('no-manifests');
});

/** A day at the counter: cash, a correction of the fee, a refund, a granted exemption and a counted drawer. */
async function makePaidPlace(): Promise<{
  readonly root: string;
  readonly ids: readonly [string, string];
  readonly before: unknown;
}> {
  const { root } = makePlace();
  const desk = await openFeesDesk({ folder: root });
  const { fees } = desk;
  const first = await desk.seal(1, { fee: { exemptionClaimed: true } });
  const second = await desk.seal(2);
  addAccount(desk.store, lan);
  desk.signIn(lan);
  const half = { outcome: 'granted', percentOff: 50, reason: 'Có sổ hộ nghèo' } as const;
  await fees.decideExemption({ ...press(first), ...half });
  const { file } = await fees.takeCash({ ...press(first), vnd: 8_000, givenVnd: 10_000 });
  const payment = file.payments[0]?.id ?? '';
  await fees.refund({ ...press(first), payment, way: 'cash', vnd: 4_000, reason: 'Được giảm' });
  const counted = { 2000: 2 } as const;
  fees.desk.close({
    closingId: dossierId(7),
    officer: lan.accountId,
    openingVnd: 0,
    counted,
    reason: '',
  });
  await fees.takeCash({ ...press(second), vnd: 8_000, givenVnd: 8_000 });
  await desk.correct(2, { amountVnd: 12_000 });
  await fees.setDue({ ...press(second), vnd: 10_000, reason: 'Đếm lại còn năm trang' });
  const before = [await fees.file(first), await fees.file(second), fees.desk.drawers()];
  await desk.close();
  return { root, ids: [first, second], before };
}

function addAccount(store: Store, { accountId, name, role }: typeof lan): void {
  store.db
    .prepare(
      `INSERT INTO staff_account (account_id, name, role, pin_salt, pin_hash, pin_cost, made_at)
       VALUES (?, ?, ?, zeroblob(16), zeroblob(32), 16384, 0)`,
    )
    .run(accountId, name, role);
}

test('the money comes back with the dossiers: what is due, what was paid, by whom, and the counted drawer', async () => {
  const { root, ids, before } = await makePaidPlace();
  const place = makePlace(root);
  loseDatabase(place);
  expect(await rebuild(place)).toMatchObject({ code: 0 });
  const desk = await openFeesDesk({ folder: root });
  desk.signIn(lan);
  expect(await Promise.all([desk.fees.file(ids[0]), desk.fees.file(ids[1])])).toEqual(
    (before as unknown[]).slice(0, 2),
  );
  expect(desk.fees.desk.drawers()).toEqual((before as unknown[])[2]);
  expect(desk.fees.desk.find(dossierId(7))).toMatchObject({ countedVnd: 4_000, outcome: 'even' });
  expect(desk.fees.books()).toEqual({ lostAtMs: null });
  // The lists know them before anybody opens one.
  expect(desk.fees.list({ which: 'unpaid', limit: 10, offset: 0 }).total).toBe(1);
  // What happens now is told to the portal under a name that was never used.
  await desk.fees.takeCash({ ...press(ids[1]), vnd: 2_000, givenVnd: 2_000 });
  const { lines } = await desk.fees.file(ids[1]);
  expect(lines.at(-1)?.seq).toBeGreaterThan(1_000_000);
  await desk.close();
  // Lost once more: what was paid after the first time is there, too.
  loseDatabase(place);
  await rebuild(place);
  const again = await openFeesDesk({ folder: root });
  again.signIn(minh);
  const file = await again.fees.file(ids[1]);
  expect(file).toMatchObject({ dueVnd: 10_000, heldVnd: 10_000, state: 'confirmed' });
  expect(booksAddUp(file)).toBe(true);
  expect(file.lines.find(({ kind }) => kind === 'cash-taken')?.officer).toBe(lan.name);
  await again.close();
});

test('an old copy of the database gets the money that was taken after it was made', async () => {
  const { root } = makePlace();
  const place = makePlace(root);
  const desk = await openFeesDesk({ folder: root });
  const dossier = await desk.seal(1);
  const copy = path.join(root, 'copy.db');
  await desk.store.backup(copy);
  desk.signIn(lan);
  await desk.fees.takeCash({ ...press(dossier), vnd: 8_000, givenVnd: 8_000 });
  await desk.close();
  await place.restore(copy);
  const again = await openFeesDesk({ folder: root });
  again.signIn(lan);
  expect(await again.fees.file(dossier)).toMatchObject({ state: 'confirmed', heldVnd: 8_000 });
  expect(again.fees.desk.drawers()).toMatchObject([{ takenVnd: 8_000 }]);
  await again.close();
});

test('without the file of the money, or with a damaged one, the desk is told that money of before is missing', async () => {
  for (const damage of ['gone', 'damaged'] as const) {
    const { root, ids } = await makePaidPlace();
    const place = makePlace(root);
    const filePath = path.join(root, 'data', 'money.log');
    const lines = readFileSync(filePath, 'utf8').split('\n');
    loseDatabase(place);
    if (damage === 'gone') rmSync(filePath);
    else writeFileSync(filePath, ['AAAA', ...lines.slice(1, -3), 'torn by a power c'].join('\n'));
    expect(await rebuild(place)).toMatchObject({ said: expect.stringContaining('nhập lại tiền mặt') });
    const desk = await openFeesDesk({ folder: root });
    desk.signIn(lan);
    expect(desk.fees.books().lostAtMs).not.toBeNull();
    const file = await desk.fees.file(ids[0]);
    expect(file.heldVnd).toBe(damage === 'gone' ? 0 : 4_000);
    expect(booksAddUp(file)).toBe(true);
    await desk.close();
    // What is known is in a new file, and nothing is reported lost a second time for the old reason.
    loseDatabase(place);
    await rebuild(place);
    const again = await openFeesDesk({ folder: root });
    again.signIn(lan);
    expect(again.fees.books()).toEqual({ lostAtMs: null });
    expect((await again.fees.file(ids[0])).heldVnd).toBe(file.heldVnd);
    await again.close();
  }
});

test('a line of the money that a power cut tore is written again, and nothing counts as lost', async () => {
  const { root, ids } = await makePaidPlace();
  const filePath = path.join(root, 'data', 'money.log');
  writeFileSync(filePath, `${readFileSync(filePath, 'utf8')}TUNLTQEtorn`);
  const desk = await openFeesDesk({ folder: root });
  desk.signIn(lan);
  await desk.fees.takeCash({ ...press(ids[1]), vnd: 2_000, givenVnd: 2_000 });
  await desk.close();
  const place = makePlace(root);
  loseDatabase(place);
  expect(await rebuild(place)).toMatchObject({ code: 0 });
  const again = await openFeesDesk({ folder: root });
  again.signIn(lan);
  expect(again.fees.books()).toEqual({ lostAtMs: null });
  expect(await again.fees.file(ids[1])).toMatchObject({ heldVnd: 10_000, state: 'confirmed' });
  await again.close();
});
