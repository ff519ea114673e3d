import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { firstCodeFile } from '../../electron/core/staff/index.ts';
import type { KioskEvent } from '../../shared/contract/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusal } from '../support/fault-of.ts';
import { demoOfficer, openStaffKiosk } from '../support/staff-kiosk.ts';

const show = (text: string) => ({ from: 'camera' as const, bytes: Buffer.from(text).toString('base64') });
const citizenCard = '064203000123||Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';

test('STAFF_PIN_WRONG grows into STAFF_LOCKED, which a restart does not open and time does', async () => {
  const first = await openStaffKiosk();
  for (let turn = 0; turn < 4; turn += 1) {
    expect(await refusal(first.signIn(undefined, '111222'))).toBe('STAFF_PIN_WRONG');
  }
  expect(await refusal(first.signIn())).toBe('STAFF_LOCKED');
  await first.stop();
  const clock = createFakeClock(Date.now());
  const second = await openStaffKiosk({ dataDir: first.dataDir, clock });
  expect(await refusal(second.signIn())).toBe('STAFF_LOCKED');
  // Only the wall clock: a visit without touch would end.
  clock.setWallClock(clock.now() + 61_000);
  // The fifth wrong one waits five minutes.
  expect(await refusal(second.signIn(undefined, '111222'))).toBe('STAFF_PIN_WRONG');
  clock.setWallClock(clock.now() + 61_000);
  expect(await refusal(second.signIn())).toBe('STAFF_LOCKED');
  clock.setWallClock(clock.now() + 5 * 60_000);
  expect(await second.signIn()).toMatchObject({ role: 'supervisor' });
});

test('STAFF_LOCKED also holds for PINs that are tried side by side', async () => {
  const { signIn } = await openStaffKiosk();
  const tries = await Promise.all(
    ['111222', '222333', '333444', '444555', '555666', '666777'].map((pin) =>
      refusal(signIn(undefined, pin)),
    ),
  );
  expect(tries).toEqual([...Array(4).fill('STAFF_PIN_WRONG'), 'STAFF_LOCKED', 'STAFF_LOCKED']);
});

test('STAFF_CARD_UNKNOWN and STAFF_CARD_NEEDED: the card of an officer counts together with the PIN', async () => {
  const { client, core, accountId, signIn } = await openStaffKiosk();
  const told: KioskEvent[] = [];
  const stop = new AbortController();
  void (async () => {
    for await (const event of await client.system.events(undefined, { signal: stop.signal }))
      told.push(event);
  })().catch(() => undefined);
  await signIn();
  await client.session.go({ place: '/staff/accounts' });
  await client.staff.bindCard({ accountId: await accountId(), bind: true });
  await client.identity.showCode(show('CB-0001'));
  expect((await client.staff.accounts())[0]).toMatchObject({ hasCard: true });
  await client.staff.handBack();

  await client.session.go({ place: '/staff' });
  expect(await refusal(signIn())).toBe('STAFF_CARD_NEEDED');
  // A citizen's card is nobody's here, and the kiosk does not take it for the visit either.
  await client.identity.showCode(show(citizenCard));
  await expect.poll(() => told.at(-1)).toMatchObject({ kind: 'staff', fault: 'STAFF_CARD_UNKNOWN' });
  expect(await client.identity.state()).toEqual({ step: 'none' });
  await client.identity.showCode(show('CB-0001'));
  expect(await client.staff.door()).toMatchObject({ shownCard: await accountId() });
  expect(await signIn()).toMatchObject({ officer: { name: demoOfficer.name } });
  stop.abort();
  expect(core.phase().kind).toBe('ready');
});

test('STAFF_FIRST_CODE_WRONG: nobody at a new kiosk makes the first supervisor by guessing, across restarts', async () => {
  const first = await openStaffKiosk({ isProduction: true });
  const code = readFileSync(path.join(first.dataDir, firstCodeFile), 'utf8').trim();
  const wrong = code === '111222' ? '222111' : '111222';
  const make = (kiosk: typeof first, typed: string | null) =>
    refusal(kiosk.client.staff.makeFirst({ name: 'Lê Văn Cường', pin: '739104', code: typed }));
  expect(await make(first, null)).toBe('STAFF_FIRST_CODE_WRONG');
  for (let turn = 0; turn < 10; turn += 1) {
    expect(await refusal(first.client.staff.checkFirst({ code: wrong }))).toBe('STAFF_FIRST_CODE_WRONG');
  }
  expect(await make(first, code)).toBe('STAFF_LOCKED');
  await first.stop();
  const clock = createFakeClock(Date.now());
  const second = await openStaffKiosk({ dataDir: first.dataDir, clock, isProduction: true });
  expect(await make(second, code)).toBe('STAFF_LOCKED');
  clock.setWallClock(clock.now() + 61_000);
  expect(await make(second, code)).toBe('no fault');
  // The code is used up.
  expect(await make(second, code)).toBe('ROLE_REFUSED');
});

test('STAFF_PIN_WEAK, STAFF_NAME_TAKEN, STAFF_LAST_SUPERVISOR and STAFF_ACCOUNT_NONE leave every account as it was', async () => {
  const { client, accountId, signIn } = await openStaffKiosk();
  await signIn();
  const make = (name: string, pin: string) => refusal(client.staff.makeAccount({ name, role: 'staff', pin }));
  for (const pin of ['123456', '654321', '890123', '777777']) {
    expect(await make('Rơ Châm Mai', pin)).toBe('STAFF_PIN_WEAK');
  }
  expect(await make(demoOfficer.name, '402913')).toBe('STAFF_NAME_TAKEN');
  const own = await accountId();
  expect(await refusal(client.staff.closeAccount({ accountId: own }))).toBe('STAFF_LAST_SUPERVISOR');
  expect(await client.staff.accounts()).toHaveLength(1);
  const [, mai] = await client.staff.makeAccount({ name: 'Rơ Châm Mai', role: 'staff', pin: '402913' });
  await client.staff.closeAccount({ accountId: mai?.accountId ?? '' });
  const gone = client.staff.setPin({ accountId: mai?.accountId ?? '', pin: '402914' });
  expect(await refusal(gone)).toBe('STAFF_ACCOUNT_NONE');
});
