import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import {
  createFileKeyProvider,
  createSafeStorageKeyProvider,
  type ShellSecrets,
} from '../../electron/core/storage/index.ts';
import { assertDefined } from '../../shared/assert.ts';
import {
  anDossier,
  binhDossier,
  contentOf,
  countSettings,
  databaseOf,
  expectRefusedUntouched,
  faultOf,
  makeFolder,
  makePlace,
  makeUsedPlace,
  migrationsDir,
  mountDisk,
  type Place,
  saveSetting,
  withMigration,
} from './storage-place.ts';

const otherKey = `${'ab'.repeat(32)}\n`;

function flipBit(filePath: string, offset: number): void {
  const bytes = readFileSync(filePath);
  const file = openSync(filePath, 'r+');
  writeSync(file, Buffer.from([assertDefined(bytes[offset], 'byte') ^ 1]), 0, 1, offset);
  closeSync(file);
}

/** Starts a second program on the folder and resolves when it has written `pages` pages durably. */
async function startWriter(place: Place, pages: number, migrations = migrationsDir): Promise<WriterChild> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./storage-child.ts', import.meta.url)), place.root, migrations],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: number[] = [];
  const lines = createInterface(assertDefined(child.stdout, 'stdout'));
  lines.on('line', (line) => void said.push(Number(line)));
  while (said.length < pages) await once(lines, 'line');
  return { child, said };
}

interface WriterChild {
  readonly child: ChildProcess;
  readonly said: readonly number[];
}

async function killHard({ child }: WriterChild): Promise<void> {
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
}

test('refuses the wrong key and says so, whatever SQLite calls it', async () => {
  const place = await makeUsedPlace();
  const rightKey = readFileSync(place.keyPath);
  writeFileSync(place.keyPath, otherKey);
  await expectRefusedUntouched(place, 'DATABASE_WRONG_KEY');
  writeFileSync(place.keyPath, rightKey);
  expect(countSettings(await place.open())).toBe(50);
});

test('a database cut off in the middle is damaged, not new', async () => {
  const place = await makeUsedPlace();
  truncateSync(databaseOf(place), Math.floor(statSync(databaseOf(place)).size / 2));
  await expectRefusedUntouched(place, 'DATABASE_DAMAGED');
});

test('an emptied database is damaged, not new', async () => {
  const place = await makeUsedPlace();
  truncateSync(databaseOf(place), 0);
  await expectRefusedUntouched(place, 'DATABASE_DAMAGED');
});

test('a database whose first page changed is damaged under the right key', async () => {
  const place = await makeUsedPlace();
  flipBit(databaseOf(place), 900);
  const fault = await expectRefusedUntouched(place, 'DATABASE_DAMAGED');
  expect(fault.details).toMatchObject({ key: 'right' });
});

test('one changed bit deep in the database is found at start', async () => {
  const place = await makeUsedPlace();
  flipBit(databaseOf(place), statSync(databaseOf(place)).size - 2000);
  await expectRefusedUntouched(place, 'DATABASE_DAMAGED');
});

test('a file of another program in the place of the database is damaged', async () => {
  const place = await makeUsedPlace();
  writeFileSync(databaseOf(place), 'SQLite format 3\0'.padEnd(8192, '\0'));
  await expectRefusedUntouched(place, 'DATABASE_DAMAGED');
});

test('a database of a newer program is left alone', async () => {
  const place = await makeUsedPlace();
  const next = withMigration('9000-next.sql', 'CREATE TABLE next_thing (id INTEGER PRIMARY KEY) STRICT;');
  (await place.open({ migrationsDir: next })).close();
  await expectRefusedUntouched(place, 'DATABASE_NEWER');
  expect((await place.open({ migrationsDir: next })).schemaChange).toBeNull();
});

test('a database of a newer program that was killed keeps its unmerged log', async () => {
  const place = await makeUsedPlace();
  const next = withMigration('9000-next.sql', 'CREATE TABLE next_thing (id INTEGER PRIMARY KEY) STRICT;');
  await killHard(await startWriter(place, 3, next));
  expect(statSync(`${databaseOf(place)}-wal`).size).toBeGreaterThan(0);
  await expectRefusedUntouched(place, 'DATABASE_NEWER');
});

test('a deleted database is missing, and no empty one takes its place', async () => {
  const place = await makeUsedPlace();
  rmSync(databaseOf(place));
  await expectRefusedUntouched(place, 'DATABASE_MISSING');
  rmSync(path.join(place.dataDir, 'kiosk.mark'));
  writeFileSync(path.join(place.dataDir, 'erasures.log'), '');
  await expectRefusedUntouched(place, 'DATABASE_MISSING');
});

test('a first start that was cut off is started again', async () => {
  const place = makePlace();
  (await place.open()).close();
  rmSync(path.join(place.dataDir, 'kiosk.mark'));
  renameSync(databaseOf(place), `${databaseOf(place)}.tmp`);
  expect(countSettings(await place.open())).toBe(0);
  expect(readdirSync(place.dataDir)).not.toContain('kiosk.db.tmp');
});

test('a second program on the same data folder is refused until the first is gone, even when it was killed', async () => {
  const place = await makeUsedPlace();
  const first = await startWriter(place, 1);
  expect((await faultOf(() => place.open())).code).toBe('DATA_FOLDER_IN_USE');
  expect((await faultOf(() => place.restore(databaseOf(place)))).code).toBe('DATA_FOLDER_IN_USE');
  await killHard(first);
  expect(countSettings(await place.open())).toBeGreaterThan(50);
});

test('a lost key is never replaced by a new one where data exists', async () => {
  const place = await makeUsedPlace();
  const key = readFileSync(place.keyPath);
  rmSync(place.keyPath);
  await expectRefusedUntouched(place, 'KEY_MISSING');
  writeFileSync(place.keyPath, 'not a key', { mode: 0o600 });
  await expectRefusedUntouched(place, 'KEY_MISSING');
  writeFileSync(place.keyPath, key);
  expect(countSettings(await place.open())).toBe(50);
});

test('a key on the disk of the data, or readable by others, is refused without the line that accepts it', async () => {
  const place = makePlace();
  const providerFor = (keyPath: string) =>
    createFileKeyProvider({ path: keyPath, dataDir: place.dataDir, acceptUnprotectedKey: false });
  for (const keyPath of [path.join(place.dataDir, 'master.key'), place.keyPath]) {
    const keyProvider = providerFor(keyPath);
    expect(keyProvider.describe().protection).toBe('key-file-beside-data');
    const fault = await faultOf(() => place.open({ keyProvider }));
    expect(fault).toMatchObject({ code: 'KEY_UNPROTECTED', details: { reason: 'beside-data' } });
  }
  const otherDevice = path.join(mountDisk('64k').folder, 'master.key');
  const store = await place.open({ keyProvider: providerFor(otherDevice) });
  expect(store.key).toEqual({ provider: 'file', protection: 'key-file' });
  store.close();
  chmodSync(otherDevice, 0o640);
  const fault = await faultOf(() => place.open({ keyProvider: providerFor(otherDevice) }));
  expect(fault).toMatchObject({ code: 'KEY_UNPROTECTED', details: { reason: 'readable-by-others' } });
});

test('safe storage is refused without a keyring and never replaces a key it cannot open', async () => {
  const place = makePlace();
  const providerWith = (secrets: ShellSecrets) =>
    createSafeStorageKeyProvider({ secrets, dataDir: place.dataDir });
  const keyring: ShellSecrets = {
    protection: async () => 'gnome_libsecret',
    protect: async (plain) => plain.map((byte) => byte ^ 0x5a),
    unprotect: async (sealed) => sealed.map((byte) => byte ^ 0x5a),
  };
  const none = providerWith({ ...keyring, protection: async () => null });
  expect((await faultOf(() => place.open({ keyProvider: none }))).code).toBe('KEY_UNPROTECTED');

  const store = await place.open({ keyProvider: providerWith(keyring) });
  expect(store.key.protection).toBe('os-store');
  saveSetting(store, 'a', 'b');
  store.close();
  const again = await place.open({ keyProvider: providerWith(keyring) });
  expect(countSettings(again)).toBe(1);
  again.close();

  const otherUser = providerWith({ ...keyring, unprotect: () => Promise.reject(new Error('another user')) });
  await expectRefusedUntouched(place, 'KEY_MISSING', () => place.open({ keyProvider: otherUser }));
});

test('a vault file with one changed bit, or in the place of another, is refused', async () => {
  const place = makePlace();
  const store = await place.open();
  const anKey = await store.dossierKeys.createDossierKey(anDossier);
  const binhKey = await store.dossierKeys.createDossierKey(binhDossier);
  const first = await store.vault.write(anKey, anDossier, Buffer.from('trang 1'));
  const second = await store.vault.write(anKey, anDossier, Buffer.from('trang 2'));
  const fileOf = (fileId: string) => path.join(place.dataDir, 'vault', anDossier, `${fileId}.page`);
  const read = (fileId: string) => store.vault.read(anKey, anDossier, fileId);
  const good = readFileSync(fileOf(first.fileId));

  for (let offset = 0; offset < good.length; offset += 1) {
    flipBit(fileOf(first.fileId), offset);
    expect((await faultOf(() => read(first.fileId))).code).toBe('VAULT_FILE_DAMAGED');
    writeFileSync(fileOf(first.fileId), good);
  }
  expect((await read(first.fileId)).toString()).toBe('trang 1');

  writeFileSync(fileOf(first.fileId), readFileSync(fileOf(second.fileId)));
  expect(await faultOf(() => read(first.fileId))).toMatchObject({ code: 'VAULT_FILE_DAMAGED' });
  rmSync(fileOf(first.fileId));
  expect(await faultOf(() => read(first.fileId))).toMatchObject({ details: { reason: 'missing' } });
  expect((await faultOf(() => store.vault.read(binhKey, anDossier, second.fileId))).code).toBe(
    'VAULT_FILE_DAMAGED',
  );

  renameSync(
    path.join(place.dataDir, 'keys', `${binhDossier}.key`),
    path.join(place.dataDir, 'keys', `${anDossier}.key`),
  );
  expect((await faultOf(() => store.dossierKeys.getDossierKey(anDossier))).code).toBe('VAULT_FILE_DAMAGED');
});

test('a backup of another key, a newer program, or with damage is refused and the database stays', async () => {
  const place = await makeUsedPlace();
  const folder = makeFolder();
  const copyTo = async (from: Place, name: string, migrations = migrationsDir): Promise<string> => {
    const store = await from.open({ migrationsDir: migrations });
    await store.backup(path.join(folder, name));
    store.close();
    return path.join(folder, name);
  };
  const good = await copyTo(place, 'good.db');
  const stranger = await copyTo(await makeUsedPlace(), 'stranger.db');
  const cut = path.join(folder, 'cut.db');
  writeFileSync(cut, readFileSync(good).subarray(0, 20_000));
  const empty = path.join(folder, 'empty.db');
  writeFileSync(empty, '');
  const next = withMigration('9000-next.sql', 'CREATE TABLE next_thing (id INTEGER PRIMARY KEY) STRICT;');
  const future = makePlace();
  (await future.open()).close();
  writeFileSync(future.keyPath, readFileSync(place.keyPath));
  rmSync(future.dataDir, { recursive: true });
  const newer = await copyTo(future, 'newer.db', next);

  for (const [from, reason] of [
    [stranger, 'wrong-key-or-damaged'],
    [cut, 'damaged'],
    [empty, 'no-such-copy'],
    [path.join(folder, 'absent.db'), 'no-such-copy'],
    [newer, 'newer'],
  ] as const) {
    const before = contentOf(place.root);
    expect(await faultOf(() => place.restore(from))).toMatchObject({
      code: 'BACKUP_REFUSED',
      details: { reason },
    });
    expect(contentOf(place.root)).toEqual(before);
  }
  const store = await place.open();
  expect((await faultOf(() => store.backup(good))).code).toBe('BACKUP_REFUSED');
});

test('killed in the middle of writing, everything that was acknowledged is there', async () => {
  const place = await makeUsedPlace();
  for (const pages of [2, 7, 23]) {
    const writer = await startWriter(place, pages);
    await killHard(writer);
    writeFileSync(path.join(place.dataDir, 'vault', 'cut-off.page.tmp'), 'half');
    const store = await place.open();
    const key = await store.dossierKeys.getDossierKey('01938d6e-0000-7000-8000-00000000000c');
    for (const number of writer.said) {
      const row = store.db
        .prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
        .get(`page-${number}`);
      const { fileId } = JSON.parse(assertDefined(row, `page ${number}`).value);
      const page = await store.vault.read(key, '01938d6e-0000-7000-8000-00000000000c', fileId);
      expect(page.equals(Buffer.alloc(20_000, number % 251))).toBe(true);
    }
    expect(store.audit.verify()).toMatchObject({ ok: true });
    expect(readdirSync(path.join(place.dataDir, 'vault'))).not.toContain('cut-off.page.tmp');
    store.db.prepare("DELETE FROM setting WHERE key LIKE 'page-%'").run();
    await store.eraseDossier({
      dossierId: '01938d6e-0000-7000-8000-00000000000c',
      reason: 'test',
      role: 'kiosk',
      deleteRows: () => undefined,
    });
    store.close();
  }
});
