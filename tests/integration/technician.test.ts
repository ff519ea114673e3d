import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeUpdatePackage, readFolder } from '../../electron/core/catalogue/index.ts';
import { checksumOf } from '../../electron/core/catalogue/read-version.ts';
import { makeKeyPair } from '../../electron/core/portal/keys.ts';
import { canary, canaryCard, tracesIn } from '../support/canary.ts';
import { refusal } from '../support/fault-of.ts';
import { openStaffKiosk, readAudit, type StaffKiosk } from '../support/staff-kiosk.ts';

const technician = { name: 'Lê Văn Cường', pin: '402913' } as const;
const shipped = path.resolve(import.meta.dirname, '../../resources/catalogue/2026-11-22');
const publisher = makeKeyPair();

async function signInTechnician(kiosk: StaffKiosk): Promise<void> {
  await kiosk.signIn();
  await kiosk.client.staff.makeAccount({ name: technician.name, role: 'technician', pin: technician.pin });
  await kiosk.client.session.go({ place: '/staff' });
  await kiosk.signIn(technician.name, technician.pin);
}

/** The shipped catalogue as a newer one, with one procedure renamed. */
function packageOf(version: string, keys = publisher): Buffer {
  const files = new Map(readFolder(shipped));
  const manifest = JSON.parse(files.get('manifest.json') ?? '{}') as { files: Record<string, string> };
  const index = JSON.parse(files.get('index.json') ?? '{}') as { rows: { code: string; name: string }[] };
  const [first, ...rest] = index.rows;
  index.rows = [{ code: '', ...first, name: `${first?.name} (mới)` }, ...rest];
  const text = JSON.stringify(index);
  files.set('index.json', text);
  manifest.files['index.json'] = checksumOf(text);
  files.set('manifest.json', JSON.stringify({ ...manifest, version }));
  return makeUpdatePackage(files, keys);
}

test('the technician’s calls are the technician’s, and the supervisor has the audit log alone', async () => {
  const kiosk = await openStaffKiosk();
  const { technician: calls } = kiosk.client;
  const all = () =>
    Promise.all([
      refusal(calls.view()),
      refusal(calls.exportLogs()),
      refusal(calls.packages()),
      refusal(calls.leave({ how: 'leave' })),
    ]);
  expect(await all()).toEqual(Array(4).fill('ROLE_REFUSED'));
  expect(await refusal(calls.exportAudit())).toBe('ROLE_REFUSED');
  await kiosk.signIn();
  expect(await all()).toEqual(Array(4).fill('ROLE_REFUSED'));
  expect(await refusal(calls.exportAudit())).toBe('no fault');
  expect(kiosk.left).toEqual([]);
});

test('shows the configuration in use without its secrets, and what the file would do at the next start', async () => {
  const kiosk = await openStaffKiosk({
    change: (config) => ({
      ...config,
      printers: [
        {
          driver: 'ipp',
          address: 'ipp://office:bi-mat-in@192.168.1.30/ipp/print',
          paper: 'a4',
          certificates: 'pin',
        },
      ],
    }),
  });
  await signInTechnician(kiosk);
  const view = await kiosk.client.technician.view();
  expect(view.config).toContainEqual({ path: 'kioskId', value: 'D2' });
  expect(view.config).toContainEqual({ path: 'key.path', value: null });
  expect(JSON.stringify(view)).not.toContain('bi-mat-in');
  expect(view.file).toEqual({ state: 'none', errors: [] });
  expect(view.canShutDown).toBe(false);
});

test('an edit of the configuration file is told before the restart that would take it up', async () => {
  const kiosk = await openStaffKiosk({ isProduction: true });
  const code = readFileSync(path.join(kiosk.dataDir, 'first-supervisor-code.txt'), 'utf8').trim();
  await kiosk.client.staff.makeFirst({ name: 'Trần Thị Bình', pin: '258046', code });
  await signInTechnician(kiosk);
  const configPath = path.join(kiosk.dataDir, 'config.json');
  const file = async () => (await kiosk.client.technician.view()).file;
  expect((await file()).state).toBe('same');
  const config = JSON.parse(readFileSync(configPath, 'utf8')) as object;
  writeFileSync(configPath, JSON.stringify({ ...config, papers: { scanDpi: 300 } }));
  expect((await file()).state).toBe('changed');
  writeFileSync(configPath, JSON.stringify({ ...config, kioskId: 'O0', colour: 'red' }));
  expect(await file()).toMatchObject({
    state: 'invalid',
    errors: expect.arrayContaining([{ path: 'colour', message: 'không có mục này' }]),
  });
  writeFileSync(configPath, '{');
  expect((await file()).state).toBe('invalid');
});

test('exported logs hold nothing of a person, whatever had come into the log', async () => {
  const kiosk = await openStaffKiosk();
  const { client, dataDir } = kiosk;
  await client.identity.showCode({ from: 'camera', bytes: Buffer.from(canaryCard).toString('base64') });
  await client.identity.confirm();
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true });
  const log = path.join(dataDir, 'logs/core.log');
  appendFileSync(log, `${kiosk.log.join('')}`);
  appendFileSync(log, `${JSON.stringify({ level: 'warn', msg: 'a defect of ours', ...canary })}\n`);
  appendFileSync(log, `TypeError: ${canary.name} ${canary.idNumber}\n`);
  appendFileSync(
    log,
    `${JSON.stringify({ msg: 'cut', phone: Number(canary.phone) })}\n{"msg":"${canary.residence}`,
  );
  await signInTechnician(kiosk);
  const { file, lines, withheld } = await client.technician.exportLogs();
  expect(path.dirname(file)).toBe(path.join(dataDir, 'service/outbox'));
  expect(lines).toBeGreaterThan(4);
  expect(withheld).toBeGreaterThanOrEqual(4);
  expect(tracesIn(path.dirname(file))).toEqual([]);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain(String(Number(canary.phone)));
  expect(text).toContain('"a defect of ours"');
  for (const line of text.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});

test('the audit log is exported with the check of its chain, and says so when it was changed', async () => {
  const kiosk = await openStaffKiosk();
  await signInTechnician(kiosk);
  const first = await kiosk.client.technician.exportAudit();
  expect(first).toMatchObject({ isWhole: true, firstBadSeq: null });
  const [head, ...rows] = readFileSync(first.file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(head).toMatchObject({ chain: { ok: true, count: first.events } });
  expect(rows).toHaveLength(first.events);
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  await kiosk.stop();
  const { events, verdict } = await readAudit(kiosk.dataDir);
  expect(verdict.ok).toBe(true);
  expect(events.find(({ event }) => event === 'audit-exported')).toMatchObject({
    role: 'technician',
    details: { isWhole: true },
  });
});

test('a package from the inbox is looked at before it is taken in, and a stranger’s is refused', async () => {
  const kiosk = await openStaffKiosk({
    change: (config) => ({ ...config, catalogue: { publisherKey: publisher.publicKey } }),
  });
  await signInTechnician(kiosk);
  const { technician: calls } = kiosk.client;
  const { inbox } = await calls.view();
  expect(await calls.packages()).toEqual({ version: '2026-11-22', files: [] });
  mkdirSync(inbox, { recursive: true });
  writeFileSync(path.join(inbox, 'catalogue-12.json'), packageOf('2026-12-01'));
  writeFileSync(path.join(inbox, 'stranger.json'), packageOf('2026-12-02', makeKeyPair()));
  expect((await calls.packages()).files.map(({ file }) => file)).toEqual([
    'catalogue-12.json',
    'stranger.json',
  ]);
  const look = await calls.lookAtPackage({ file: 'catalogue-12.json' });
  expect(look).toMatchObject({ version: '2026-12-01', against: '2026-11-22', added: [], removed: [] });
  expect(look.changed).toHaveLength(1);
  expect((await calls.packages()).version).toBe('2026-11-22');
  expect(await refusal(calls.lookAtPackage({ file: 'stranger.json' }))).toBe('CATALOGUE_PACKAGE_SIGNATURE');
  expect(await refusal(calls.importPackage({ file: 'stranger.json' }))).toBe('CATALOGUE_PACKAGE_SIGNATURE');
  expect(await refusal(calls.importPackage({ file: 'nothing.json' }))).toBe('CATALOGUE_PACKAGE_UNREADABLE');
  expect(await calls.importPackage({ file: 'catalogue-12.json' })).toMatchObject({ version: '2026-12-01' });
  expect(await refusal(calls.importPackage({ file: 'catalogue-12.json' }))).toBe('CATALOGUE_PACKAGE_OLDER');
});

test('leaving the kiosk is audited and happens once, and the machine is not said to go off where it cannot', async () => {
  const kiosk = await openStaffKiosk();
  await signInTechnician(kiosk);
  const { technician: calls } = kiosk.client;
  expect(await refusal(calls.leave({ how: 'shut-down' }))).toBe('ROLE_REFUSED');
  expect(await calls.leave({ how: 'restart' })).toEqual({ how: 'restart' });
  await calls.leave({ how: 'restart' });
  await expect.poll(() => kiosk.left).toEqual(['restart']);
  await kiosk.stop();
  const { events } = await readAudit(kiosk.dataDir);
  expect(events.filter(({ event }) => event === 'kiosk-left').map(({ details }) => details)).toEqual([
    { how: 'restart' },
  ]);
});
