import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { deleteDossierRows, type Store } from '../../electron/core/storage/index.ts';
import { deriveStoreKeys } from '../../electron/core/storage/seal.ts';
import { Sensitive } from '../../shared/sensitive.ts';
import {
  anDossier,
  binhDossier,
  citizens,
  contentOf,
  deleteCitizenRows,
  faultOf,
  makeFolder,
  makePlace,
  type Place,
  saveCitizen,
  withCitizens,
} from '../faults/storage-place.ts';

const canary = 'Nguyễn Văn An 064203000123';
const neighbour = 'Trần Thị Bình 064303000456';

/** Two dossiers with key, page, manifest and row each. */
async function makeTwoDossiers(): Promise<{ place: Place; store: Store; migrationsDir: string }> {
  const place = makePlace();
  const migrationsDir = withCitizens();
  const store = await place.open({ migrationsDir });
  mkdirSync(store.paths.manifests);
  for (const [dossierId, name] of [
    [anDossier, canary],
    [binhDossier, neighbour],
  ] as const) {
    const key = await store.dossierKeys.createDossierKey(dossierId);
    await store.vault.write(key, dossierId, Buffer.from(name));
    writeFileSync(path.join(store.paths.manifests, `${dossierId}.1.manifest`), 'sealed');
    saveCitizen(store, dossierId, name);
  }
  return { place, store, migrationsDir };
}

const erasure = (deleteRows = deleteCitizenRows) =>
  ({ dossierId: anDossier, reason: 'retention', role: 'kiosk', deleteRows }) as const;

/** Every database file of the folder, free pages and all, as a thief with the master key would read it. */
function decryptedDatabases(place: Place): Buffer {
  const folder = makeFolder();
  cpSync(place.dataDir, folder, { recursive: true });
  const keys = deriveStoreKeys(
    new Sensitive(Buffer.from(readFileSync(place.keyPath, 'latin1').trim(), 'hex')),
  );
  const databases = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.db'),
  );
  const plain = databases.map((name) => {
    const db = new Database(path.join(folder, name));
    db.pragma("cipher = 'chacha20'");
    db.pragma(`key = 'raw:${keys.database.reveal().toString('hex')}'`);
    // Through SQLite's pager: every page as it stands in the file, decrypted.
    const image = db.serialize();
    db.close();
    return image;
  });
  return Buffer.concat(plain);
}

test('an erased dossier is gone from every file, even for somebody with the master key', async () => {
  const { place, store } = await makeTwoDossiers();
  store.close();
  // The measure works: before the erasure the name is found in the decrypted pages.
  expect(decryptedDatabases(place).includes(canary)).toBe(true);

  const again = await place.open({ migrationsDir: withCitizens() });
  expect(await again.eraseDossier(erasure())).toEqual({ finished: true });
  expect(statSync(path.join(place.dataDir, 'kiosk.db-wal')).size).toBe(0);
  again.close();
  const decrypted = decryptedDatabases(place);
  expect(decrypted.includes(canary)).toBe(false);
  expect(decrypted.includes(neighbour)).toBe(true);
  const left = Object.keys(contentOf(place.dataDir)).filter((name) => name.includes(anDossier));
  expect(left).toEqual([]);
});

test('no name can be read in any file of the data folder without the key', async () => {
  const { place, store } = await makeTwoDossiers();
  store.close();
  for (const name of Object.keys(contentOf(place.dataDir))) {
    const bytes = readFileSync(path.join(place.dataDir, name));
    expect(bytes.includes('Nguyễn')).toBe(false);
    expect(bytes.includes('064203000123')).toBe(false);
  }
});

test('the pages of the neighbour stay readable', async () => {
  const { store } = await makeTwoDossiers();
  const key = await store.dossierKeys.getDossierKey(binhDossier);
  const [file = ''] = readdirSync(path.join(store.paths.vault, binhDossier));
  await store.eraseDossier(erasure());
  expect((await store.vault.read(key, binhDossier, file.replace('.page', ''))).toString()).toBe(neighbour);
  expect(citizens(store)).toEqual([neighbour]);
  expect((await faultOf(() => store.dossierKeys.getDossierKey(anDossier))).code).toBe('VAULT_FILE_DAMAGED');
});

test('a restored older backup does not bring an erased dossier back', async () => {
  const { place, store, migrationsDir } = await makeTwoDossiers();
  const copy = path.join(makeFolder(), 'copy.db');
  await store.backup(copy);
  await store.eraseDossier(erasure());
  store.close();

  expect(await place.restore(copy, { migrationsDir })).toEqual({ erasuresApplied: 1 });
  expect(decryptedDatabases(place).includes(canary)).toBe(false);
  const restored = await place.open({ migrationsDir });
  expect(citizens(restored)).toEqual([neighbour]);
  expect(restored.audit.verify()).toMatchObject({ ok: true });
  const events = restored.audit.list({ from: 0, to: Number.MAX_SAFE_INTEGER });
  expect(events.at(-1)).toMatchObject({ event: 'restore-finished', details: { erasuresApplied: 1 } });
});

test('a backup carries no key files and no other file', async () => {
  const { store } = await makeTwoDossiers();
  const folder = makeFolder();
  const { sizeBytes } = await store.backup(path.join(folder, 'copy.db'));
  expect(sizeBytes).toBeGreaterThan(0);
  expect(readdirSync(folder)).toEqual(['copy.db']);
});

test('an erasure that a power cut interrupts is known at the next start and finished', async () => {
  const { place, store, migrationsDir } = await makeTwoDossiers();
  const powerCut = () => {
    throw new Error('power cut');
  };
  await expect(store.eraseDossier(erasure(powerCut))).rejects.toThrow('power cut');
  store.close();
  const again = await place.open({ migrationsDir });
  expect(again.unfinishedErasures()).toEqual([anDossier]);
  expect(await again.eraseDossier(erasure())).toEqual({ finished: true });
  expect(again.unfinishedErasures()).toEqual([]);
  expect(citizens(again)).toEqual([neighbour]);
});

test('two erasures at once leave one whole log', async () => {
  const { place, store, migrationsDir } = await makeTwoDossiers();
  await Promise.all(
    [anDossier, binhDossier].map((dossierId) => store.eraseDossier({ ...erasure(), dossierId })),
  );
  store.close();
  const again = await place.open({ migrationsDir });
  expect(again.erasureLogIntact).toBe(true);
  expect(again.unfinishedErasures()).toEqual([]);
  expect(citizens(again)).toEqual([]);
});

test('an erasure also cleans the copies that migration and restore set aside', async () => {
  const { place, store, migrationsDir } = await makeTwoDossiers();
  const copy = path.join(makeFolder(), 'copy.db');
  await store.backup(copy);
  store.close();
  await place.restore(copy, { migrationsDir });
  expect(readdirSync(path.join(place.dataDir, 'kept'))).toHaveLength(1);
  const restored = await place.open({ migrationsDir });
  await restored.eraseDossier(erasure());
  restored.close();
  expect(readdirSync(path.join(place.dataDir, 'kept'))).toHaveLength(1);
  expect(decryptedDatabases(place).includes(canary)).toBe(false);
});

test('a line of the erasure log that was cut off by a power cut is dropped, a changed or missing one refuses restore', async () => {
  const { place, store, migrationsDir } = await makeTwoDossiers();
  const copy = path.join(makeFolder(), 'copy.db');
  await store.backup(copy);
  await store.eraseDossier(erasure());
  store.close();
  const logPath = path.join(place.dataDir, 'erasures.log');
  const whole = readFileSync(logPath, 'utf8');
  const restore = () => place.restore(copy, { migrationsDir });

  for (const damaged of [whole.replace(anDossier, binhDossier), whole.split('\n').slice(1).join('\n'), '']) {
    writeFileSync(logPath, damaged);
    const before = contentOf(place.dataDir);
    expect(await faultOf(restore)).toMatchObject({
      code: 'BACKUP_REFUSED',
      details: { reason: 'erasure-log' },
    });
    expect(contentOf(place.dataDir)).toEqual(before);
    const open = await place.open({ migrationsDir });
    expect(open.erasureLogIntact).toBe(false);
    open.close();
  }
  writeFileSync(logPath, whole);
  appendFileSync(logPath, '{"seq":3,"at"');
  const open = await place.open({ migrationsDir });
  expect(open.erasureLogIntact).toBe(true);
  await open.eraseDossier({ ...erasure(), dossierId: binhDossier });
  open.close();
  expect(await restore()).toEqual({ erasuresApplied: 2 });
});

test('a restore that breaks half-way leaves the database and all its commits', async () => {
  const { place, store, migrationsDir } = await makeTwoDossiers();
  const copy = path.join(makeFolder(), 'copy.db');
  await store.backup(copy);
  await store.eraseDossier(erasure());
  store.close();
  const before = contentOf(place.dataDir);
  const deleteRows = () => {
    throw new Error('power cut');
  };
  await expect(place.restore(copy, { migrationsDir, deleteRows })).rejects.toThrow('power cut');
  expect(contentOf(place.dataDir)).toEqual(before);
});

test('a restore keeps the commits that a killed kiosk had not merged yet', async () => {
  const { place, store, migrationsDir } = await makeTwoDossiers();
  const copy = path.join(makeFolder(), 'copy.db');
  await store.backup(copy);
  store.close();
  // The files of a kiosk that was killed: a database and the WAL beside it.
  const running = await place.open({ migrationsDir });
  saveCitizen(running, '01938d6e-0000-7000-8000-000000000003', 'Lê Văn Cường');
  const killed = path.join(makeFolder(), 'data');
  execFileSync('cp', ['-r', place.dataDir, killed]);
  running.close();
  rmSync(place.dataDir, { recursive: true });
  cpSync(killed, place.dataDir, { recursive: true });

  await place.restore(copy, { migrationsDir });
  const restored = await place.open({ migrationsDir });
  expect(citizens(restored)).toEqual([canary, neighbour]);
  restored.close();
  const [kept = ''] = readdirSync(path.join(place.dataDir, 'kept')).filter((name) => name.endsWith('.db'));
  await place.restore(path.join(place.dataDir, 'kept', kept), { migrationsDir });
  expect(citizens(await place.open({ migrationsDir }))).toEqual([canary, neighbour, 'Lê Văn Cường']);
});

test('a restore on a new machine needs the key and nothing else', async () => {
  const { place, store, migrationsDir } = await makeTwoDossiers();
  const copy = path.join(makeFolder(), 'copy.db');
  await store.backup(copy);
  store.close();
  rmSync(place.dataDir, { recursive: true });
  await place.restore(copy, { migrationsDir });
  expect(citizens(await place.open({ migrationsDir }))).toEqual([canary, neighbour]);
  expect(existsSync(path.join(place.dataDir, 'kept'))).toBe(false);
});

test('the deletion that the product uses runs on every database the product makes', async () => {
  const store = await makePlace().open();
  expect(() => store.write(() => deleteDossierRows(store.db, anDossier, 0))).not.toThrow();
});
