import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { Clock } from '../../shared/clock.ts';
import { type CoreClient, defaultReading, type KioskEvent } from '../../shared/contract/index.ts';
import { makeKeptCode } from '../../shared/dossier/kept-code.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusal } from '../support/fault-of.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { startTestCore } from '../support/test-core.ts';

const birth = '1.001193';
const canary = 'Nguyễn Thị Hoàng Yến Vy';
const an = '064203000123||Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';
const anNumber = '064203000123';
const mauNumber = '052185000456';

async function openKiosk(options: { readonly dataDir?: string; readonly clock?: Clock } = {}) {
  const folder = options.dataDir === undefined ? makeFolder('suspend') : null;
  const dataDir = options.dataDir ?? folder?.path ?? '';
  const kiosk = startTestCore({ dataDir, ...(options.clock === undefined ? {} : { clock: options.clock }) });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= kiosk.core.stop('test over'));
  onTestFinished(async () => {
    await stop();
    folder?.remove();
  });
  await kiosk.reach('ready');
  const page = openTestPage(kiosk.core).client;
  await page.session.begin({ reading: defaultReading });
  return { page, dataDir, stop, log: kiosk.log };
}

/** Fills one answer as the confirmed person of a card, and keeps the form. */
async function keepForm(page: CoreClient) {
  await page.identity.showCode({ from: 'camera', bytes: Buffer.from(an).toString('base64') });
  await page.identity.confirm();
  const draft = await page.drafts.open({ procedureCode: birth });
  const { draftId, revision } = draft;
  await page.drafts.answer({ draftId, fieldPath: 'child_full_name', value: canary, revision });
  return { draftId, ...(await page.suspend.keep({ idNumber: null })) };
}

async function newVisit(page: CoreClient): Promise<void> {
  await page.session.end();
  await page.session.begin({ reading: defaultReading });
}

test('a form that was kept opens again by code and number, with every answer, once', async () => {
  const { page } = await openKiosk();
  expect(await page.suspend.offer()).toEqual({ kind: 'nothing-open' });
  const { draftId, code, keptDays } = await keepForm(page);
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  expect(keptDays).toBe(7);
  expect(await page.drafts.current()).toBeNull();
  expect(await page.suspend.kept()).toMatchObject({ code });
  await newVisit(page);
  expect(await page.suspend.kept()).toBeNull();
  const opened = await page.suspend.resume({ code: code.toLowerCase(), idNumber: anNumber });
  expect(opened).toMatchObject({ draftId, procedureCode: birth });
  const draft = await page.drafts.current();
  expect(draft?.answers.child_full_name).toEqual({ value: canary, source: 'typed' });
  // Whoever opens it by a number has shown no card.
  expect(draft?.needsIdentityCheck).toBe(true);
  await page.drafts.discard({ draftId });
  expect(await refusal(page.suspend.resume({ code, idNumber: anNumber }))).toBe('RESUME_WRONG');
});

test('a form that was opened again and left is erased like any other', async () => {
  const { page, stop, dataDir } = await openKiosk();
  const { code } = await keepForm(page);
  await newVisit(page);
  await page.suspend.resume({ code, idNumber: anNumber });
  await newVisit(page);
  expect(await refusal(page.suspend.resume({ code, idNumber: anNumber }))).toBe('RESUME_WRONG');
  await stop();
  expect(erasures(dataDir)).toBe(2);
});

test('without the wish nothing is kept', async () => {
  const { page, stop, dataDir } = await openKiosk();
  const { draftId, revision } = await page.drafts.open({ procedureCode: birth });
  await page.drafts.answer({ draftId, fieldPath: 'child_full_name', value: canary, revision });
  expect(await page.suspend.offer()).toEqual({ kind: 'offered', keptDays: 7, needsIdNumber: true });
  await newVisit(page);
  expect(await page.drafts.current()).toBeNull();
  await stop();
  expect(erasures(dataDir)).toBe(2);
  expect(existsSync(path.join(dataDir, 'keys', `${draftId}.key`))).toBe(false);
});

test('kept forms, wrong tries and locks survive a restart', async () => {
  const first = await openKiosk();
  const { code } = await keepForm(first.page);
  for (let turn = 0; turn < 4; turn += 1) {
    expect(await refusal(first.page.suspend.resume({ code, idNumber: mauNumber }))).toBe('RESUME_WRONG');
  }
  await first.stop();
  const second = await openKiosk({ dataDir: first.dataDir });
  expect(await refusal(second.page.suspend.resume({ code, idNumber: anNumber }))).toBe('RESUME_LOCKED');
  await second.stop();
  const later = createFakeClock(Date.now() + 61_000);
  const third = await openKiosk({ dataDir: first.dataDir, clock: later });
  expect(await third.page.suspend.resume({ code, idNumber: anNumber })).toMatchObject({
    procedureCode: birth,
  });
});

test('guessing codes locks the kiosk, and a quiet hour forgets it', async () => {
  const clock = createFakeClock();
  const { page } = await openKiosk({ clock });
  const guess = (seed: number): Promise<string> =>
    refusal(page.suspend.resume({ code: makeKeptCode((below) => seed % below), idNumber: anNumber }));
  for (let seed = 0; seed < 11; seed += 1) expect(await guess(seed)).toBe('RESUME_WRONG');
  expect(await guess(11)).toBe('RESUME_LOCKED');
  const { code } = await keepForm(page);
  expect(await refusal(page.suspend.resume({ code, idNumber: anNumber }))).toBe('RESUME_LOCKED');
  clock.advance(2 * 60 * 60_000);
  await page.session.begin({ reading: defaultReading });
  for (let seed = 0; seed < 10; seed += 1) expect(await guess(seed)).toBe('RESUME_WRONG');
  expect(await page.suspend.resume({ code, idNumber: anNumber })).toMatchObject({ procedureCode: birth });
});

test('what nobody comes back for is erased with proof after its last day', async () => {
  const clock = createFakeClock();
  const { page, stop, dataDir } = await openKiosk({ clock });
  const { code, keptUntil, draftId } = await keepForm(page);
  // 23:59:59 at the office, seven days on.
  expect(new Date(keptUntil).toISOString()).toBe('2026-11-29T16:59:59.999Z');
  await page.session.end();
  clock.advance(keptUntil - clock.now() - 60_000);
  await page.session.begin({ reading: defaultReading });
  expect(erasures(dataDir)).toBe(0);
  clock.advance(2 * 60_000);
  await page.session.begin({ reading: defaultReading });
  // Not opened any more from the first minute on, erased within the hour.
  expect(await refusal(page.suspend.resume({ code, idNumber: anNumber }))).toBe('RESUME_WRONG');
  clock.advance(60 * 60_000);
  await expect.poll(() => erasures(dataDir)).toBe(2);
  await stop();
  expect(readFileSync(path.join(dataDir, 'erasures.log'), 'utf8')).toContain(draftId);
  for (const file of filesOf(dataDir)) expect(readFileSync(file).includes(canary), file).toBe(false);
});

test('a kiosk that was off on the last day erases at its next start', async () => {
  const first = await openKiosk();
  await keepForm(first.page);
  await first.stop();
  const second = await openKiosk({
    dataDir: first.dataDir,
    clock: createFakeClock(Date.now() + 9 * 86_400_000),
  });
  expect(erasures(first.dataDir)).toBe(2);
  await second.stop();
});

test.each(['slip', 'a4'] as const)(
  'the %s says how to come back and nothing about anybody',
  async (paper) => {
    const { page, dataDir } = await openKiosk();
    const { code } = await keepForm(page);
    expect(await page.suspend.print({ paper })).toEqual({ state: 'printed' });
    const [name, ...more] = readdirSync(path.join(dataDir, 'printed'));
    expect(more).toEqual([]);
    const file = path.join(dataDir, 'printed', name ?? '');
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(info).toMatch(/Pages:\s+1\n/);
    const width = Number(/Page size:\s+([\d.]+) x/.exec(info)?.[1]);
    expect(Math.round((width / 72) * 25.4)).toBe(paper === 'slip' ? 80 : 210);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
    for (const said of [
      code,
      'Trung tâm Phục vụ hành chính công',
      'TỜ KHAI ĐỂ LẠI LÀM TIẾP',
      'Giữ đến hết ngày',
      'Quầy số 1, máy D2',
      'Nhập số định danh của Ông/Bà.',
    ]) {
      expect(text).toContain(said);
    }
    expect(text).not.toMatch(/Nguyễn|An\b|064203|123|khai sinh|1\.001193/);
  },
);

test('the slip before the reader tells the page its code, and is forgotten with the visit', async () => {
  const { page } = await openKiosk();
  const { code } = await keepForm(page);
  await newVisit(page);
  const slips: (string | null)[] = [];
  const read = new Promise<void>((resolve) => {
    void (async () => {
      for await (const event of await page.system.events()) {
        if (event.kind === 'slip') slips.push(event.code);
        if (event.kind === 'slip' && event.code !== null) resolve();
      }
    })().catch(() => {});
  });
  const bytes = Buffer.from(`KEPT:${code.replace('-', '')}\r\n`).toString('base64');
  expect(await page.identity.showCode({ from: 'camera', bytes })).toEqual({ step: 'none' });
  await read;
  const opened = await page.suspend.resume({ code: slips.at(-1) ?? '', idNumber: anNumber });
  expect(opened.procedureCode).toBe(birth);
  await page.session.end();
  const now: KioskEvent[] = [];
  for await (const event of await page.system.events()) {
    now.push(event);
    if (event.kind === 'slip') break;
  }
  expect(now.at(-1)).toEqual({ kind: 'slip', code: null });
});

test('neither code nor number stands readable in a file or in the log', async () => {
  const { page, stop, dataDir, log } = await openKiosk();
  const { code } = await keepForm(page);
  await newVisit(page);
  await refusal(page.suspend.resume({ code, idNumber: mauNumber }));
  await page.suspend.resume({ code, idNumber: anNumber });
  await stop();
  const plain = code.replace('-', '');
  for (const file of filesOf(dataDir)) {
    const bytes = readFileSync(file);
    for (const secret of [code, plain, anNumber, mauNumber]) expect(bytes.includes(secret), file).toBe(false);
  }
  expect(log.join('\n')).not.toMatch(new RegExp(`${code}|${plain}|${anNumber}|${mauNumber}`));
});

test('a visit that is open during the update keeps its person, and still ends clean', () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  const folder = path.resolve(import.meta.dirname, '../../resources/migrations');
  const run = (prefix: string): void => {
    const name = readdirSync(folder).find((one) => one.startsWith(prefix)) ?? '';
    db.exec(readFileSync(path.join(folder, name), 'utf8'));
  };
  for (const prefix of ['0010', '0020', '0030']) run(prefix);
  const session = '0192f0c1-2345-7abc-8def-0123456789ab';
  db.prepare(
    `INSERT INTO session (slot, session_id, place, reading, started_at, last_touch_at) VALUES (1, ?, '/home', '{}', 0, 0)`,
  ).run(session);
  db.prepare(
    `INSERT INTO session_identity (slot, session_id, step, trust, person, warnings, extra, shown_at)
     VALUES (1, ?, 'confirmed', 'card-qr', '{}', '[]', '[]', 5)`,
  ).run(session);
  run('0040');
  const count = db.prepare<[], number>('SELECT count(*) FROM session_identity').pluck();
  expect(count.get()).toBe(1);
  db.exec("UPDATE session_identity SET trust = 'portal-verified'");
  expect(() => db.exec("UPDATE session_identity SET trust = 'hearsay'")).toThrow(/CHECK/);
  db.exec('DELETE FROM session');
  expect(count.get()).toBe(0);
  db.close();
});

/** Lines of the erasure log: two for each erasure, begun and done. */
function erasures(dataDir: string): number {
  const file = path.join(dataDir, 'erasures.log');
  if (!existsSync(file)) return 0;
  const text = readFileSync(file, 'utf8').trim();
  return text === '' ? 0 : text.split('\n').length;
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
