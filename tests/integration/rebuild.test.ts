import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../electron/core/command-line.ts';
import { createPrintLedger } from '../../electron/core/receipt/print-ledger.ts';
import { deleteDossierRows, type Store } from '../../electron/core/storage/index.ts';
import { contentOf, makePlace, type Place } from '../faults/storage-place.ts';
import { dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';

const ids = [dossierId(1), dossierId(2), dossierId(3)] as const;

async function rebuild(place: Place): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const args = ['rebuild', '--data-dir', place.dataDir, '--key-file', place.keyPath];
  const code = await runCommandLine(args, { write: (text) => void said.push(text) });
  return { code, said: said.join('') };
}

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

function loseDatabase(place: Place): void {
  for (const name of ['kiosk.db', 'kiosk.db-wal', 'kiosk.db-shm'])
    rmSync(path.join(place.dataDir, name), { force: true });
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
