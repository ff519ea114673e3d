import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createDesk, createRegister } from '../../electron/core/desk/index.ts';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createRetention } from '../../electron/core/dossiers/retention.ts';
import { rebuildDatabase, type Store } from '../../electron/core/storage/index.ts';
import { createWords } from '../../electron/core/words.ts';
import { makePlace } from '../faults/storage-place.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { addPastDossiers } from '../support/past-dossiers.ts';
import { receiptOffice } from '../support/receipt-office.ts';
import { deliver, dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';
import { demoOfficer } from '../support/staff-kiosk.ts';

const dayMs = 86_400_000;
const log = createLog({ write: () => undefined });

const say = createWords(path.resolve('resources/strings')).in('vi', ['officepapers', 'receipt']);

function registerOn(store: Store, clock = createFakeClock()) {
  return createRegister({
    store,
    clock,
    office: receiptOffice,
    keptYears: 10,
    collectDir: path.join(store.paths.dataDir, 'collect'),
    workshop: { draw: async () => new Uint8Array([1]) },
    printers: {
      print: async () => ({ printer: 'none', confirmedAt: 0 }),
      visit: () => new AbortController().signal,
    },
    say,
    audit: store.audit,
    role: () => 'staff',
    officerName: () => demoOfficer.name,
  });
}

function listsOn(store: Store, clock = createFakeClock()) {
  const desk = createDesk({
    store,
    clock,
    queue: { state: () => [] },
    officer: () => null,
    role: () => 'staff',
  } as never);
  return (query: string) =>
    desk.list({ tab: 'today', query, cursor: null }).items.map((item) => item.dossierId);
}

test('an erased dossier stays in the register by its name, until its legal time is over, and then as a row without a person', async () => {
  const clock = createFakeClock();
  const store = await makePlace().open({ clock });
  const sealing = sealingOn(store, { clock });
  await sealing.seal(await makeDraft(store, { id: dossierId(1) }));
  await sealing.seal(await makeDraft(store, { id: dossierId(2), name: 'Rơ Châm H’Bía' }));
  for (const number of [1, 2]) deliver(store, dossierId(number), 0, clock.now());
  const find = listsOn(store, clock);
  expect([find('nguyen van an'), find('064203000123'), find('ro cham')]).toEqual([
    [dossierId(1)],
    [dossierId(2), dossierId(1)],
    [dossierId(2)],
  ]);
  clock.advance(31 * dayMs);
  await createRetention({ store, clock, log }).eraseDelivered({ olderThanMs: 30 * dayMs });
  expect([find('nguyen van an'), find('064203000123')]).toEqual([[dossierId(1)], []]);
  const register = registerOn(store, clock);
  const period = { from: '2000-01-01', until: '2099-12-31' };
  const persons = () => register.page({ period, cursor: null }).rows.map(({ person }) => person);
  expect(persons()).toEqual(['Nguyễn Văn An', 'Rơ Châm H’Bía']);
  expect(await register.eraseOver()).toBe(0);
  clock.advance(3653 * dayMs);
  expect(await register.eraseOver()).toBe(2);
  expect(persons()).toEqual([null, null]);
  expect(find('nguyen van an')).toEqual([]);
  expect(
    store.db.prepare("SELECT count(*) FROM desk_search WHERE desk_search MATCH 'nguyen'").pluck().get(),
  ).toBe(0);
});

test('a database that is made anew does not send what an officer had taken out', async () => {
  const place = makePlace();
  const store = await place.open();
  const sealing = sealingOn(store);
  for (const number of [1, 2]) await sealing.seal(await makeDraft(store, { id: dossierId(number) }));
  const ending = { kind: 'cancelled', reason: 'Nộp nhầm', revisions: [0], accountId: null, at: 1 } as const;
  await store.endings.write(dossierId(1), { ...ending, revisions: [0] });
  store.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${store.paths.database}${suffix}`, { force: true });
  await rebuildDatabase({ ...place.deps, onFound: () => () => {} });
  const again = await place.open();
  expect(again.endings.find(dossierId(1))).toEqual(ending);
  expect(again.db.prepare('SELECT dossier_id FROM outbox').pluck().all()).toEqual([dossierId(2)]);
  expect(again.db.prepare('SELECT state FROM desk_row ORDER BY dossier_id').pluck().all()).toEqual([
    'cancelled',
    'waiting',
  ]);
});

test('a register of many rows is paged in order, and one too long for a file is refused before anything is read', async () => {
  const store = await makePlace().open();
  addPastDossiers(store, 10_001);
  const register = registerOn(store);
  const period = { from: '2026-01-01', until: '2026-12-31' };
  const first = register.page({ period, cursor: null });
  expect([first.total, first.rows.length, first.rows[0]?.number]).toEqual([10_001, 40, 1]);
  const second = register.page({ period, cursor: first.cursor });
  expect(second.rows[0]?.number).toBe(41);
  await expect(register.make({ period, as: 'pdf' })).rejects.toMatchObject({ code: 'REGISTER_TOO_LONG' });
  expect((await register.make({ period, as: 'xlsx' })).rows).toBe(10_001);
  expect(register.page({ period: { from: '2025-01-01', until: '2025-12-31' }, cursor: null })).toEqual({
    rows: [],
    total: 0,
    cursor: null,
  });
});
