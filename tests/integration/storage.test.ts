import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../electron/core/command-line.ts';
import { createSafeStorageKeyProvider } from '../../electron/core/storage/index.ts';
import { Sensitive } from '../../shared/sensitive.ts';
import {
  anDossier,
  contentOf,
  countSettings,
  makeFolder,
  makePlace,
  saveSetting,
  withMigration,
} from '../faults/storage-place.ts';

/** The number of the newest migration that ships; those of the tests lie far above. */
const newest = Math.max(
  ...readdirSync(path.resolve(import.meta.dirname, '../../resources/migrations')).map((name) =>
    Number(name.slice(0, 4)),
  ),
);

test('a new folder gets an encrypted database that commits durably', async () => {
  const place = makePlace();
  const store = await place.open();
  expect(store.schemaChange).toEqual({ from: 0, to: newest });
  expect(store.db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(store.db.pragma('synchronous', { simple: true })).toBe(2);
  expect(store.db.pragma('secure_delete', { simple: true })).toBe(1);
  store.close();
  const header = readFileSync(path.join(place.dataDir, 'kiosk.db')).subarray(0, 16).toString('latin1');
  expect(header).not.toContain('SQLite format');
  expect(statSync(place.keyPath).mode & 0o777).toBe(0o600);
  expect(statSync(place.dataDir).mode & 0o777).toBe(0o700);
});

test('a migration keeps a copy of the database that opens with the program before it', async () => {
  const place = makePlace();
  const before = await place.open();
  saveSetting(before, 'office', 'Chư Păh');
  before.close();
  const next = withMigration('9020-next.sql', 'CREATE TABLE next_thing (id INTEGER PRIMARY KEY) STRICT;');
  const after = await place.open({ migrationsDir: next });
  expect(after.schemaChange).toEqual({ from: newest, to: 9020 });
  const last = after.audit.list({ from: 0, to: Number.MAX_SAFE_INTEGER }).at(-1);
  expect(last).toMatchObject({ event: 'database-migrated', details: { from: newest, to: 9020 } });
  after.close();

  const [copy = ''] = readdirSync(path.join(place.dataDir, 'kept'));
  await place.restore(path.join(place.dataDir, 'kept', copy));
  const back = await place.open();
  expect(back.schemaChange).toBeNull();
  expect(countSettings(back)).toBe(1);
});

test('a migration that fails changes nothing', async () => {
  const place = makePlace();
  (await place.open()).close();
  const broken = withMigration(
    '9020-broken.sql',
    'CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE nonsense (',
  );
  await expect(place.open({ migrationsDir: broken })).rejects.toThrow();
  const store = await place.open();
  expect(store.db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
});

test('an edited released migration is a defect', async () => {
  const place = makePlace();
  (
    await place.open({ migrationsDir: withMigration('9020-a.sql', 'CREATE TABLE a (id INTEGER) STRICT;') })
  ).close();
  const edited = withMigration('9020-a.sql', 'CREATE TABLE a (id INTEGER, more TEXT) STRICT;');
  await expect(place.open({ migrationsDir: edited })).rejects.toThrow('never edited');
  const between = withMigration('9015-between.sql', 'CREATE TABLE b (id INTEGER) STRICT;');
  writeFileSync(path.join(between, '9020-a.sql'), 'CREATE TABLE a (id INTEGER) STRICT;');
  await expect(place.open({ migrationsDir: between })).rejects.toThrow('comes after');
});

test('the audit log notices a changed, a removed and a cut-off event', async () => {
  const store = await makePlace().open();
  for (let i = 0; i < 5; i += 1)
    store.audit.append({ id: 'core-stopped', role: 'kiosk', details: { reason: `${i}` } });
  const count = 6;
  expect(store.audit.verify()).toEqual({ ok: true, count });
  store.db.exec('DROP TRIGGER audit_event_never_changes; DROP TRIGGER audit_event_never_goes');
  const tamper = (sql: string) => {
    store.db.exec(`SAVEPOINT tamper; ${sql}`);
    const verdict = store.audit.verify();
    store.db.exec('ROLLBACK TO tamper; RELEASE tamper');
    return verdict;
  };
  expect(tamper(`UPDATE audit_event SET details = '{"reason":"x"}' WHERE seq = 3`)).toMatchObject({
    firstBadSeq: 3,
  });
  expect(tamper("UPDATE audit_event SET role = 'staff' WHERE seq = 2")).toMatchObject({
    ok: false,
    firstBadSeq: 2,
  });
  expect(tamper('DELETE FROM audit_event WHERE seq = 4')).toMatchObject({ ok: false, firstBadSeq: 4 });
  expect(tamper('DELETE FROM audit_event WHERE seq = 6')).toMatchObject({ ok: false, firstBadSeq: 6 });
  expect(tamper('DELETE FROM audit_event')).toMatchObject({ ok: false, firstBadSeq: 1 });
  const forgedHead = `UPDATE kiosk_meta SET value = json_set(value, '$.count', 5, '$.hash',
    (SELECT hash FROM audit_event WHERE seq = 5)) WHERE key = 'audit_head'; DELETE FROM audit_event WHERE seq = 6`;
  expect(tamper(forgedHead)).toMatchObject({ ok: false });
  expect(store.audit.verify()).toEqual({ ok: true, count });
});

test('an audit event goes with the transaction it belongs to and cannot be edited by accident', async () => {
  const store = await makePlace().open();
  const half = () =>
    store.write(() => {
      store.audit.append({ id: 'core-stopped', role: 'kiosk', details: {} });
      throw new Error('the work failed');
    });
  expect(half).toThrow('the work failed');
  expect(store.audit.verify()).toEqual({ ok: true, count: 1 });
  expect(() => store.db.exec("UPDATE audit_event SET role = 'staff'")).toThrow('append-only');
  expect(() => store.db.exec('DELETE FROM audit_event')).toThrow('append-only');
});

test('an unknown detail and a sensitive value cannot enter the audit log', async () => {
  const store = await makePlace().open();
  const append = (details: object) => store.audit.append({ id: 'core-stopped', role: 'kiosk', details });
  expect(() => append({ fullName: 'x' })).toThrow('no detail fullName');
  expect(() => append({ reason: new Sensitive('064203000123') })).toThrow('plain value');
  expect(() => append({ reason: { nested: true } })).toThrow('plain value');
  expect(() => append({ reason: 'x'.repeat(201) })).toThrow('short');
  expect(store.audit.verify()).toEqual({ ok: true, count: 1 });
});

test('a second key for a dossier is a defect, because it would lose the pages', async () => {
  const store = await makePlace().open();
  await store.dossierKeys.createDossierKey(anDossier);
  await expect(store.dossierKeys.createDossierKey(anDossier)).rejects.toThrow('one key');
  await expect(store.dossierKeys.createDossierKey('../../etc/passwd')).rejects.toThrow('UUID');
});

test('the safe-storage key is useless without the store of the operating system', async () => {
  const place = makePlace();
  const mask = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
  const secrets = {
    protection: async () => 'gnome_libsecret',
    protect: async (plain: Uint8Array) => mask(plain),
    unprotect: async (sealed: Uint8Array) => mask(sealed),
  };
  const keyProvider = createSafeStorageKeyProvider({ secrets, dataDir: place.dataDir });
  (await place.open({ keyProvider })).close();
  expect(Object.keys(contentOf(place.root)).filter((name) => /key/.test(name))).toEqual([
    'data/kiosk.keycheck',
    'data/master-key.sealed',
  ]);
});

/** Runs the command line as the technician does, beside whatever runs. */
async function kiosk(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const code = await runCommandLine(args, { write: (text) => void said.push(text) });
  return { code, said: said.join('') };
}

test('the command line backs up a running kiosk, verifies its audit log, and restores once it stopped', async () => {
  const place = makePlace();
  const store = await place.open();
  saveSetting(store, 'office', 'Chư Păh');
  const at = ['--data-dir', place.dataDir, '--key-file', place.keyPath];
  const copy = path.join(makeFolder(), 'copy.db');

  expect(await kiosk('backup', '--to', copy, ...at)).toMatchObject({ code: 0 });
  saveSetting(store, 'later', 'x');
  expect(store.audit.verify()).toEqual({ ok: true, count: 3 });
  expect(await kiosk('audit', 'verify', ...at)).toMatchObject({
    code: 0,
    said: expect.stringContaining('3 sự kiện'),
  });
  expect(await kiosk('backup', '--to', copy, ...at)).toMatchObject({
    code: 1,
    said: expect.stringContaining('target-exists'),
  });
  expect(await kiosk('restore', '--from', copy, ...at)).toMatchObject({
    code: 1,
    said: expect.stringContaining('DATA_FOLDER_IN_USE'),
  });

  store.close();
  expect(await kiosk('restore', '--from', copy, ...at)).toMatchObject({ code: 0 });
  const restored = await place.open();
  expect(countSettings(restored)).toBe(1);
  expect(restored.audit.verify()).toMatchObject({ ok: true });
});

test('the command line says what is wrong with its use and exits with 2', async () => {
  for (const [args, sentence] of [
    [[], 'Chưa có lệnh'],
    [['frobnicate'], 'Không có lệnh'],
    [['backup', '--nonsense'], 'Tham số không đúng'],
    [['backup', '--to', 'x'], 'Thiếu --data-dir'],
    [['backup', '--data-dir', 'x', '--profile', 'party'], 'demo hoặc production'],
    [['backup', '--data-dir', 'x'], 'Thiếu --to'],
    [['export'], 'Thiếu <mã hồ sơ>'],
    [['adopt', 'one', 'two'], 'Không có lệnh'],
    [['adopt', '/nowhere', '--data-dir', 'x'], 'Không có tệp'],
    [['export', 'TAM', '--data-dir', 'x'], 'Thiếu --to'],
    [['export', 'TAM', '--data-dir', 'x', '--to', 'y'], 'Chọn một trong hai'],
    [['catalogue', 'import'], 'Thiếu --data-dir'],
  ] as const) {
    expect(await kiosk(...args)).toMatchObject({ code: 2, said: expect.stringContaining(sentence) });
  }
});

test('a broken audit log and an absent data folder end the command with 1', async () => {
  const place = makePlace();
  const store = await place.open();
  const at = ['--data-dir', place.dataDir, '--key-file', place.keyPath];
  store.db.exec("DROP TRIGGER audit_event_never_changes; UPDATE audit_event SET role = 'staff'");
  store.close();
  expect(await kiosk('audit', 'verify', ...at)).toMatchObject({
    code: 1,
    said: expect.stringContaining('từ sự kiện số 1'),
  });
  const nowhere = ['--data-dir', path.join(place.root, 'nowhere'), '--key-file', place.keyPath];
  expect(await kiosk('audit', 'verify', ...nowhere)).toMatchObject({
    code: 1,
    said: expect.stringContaining('DATABASE_MISSING'),
  });
});

test('the command line is a program of its own', async () => {
  const program = path.resolve('electron/core/command-line.ts');
  const run = promisify(execFile)(process.execPath, [program, 'frobnicate']);
  await expect(run).rejects.toMatchObject({ code: 2, stdout: expect.stringContaining('Không có lệnh') });
});
