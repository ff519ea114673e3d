import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createFeeDossiers } from '../../electron/core/fees/index.ts';
import { createPost, createPostStore, type Post } from '../../electron/core/post/index.ts';
import { createSealedContent } from '../../electron/core/queue/index.ts';
import { deleteDossierRows, type Store } from '../../electron/core/storage/index.ts';
import { systemClock } from '../../shared/clock.ts';
import type { PostageTable } from '../../shared/contract/index.ts';
import type { Delivery } from '../../shared/dossier/manifest.ts';
import { createPlaces, placesFileSchema } from '../../shared/places/places.ts';
import { makePlace, type Place } from '../faults/storage-place.ts';
import { lan } from '../support/fees-desk.ts';
import { home } from '../support/fees-kiosk.ts';
import { loseDatabase, rebuild } from '../support/lost-database.ts';
import { dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';

const places = createPlaces(
  placesFileSchema.parse(JSON.parse(readFileSync(path.resolve('resources/places/admin-units.json'), 'utf8'))),
);
const moved = { ...home, street: 'Làng Kép, nhà số 9' } satisfies Delivery;
const table: PostageTable = { commune: 15_000, province: 25_000, elsewhere: null, payer: 'office' };

/** The letters of an open store, with an officer at the counter. */
function lettersOf(store: Store): Post {
  const dossiers = createFeeDossiers(store);
  const content = createSealedContent(store);
  return createPost({
    store,
    posts: createPostStore(store),
    clock: systemClock,
    places: () => places,
    communeCode: home.communeCode,
    dossier: dossiers.find,
    codeOf: ({ dossierId: id }) => id,
    contentOf: (id) => content.readContent(id, 0),
    collectVnd: () => 0,
    feeWay: () => null,
    isOpened: () => true,
    isSessionOpen: () => true,
    officer: () => lan,
    role: () => lan.role,
    day: () => '261122',
    onChange: () => undefined,
  });
}

async function sealLetter(store: Store, number: number): Promise<string> {
  const id = dossierId(number);
  await sealingOn(store).seal({ ...(await makeDraft(store, { id })), delivery: home });
  return id;
}

const letterFile = (place: Place, id: string): string =>
  path.join(place.dataDir, 'manifests', `${id}.letter`);

/** One letter that has left for an address of later, one that waits. */
async function makePostedPlace(): Promise<{
  readonly place: Place;
  readonly sent: string;
  readonly waiting: string;
}> {
  const place = makePlace();
  const store = await place.open();
  const [sent, waiting] = [await sealLetter(store, 1), await sealLetter(store, 2)];
  const letters = lettersOf(store);
  letters.setTable(table);
  await letters.change({ dossierId: sent, eventId: randomUUID(), delivery: moved });
  await letters.dispatch({ listId: randomUUID(), dossierIds: [sent] });
  await letters.setTracking({ dossierId: sent, eventId: randomUUID(), trackingNumber: 'EA123456789VN' });
  await letters.view(waiting);
  store.close();
  return { place, sent, waiting };
}

test('a letter comes back with its dossier: where it went, on which list, under which number, and what the post costs', async () => {
  const { place, sent, waiting } = await makePostedPlace();
  for (const _time of ['lost', 'lost again']) {
    loseDatabase(place);
    expect(await rebuild(place)).toMatchObject({ code: 0, said: expect.not.stringContaining('bưu chính') });
    const store = await place.open();
    const letters = lettersOf(store);
    expect(letters.table()).toEqual(table);
    const { rows, total } = await letters.list({ which: 'sent', limit: 10, offset: 0 });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      dossierId: sent,
      delivery: moved,
      listNumber: '261122-1',
      trackingNumber: 'EA123456789VN',
      postageVnd: 15_000,
    });
    const toSend = await letters.list({ which: 'to-send', limit: 10, offset: 0 });
    expect(toSend.rows.map((row) => row.dossierId)).toEqual([waiting]);
    store.close();
  }
  // The next list of the day does not get the number of one that a postman signed.
  const letters = lettersOf(await place.open());
  expect(await letters.dispatch({ listId: randomUUID(), dossierIds: [waiting] })).toEqual({
    listNumber: '261122-2',
  });
});

test('an old copy of the database learns of letters that left after it was made', async () => {
  const place = makePlace();
  const store = await place.open();
  const id = await sealLetter(store, 1);
  const letters = lettersOf(store);
  await letters.setPostage({
    dossierId: id,
    eventId: randomUUID(),
    postageVnd: 18_000,
    payer: 'office',
    note: '',
  });
  const copy = path.join(place.root, 'copy.db');
  await store.backup(copy);
  await letters.dispatch({ listId: randomUUID(), dossierIds: [id] });
  store.close();
  await place.restore(copy);
  const again = lettersOf(await place.open());
  expect(await again.view(id)).toMatchObject({ listNumber: '261122-1', postageVnd: 18_000 });
  expect((await again.list({ which: 'to-send', limit: 10, offset: 0 })).total).toBe(0);
});

test('a letter that could not be filed at once is filed at the next chance', async () => {
  const place = makePlace();
  const store = await place.open();
  const id = await sealLetter(store, 1);
  const keyPath = path.join(place.dataDir, 'keys', `${id}.key`);
  const letters = lettersOf(store);
  await letters.view(id);
  const key = readFileSync(keyPath);
  writeFileSync(keyPath, 'AAAA');
  store.write(() =>
    createPostStore(store).append(id, home, {
      kind: 'dispatched',
      id: randomUUID(),
      listNumber: '261122-1',
      officer: lan.accountId,
      atMs: 0,
    }),
  );
  await store.fileLetters();
  expect(existsSync(letterFile(place, id))).toBe(false);
  expect(place.logged.join('')).toContain('letter not written to its file');
  writeFileSync(keyPath, key);
  await store.fileLetters();
  store.close();
  loseDatabase(place);
  await rebuild(place);
  expect(await lettersOf(await place.open()).view(id)).toMatchObject({ listNumber: '261122-1' });
});

test('a letter whose file was changed is told, and its dossier comes back as it was sealed', async () => {
  const { place, sent } = await makePostedPlace();
  writeFileSync(letterFile(place, sent), 'rubbish');
  loseDatabase(place);
  expect(await rebuild(place)).toMatchObject({
    code: 0,
    said: expect.stringContaining('gửi bưu chính của 1 hồ sơ'),
  });
  expect(await lettersOf(await place.open()).view(sent)).toMatchObject({ delivery: home, listNumber: null });
});

test('an erased dossier leaves no letter: not the file, not its row among those to be written', async () => {
  const { place, sent } = await makePostedPlace();
  const store = await place.open();
  store.write(() =>
    createPostStore(store).append(sent, home, {
      kind: 'tracking-set',
      id: randomUUID(),
      trackingNumber: 'EA123456780VN',
      officer: lan.accountId,
      atMs: 0,
    }),
  );
  await store.eraseDossier({
    dossierId: sent,
    reason: 'retention',
    role: 'kiosk',
    deleteRows: deleteDossierRows,
    evenSealed: () => true,
  });
  await store.fileLetters();
  expect(existsSync(letterFile(place, sent))).toBe(false);
  expect(place.logged).toEqual([]);
});
