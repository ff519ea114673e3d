import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../electron/core/command-line.ts';
import { deleteDossierRows } from '../../electron/core/storage/index.ts';
import { groupTemporaryCode } from '../../shared/dossier/temporary-code.ts';
import { makeFolder, makePlace, type Place } from '../faults/storage-place.ts';
import { dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';

const an = dossierId(1);

async function kiosk(place: Place, ...args: readonly string[]) {
  const said: string[] = [];
  const at = ['--data-dir', place.dataDir, '--key-file', place.keyPath];
  const code = await runCommandLine([...args, ...at], { write: (text) => void said.push(text) });
  return { code, said: said.join('') };
}

/** A kiosk with one dossier of two files and a withdrawal, stopped. */
async function makeSender() {
  const place = makePlace();
  const store = await place.open();
  const sealing = sealingOn(store);
  const input = await makeDraft(store, { id: an });
  const sealed = await sealing.seal(input);
  await sealing.seal({ ...input, revision: 1, kind: 'withdrawal', files: [], withdrawalReason: 'Nộp nhầm' });
  store.db.prepare("UPDATE dossier SET official_code = 'H21.99-261122-0007'").run();
  store.close();
  return { place, sealed };
}

async function makeReceiver() {
  const place = makePlace();
  (await place.open()).close();
  const key = (await kiosk(place, 'adopt', 'key')).said.trim();
  return { place, key };
}

test('a dossier goes from one kiosk to another by its code and is there byte for byte, queued', async () => {
  const { place, sealed } = await makeSender();
  const receiver = await makeReceiver();
  const box = path.join(makeFolder(), 'dossier.package');
  const code = groupTemporaryCode(sealed.temporaryCode).toLowerCase();
  expect(await kiosk(place, 'export', code, '--to', box, '--for', receiver.key)).toMatchObject({
    code: 0,
    said: expect.stringContaining('2 lần nộp, 2 tệp'),
  });
  expect(readFileSync(box).includes('Nguyễn')).toBe(false);
  expect(await kiosk(receiver.place, 'adopt', box)).toMatchObject({
    code: 0,
    said: expect.stringContaining(groupTemporaryCode(sealed.temporaryCode)),
  });
  expect(await kiosk(receiver.place, 'adopt', box)).toMatchObject({
    code: 0,
    said: expect.stringContaining('đã có trên máy này'),
  });

  const store = await receiver.place.open();
  const there = await sealingOn(store).find({ dossierId: an, revision: 0 });
  expect(there).toEqual(sealed);
  const { fileIds } = await store.manifests.read({ dossierId: an, revision: 0 });
  const dossierKey = await store.dossierKeys.getDossierKey(an);
  const bytes = await store.vault.read(dossierKey, an, fileIds[2] ?? '');
  expect(bytes.toString()).toBe('%PDF giấy chứng sinh');
  expect(store.db.prepare('SELECT state, revision FROM outbox').all()).toEqual([
    { state: 'waiting', revision: 0 },
    { state: 'waiting', revision: 1 },
  ]);
  expect(store.db.prepare('SELECT official_code FROM dossier').pluck().get()).toBe('H21.99-261122-0007');
  expect(store.audit.list({ from: 0, to: Number.MAX_SAFE_INTEGER }).at(-1)).toMatchObject({
    event: 'dossier-adopted',
    details: { fromKiosk: 'K2', files: 2 },
  });
  expect(store.audit.verify()).toMatchObject({ ok: true });
});

test('a passphrase does instead of a key, and only the right one', async () => {
  const { place } = await makeSender();
  const receiver = await makeReceiver();
  const folder = makeFolder();
  const fileWith = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const box = path.join(folder, 'dossier.package');
  const right = fileWith('right', 'con trâu đi trước cái cày\n');
  const tooShort = fileWith('short', 'con trâu\n');
  const refused = { code: 1, said: expect.stringContaining('reason=passphrase') };
  const out = ['export', 'H21.99-261122-0007', '--to', box];
  expect(await kiosk(place, ...out, '--passphrase-file', tooShort)).toMatchObject(refused);
  expect(await kiosk(place, ...out, '--passphrase-file', right)).toMatchObject({ code: 0 });
  expect(await kiosk(receiver.place, 'adopt', box)).toMatchObject({
    code: 1,
    said: expect.stringContaining('passphrase-needed'),
  });
  const wrong = fileWith('wrong', 'con trâu đi sau cái cày');
  expect(await kiosk(receiver.place, 'adopt', box, '--passphrase-file', wrong)).toMatchObject({
    code: 1,
    said: expect.stringContaining('not-opened'),
  });
  expect(await kiosk(receiver.place, 'adopt', box, '--passphrase-file', right)).toMatchObject({ code: 0 });
});

test('PACKAGE_REFUSED: a package for another kiosk, changed, cut off, or of a dossier erased here is refused and leaves nothing', async () => {
  const { place } = await makeSender();
  const receiver = await makeReceiver();
  const other = await makeReceiver();
  const folder = makeFolder();
  const box = path.join(folder, 'dossier.package');
  await kiosk(place, 'export', an, '--to', box, '--for', receiver.key);
  const good = readFileSync(box);
  const refuse = async (at: Place, bytes: Uint8Array, reason: string) => {
    const wrong = path.join(folder, 'wrong.package');
    writeFileSync(wrong, bytes);
    expect(await kiosk(at, 'adopt', wrong)).toMatchObject({ code: 1, said: expect.stringContaining(reason) });
    const store = await at.open();
    expect(await store.manifests.list()).toEqual([]);
    expect(store.db.prepare('SELECT 1 FROM dossier WHERE erased_at IS NULL').all()).toEqual([]);
    store.close();
  };
  await refuse(other.place, good, 'not-opened');
  for (const place of [4, 5, 6, 20, 45, 60, good.length - 1]) {
    const changed = Buffer.from(good);
    changed[place] = (changed[place] ?? 0) ^ 1;
    await refuse(receiver.place, changed, place < 5 ? 'not-a-package' : 'reason=');
  }
  await refuse(receiver.place, good.subarray(0, good.length - 9), 'not-opened');
  await refuse(receiver.place, Buffer.from('%PDF'), 'not-a-package');

  expect(await kiosk(receiver.place, 'adopt', box)).toMatchObject({ code: 0 });
  const store = await receiver.place.open();
  const erasure = {
    reason: 'retention',
    role: 'kiosk',
    deleteRows: deleteDossierRows,
    evenSealed: () => true,
  } as const;
  await store.eraseDossier({ ...erasure, dossierId: an });
  store.close();
  await refuse(receiver.place, good, 'erased-here');
});

test('EXPORT_REFUSED: an export of what is not here, was erased, or would overwrite a file is refused', async () => {
  const { place } = await makeSender();
  const { key } = await makeReceiver();
  const box = path.join(makeFolder(), 'dossier.package');
  const out = async (name: string, toPath: string, forKey: string, reason: string) =>
    expect(await kiosk(place, 'export', name, '--to', toPath, '--for', forKey)).toMatchObject({
      code: 1,
      said: expect.stringContaining(`reason=${reason}`),
    });
  await out('TAM-K2-222-2222', box, key, 'unknown');
  await out(an, box, key.slice(1), 'key');
  await out(an, place.keyPath, key, 'target-exists');
  const store = await place.open();
  const erasure = {
    reason: 'retention',
    role: 'kiosk',
    deleteRows: deleteDossierRows,
    evenSealed: () => true,
  } as const;
  await store.eraseDossier({ ...erasure, dossierId: an });
  store.close();
  await out(an, box, key, 'erased');
});

test('a kiosk’s public key that begins with a hyphen is taken as one, as one in sixty-four does', async () => {
  const { place } = await makeSender();
  const box = path.join(makeFolder(), 'dossier.package');
  const key = `-${'A'.repeat(42)}`;
  expect(await kiosk(place, 'export', an, '--to', box, '--for', key)).toMatchObject({ code: 0 });
  expect(await kiosk(place, 'export', an, '--to', '--for', key)).toMatchObject({ code: 2 });
});
