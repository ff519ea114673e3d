import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../electron/core/storage/index.ts';
import { readTemporaryCode } from '../../shared/dossier/temporary-code.ts';
import { faultOf, makeFolder, makePlace } from '../faults/storage-place.ts';
import { discard, dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';

const an = dossierId(1);
const binh = dossierId(2);

function rowsOf(store: Store, table: string, id = an): readonly Record<string, unknown>[] {
  return store.db
    .prepare<[string], Record<string, unknown>>(`SELECT * FROM ${table} WHERE dossier_id = ?`)
    .all(id);
}

const events = (store: Store) => store.audit.list({ from: 0, to: Number.MAX_SAFE_INTEGER });

test('a sealed dossier has its rows, its manifest, its place in the queue and its event; the draft is gone', async () => {
  const place = makePlace();
  const store = await place.open();
  const sealing = sealingOn(store, { clock: place.deps.clock });
  const input = await makeDraft(store, { id: an });
  const sealed = await sealing.seal(input);

  expect(readTemporaryCode(sealed.temporaryCode)).toBe(sealed.temporaryCode);
  expect(sealed).toMatchObject({ dossierId: an, revision: 0, kind: 'submission' });
  expect(sealed.receivedAt).toBe(Date.UTC(2026, 10, 22, 1));
  expect(sealed.dueAt).toBe(Date.UTC(2026, 10, 25, 1));
  expect(rowsOf(store, 'draft')).toEqual([]);
  expect(rowsOf(store, 'draft_answer')).toEqual([]);
  expect(rowsOf(store, 'dossier')).toMatchObject([
    {
      temporary_code: sealed.temporaryCode,
      official_code: null,
      number_hash: store.hashDossierNumber('064203000123'),
      received_at: sealed.receivedAt,
      due_at: sealed.dueAt,
    },
  ]);
  expect(rowsOf(store, 'dossier_revision')).toMatchObject([
    { content_hash: sealed.contentHash, proof: null },
  ]);
  expect(rowsOf(store, 'dossier_file').map((row) => [row.ordinal, row.sha256])).toEqual(
    input.files.map((file) => [file.ordinal, file.sha256]),
  );
  const totalBytes = input.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  expect(rowsOf(store, 'outbox')).toMatchObject([
    { state: 'waiting', step: 'create', attempts: 0, total_bytes: totalBytes },
  ]);
  expect(rowsOf(store, 'dossier_person')).toHaveLength(1);
  const event = events(store).at(-1);
  expect(event).toMatchObject({
    event: 'dossier-sealed',
    role: 'citizen',
    dossierId: an,
    details: { revision: 0, temporaryCode: sealed.temporaryCode, files: 2, contentHash: sealed.contentHash },
  });
  expect(JSON.stringify(event)).not.toMatch(/An|064203000123/);
  expect(await sealing.find({ dossierId: an, revision: 0 })).toEqual(sealed);
  expect(await sealing.find({ dossierId: binh, revision: 0 })).toBeNull();
});

test('two taps, and a tap after a lost reply, are one dossier with one code', async () => {
  const store = await makePlace().open();
  const input = await makeDraft(store, { id: an });
  const sealing = sealingOn(store);
  const [first, second] = await Promise.all([sealing.seal(input), sealing.seal(input)]);
  expect(second).toEqual(first);
  // Another process after a restart, with a clock that went on and the button pressed again.
  const later = sealingOn(store, { clock: { ...makePlace().deps.clock, now: () => Date.UTC(2027, 0, 1) } });
  expect(await later.seal({ ...input, clockTrusted: false })).toEqual(first);
  expect(rowsOf(store, 'dossier_revision')).toHaveLength(1);
  expect(events(store).filter((event) => event.event === 'dossier-sealed')).toHaveLength(1);
});

test('the same dossier with another content is refused and the first stays', async () => {
  const store = await makePlace().open();
  const sealing = sealingOn(store);
  const input = await makeDraft(store, { id: an });
  const sealed = await sealing.seal(input);
  const other = { ...input, answers: { childName: { value: 'Nguyễn Văn Bốn', source: 'typed' as const } } };
  expect((await faultOf(() => sealing.seal(other))).code).toBe('DOSSIER_SEALED_OTHERWISE');
  expect(await sealing.find(input)).toEqual(sealed);
});

test('a file that is gone, changed, or another one than was told is refused and the draft stays', async () => {
  const place = makePlace();
  const store = await place.open();
  const sealing = sealingOn(store);
  const input = await makeDraft(store, { id: an });
  const [file] = input.files;
  if (file === undefined) throw new Error('a draft has a file');
  const onDisk = path.join(store.paths.vault, an, `${file.fileId}.page`);
  const good = readFileSync(onDisk);
  const tell = (change: object) => ({ ...input, files: [{ ...file, ...change }] });
  for (const justHashed of [true, false]) {
    const shorter = tell({ sizeBytes: file.sizeBytes - 1, justHashed });
    expect((await faultOf(() => sealing.seal(shorter))).details).toMatchObject({ reason: 'another-size' });
  }
  const otherHash = tell({ sha256: 'ab'.repeat(32) });
  expect((await faultOf(() => sealing.seal(otherHash))).details).toMatchObject({ reason: 'another-file' });
  writeFileSync(onDisk, Buffer.from(good.map((byte, at) => (at === good.length - 1 ? byte ^ 1 : byte))));
  expect((await faultOf(() => sealing.seal(input))).details).toMatchObject({ reason: 'changed' });
  rmSync(onDisk);
  expect((await faultOf(() => sealing.seal(input))).details).toMatchObject({ reason: 'missing' });
  expect(rowsOf(store, 'draft')).toHaveLength(1);
  expect(rowsOf(store, 'dossier')).toEqual([]);
  writeFileSync(onDisk, good);
  expect(await sealing.seal(input)).toMatchObject({ dossierId: an });
});

test('what does not fit the schema or the order is a defect and leaves nothing', async () => {
  const store = await makePlace().open();
  const sealing = sealingOn(store);
  const input = await makeDraft(store, { id: an });
  const [first, second] = input.files;
  if (first === undefined || second === undefined) throw new Error('a draft has two files');
  for (const wrong of [
    { ...input, files: [] },
    { ...input, files: [first, first] },
    { ...input, revision: 1, kind: 'supplement' as const },
    { ...input, kind: 'withdrawal' as const },
    { ...input, persons: { ...input.persons, owner: { ...input.persons.owner, fullName: '' } } },
  ]) {
    await expect(sealing.seal(wrong)).rejects.toThrow();
  }
  expect(rowsOf(store, 'dossier')).toEqual([]);
  expect(await store.manifests.list()).toEqual([]);
});

test('without a trusted clock no date is promised', async () => {
  const store = await makePlace().open();
  const sealed = await sealingOn(store).seal({
    ...(await makeDraft(store, { id: an })),
    clockTrusted: false,
  });
  expect(sealed).toMatchObject({ dueAt: null, content: { clockTrusted: false, dueAt: null } });
});

test('codes count on over clock changes, failures and restarts, and never repeat', async () => {
  const place = makePlace();
  const store = await place.open();
  const codes: string[] = [];
  for (const [number, day] of ['2026-11-22', '1970-01-01', '2026-11-22', '2031-12-31'].entries()) {
    const clock = { ...place.deps.clock, now: () => Date.parse(day) };
    const input = await makeDraft(store, { id: dossierId(number) });
    const sealing = sealingOn(store, { clock });
    const fails = {
      ...input,
      inTransaction: () => {
        throw new Error('disk');
      },
    };
    if (number === 2) await expect(sealing.seal(fails)).rejects.toThrow('disk');
    codes.push((await sealing.seal(input)).temporaryCode);
  }
  const numbers = codes.map((code) => code.slice(8, 12));
  expect(numbers).toEqual(['2223', '2224', '2226', '2227']);
  expect(await store.codeMark.countOnFrom(0)).toBe(100);
});

test('a supplement is a revision with the same code that answers its request', async () => {
  const store = await makePlace().open();
  const sealing = sealingOn(store);
  const input = await makeDraft(store, { id: an });
  const first = await sealing.seal(input);
  const requestId = dossierId(99);
  store.write(() =>
    store.db
      .prepare(
        'INSERT INTO supplement_request (dossier_id, request_id, asked_at, request) VALUES (?, ?, 0, ?)',
      )
      .run(an, requestId, '{}'),
  );
  const key = await store.dossierKeys.getDossierKey(an);
  const file = await store.vault.write(key, an, Buffer.from('%PDF bổ sung'));
  const [form] = input.files;
  if (form === undefined) throw new Error('a draft has a file');
  const supplement = await sealing.seal({
    ...input,
    revision: 1,
    kind: 'supplement',
    supplementOf: requestId,
    files: [{ ...form, ...file }],
  });
  expect(supplement).toMatchObject({ revision: 1, temporaryCode: first.temporaryCode, dueAt: null });
  expect(rowsOf(store, 'supplement_request')).toMatchObject([{ answered_revision: 1 }]);
  expect(rowsOf(store, 'outbox')).toHaveLength(2);
  const withdrawal = await sealing.seal({
    ...input,
    revision: 2,
    kind: 'withdrawal',
    withdrawalReason: 'Tôi nộp nhầm',
    files: [],
  });
  expect(withdrawal.temporaryCode).toBe(first.temporaryCode);
  expect(store.sealedRows.lastNumber()).toBe(1);
});

test('a form that is discarded in the moment in which it is handed in is one or the other, never both', async () => {
  const store = await makePlace().open();
  const sealing = sealingOn(store);
  for (const [number, sealsFirst] of [true, false].entries()) {
    const input = await makeDraft(store, { id: dossierId(number) });
    const seal = () => sealing.seal(input);
    const erase = () => discard(store, input.dossierId);
    const [first, second] = sealsFirst ? [seal, erase] : [erase, seal];
    const won = first();
    const lost = await faultOf(second);
    await won;
    expect(lost.code).toBe(sealsFirst ? 'DOSSIER_ALREADY_SEALED' : 'VAULT_FILE_DAMAGED');
    expect(rowsOf(store, 'dossier', input.dossierId)).toHaveLength(sealsFirst ? 1 : 0);
  }
});

test('a form whose erasure was begun and failed is not sealed, because the next start will finish it', async () => {
  const store = await makePlace().open();
  const input = await makeDraft(store, { id: an });
  const fails = { dossierId: an, reason: 'citizen', role: 'citizen' } as const;
  const deleteRows = () => {
    throw new Error('disk');
  };
  await expect(store.eraseDossier({ ...fails, deleteRows })).rejects.toThrow('disk');
  const refused = await faultOf(() => sealingOn(store).seal(input));
  expect(refused).toMatchObject({ code: 'VAULT_FILE_DAMAGED', details: { reason: 'erasure-begun' } });
});

test('a manifest that a crash left without rows goes while the draft stands, and its number is left out', async () => {
  const place = makePlace();
  const store = await place.open();
  const input = await makeDraft(store, { id: an });
  const crash = {
    ...input,
    inTransaction: () => {
      throw new Error('power cut');
    },
  };
  await expect(sealingOn(store).seal(crash)).rejects.toThrow('power cut');
  expect(await store.manifests.list()).toHaveLength(1);
  store.close();
  const again = await place.open();
  const sealing = sealingOn(again);
  await sealing.recover();
  expect(await again.manifests.list()).toEqual([]);
  expect(rowsOf(again, 'draft')).toHaveLength(1);
  const dropDraft = (db: Store['db']) => void db.prepare('DELETE FROM draft').run();
  const sealed = await sealing.seal({ ...input, inTransaction: dropDraft });
  expect(sealed.temporaryCode.slice(8, 12)).toBe('2224');
});

test('a restored older backup gets every dossier that was sealed since, and counts on above', async () => {
  const place = makePlace();
  const store = await place.open();
  const sealing = sealingOn(store);
  await sealing.seal(await makeDraft(store, { id: an }));
  const input = await makeDraft(store, { id: binh });
  const copy = path.join(makeFolder(), 'copy.db');
  await store.backup(copy);
  const sealed = await sealing.seal(input);
  store.close();

  expect(await place.restore(copy, { deleteRows: () => undefined })).toEqual({ erasuresApplied: 0 });
  const restored = await place.open();
  expect(rowsOf(restored, 'dossier', binh)).toMatchObject([{ temporary_code: sealed.temporaryCode }]);
  expect(rowsOf(restored, 'draft', binh)).toEqual([]);
  expect(rowsOf(restored, 'outbox', binh)).toMatchObject([{ state: 'waiting' }]);
  expect(await sealingOn(restored).find(input)).toEqual(sealed);
  const next = await sealingOn(restored).seal(await makeDraft(restored, { id: dossierId(3) }));
  // Above the mark, which also covers numbers of dossiers that were erased since.
  expect(restored.sealedRows.lastNumber()).toBe(101);
  expect(next.temporaryCode).not.toBe(sealed.temporaryCode);
});
