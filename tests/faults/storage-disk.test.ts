import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../electron/core/storage/index.ts';
import {
  anDossier,
  countSettings,
  expectRefusedUntouched,
  faultOf,
  fillDisk,
  makePlace,
  makeUsedPlace,
  mountDisk,
  saveSetting,
} from './storage-place.ts';

function fillAuditLog(store: Store): never {
  for (;;) store.audit.append({ id: 'core-stopped', role: 'kiosk', details: { reason: 'x'.repeat(200) } });
}

test('a full disk is named, keeps what was there, and work goes on when there is space', async () => {
  const disk = mountDisk('3m');
  const place = await makeUsedPlace(disk.folder);
  const store = await place.open();
  const key = await store.dossierKeys.createDossierKey(anDossier);
  const page = await store.vault.write(key, anDossier, Buffer.from('trang 1'));
  const filler = path.join(disk.folder, 'filler');
  fillDisk(filler);

  expect((await faultOf(() => saveSetting(store, 'big', 'y'.repeat(200_000)))).code).toBe('DISK_FULL');
  expect((await faultOf(() => fillAuditLog(store))).code).toBe('DISK_FULL');
  expect((await faultOf(() => store.vault.write(key, anDossier, Buffer.alloc(300_000)))).code).toBe(
    'DISK_FULL',
  );
  expect((await faultOf(() => store.backup(path.join(disk.folder, 'copy.db')))).code).toBe('DISK_FULL');
  expect(readdirSync(path.join(place.dataDir, 'vault', anDossier))).toEqual([`${page.fileId}.page`]);
  expect(readdirSync(disk.folder).sort()).toEqual(['data', 'filler', 'key']);

  rmSync(filler);
  saveSetting(store, 'big', 'y'.repeat(200_000));
  expect(countSettings(store)).toBe(51);
  expect((await store.vault.read(key, anDossier, page.fileId)).toString()).toBe('trang 1');
  expect(store.audit.verify()).toMatchObject({ ok: true });
});

test('a disk that is full at start is named, and nothing is taken for new afterwards', async () => {
  const disk = mountDisk('3m');
  const used = await makeUsedPlace(disk.folder);
  const filler = path.join(disk.folder, 'filler');
  fillDisk(filler);
  await expectRefusedUntouched(used, 'DISK_FULL');
  rmSync(filler);
  expect(countSettings(await used.open())).toBe(50);
});

test('a first start on a full disk leaves a folder that still counts as new', async () => {
  const disk = mountDisk('4m');
  const place = makePlace(disk.folder);
  const filler = path.join(disk.folder, 'filler');
  fillDisk(filler);
  expect((await faultOf(() => place.open())).code).toBe('DISK_FULL');
  rmSync(filler);
  expect((await place.open()).schemaChange).toMatchObject({ from: 0 });
});

test('a read-only data folder is named', async () => {
  const disk = mountDisk('3m');
  const place = await makeUsedPlace(disk.folder);
  disk.makeReadOnly();
  await expectRefusedUntouched(place, 'DISK_READ_ONLY');
});
