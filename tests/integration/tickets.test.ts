import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { demoConfig } from '../../electron/core/config/index.ts';
import { type CoreClient, defaultReading, type KioskEvent } from '../../shared/contract/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusal } from '../support/fault-of.ts';
import { openStaffKiosk, readAudit } from '../support/staff-kiosk.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** 8:00 at the office on 23/11/2026. */
const morning = Date.UTC(2026, 10, 23, 1, 0, 0);
const service = 'counter';

/** Another person comes and takes a number. */
async function takeAnew(client: CoreClient): Promise<number> {
  await client.session.end();
  await client.session.begin({ reading: defaultReading });
  return (await client.tickets.take({ service })).number;
}

/** What the screens are told of the queue at this moment. */
async function presentNews(client: CoreClient): Promise<KioskEvent | undefined> {
  for await (const event of await client.system.events()) if (event.kind === 'tickets') return event;
  return undefined;
}

test('a number is taken once per visit, printed, and shown again after a reload', async () => {
  const { client, dataDir } = await openStaffKiosk({ clock: createFakeClock(morning) });
  const [first, second] = await Promise.all([
    client.tickets.take({ service }),
    client.tickets.take({ service }),
  ]);
  expect(first).toMatchObject({ number: 1, state: 'waiting', waitingBefore: 0, estimateMinutes: null });
  expect(second).toEqual(first);
  expect(await client.tickets.mine()).toEqual([first]);
  expect(await client.tickets.print({ number: 1, paper: 'slip' })).toEqual({ state: 'printed' });
  const [file] = readdirSync(path.join(dataDir, 'printed'));
  expect(readFileSync(path.join(dataDir, 'printed', file ?? ''), 'latin1').slice(0, 5)).toBe('%PDF-');
  expect(await refusal(client.tickets.take({ service: 'tax' }))).toBe('TICKET_NOT_OFFERED');
  expect(await takeAnew(client)).toBe(2);
  // Nobody prints or sees the number of the visit before.
  expect(await refusal(client.tickets.print({ number: 1, paper: 'slip' }))).toBe('TICKET_NONE');
  expect((await client.tickets.mine()).map(({ number }) => number)).toEqual([2]);
  await client.session.end();
  expect(await refusal(client.tickets.take({ service }))).toBe('SESSION_NOT_OPEN');
});

test('the officer calls in order; a double tap calls nobody else; who did not come is called later', async () => {
  const kiosk = await openStaffKiosk({ clock: createFakeClock(morning) });
  const { client } = kiosk;
  for (let person = 0; person < 3; person += 1) await takeAnew(client);
  expect(await refusal(client.tickets.next({ service: null, after: null }))).toBe('ROLE_REFUSED');
  await kiosk.signIn();
  const tap = () => client.tickets.next({ service: null, after: null });
  const [one, two] = await Promise.all([tap(), tap()]);
  expect(one.called?.number).toBe(1);
  expect(two).toEqual(one);
  expect(two.waiting).toEqual([{ service, count: 2, first: 2 }]);
  await client.tickets.again({ number: 1 });
  expect((await client.tickets.close({ number: 1, outcome: 'absent' })).missed).toEqual([1]);
  expect((await tap()).called?.number).toBe(2);
  // Number 2 was served by the very call of number 1.
  const late = await client.tickets.callMissed({ number: 1, after: 2 });
  expect(late).toMatchObject({ called: { number: 1 }, missed: [] });
  expect(await refusal(client.tickets.callMissed({ number: 2, after: 1 }))).toBe('TICKET_NONE');
  await client.tickets.next({ service, after: 1 });
  const empty = await client.tickets.next({ service, after: 3 });
  expect(empty).toEqual({ waiting: [{ service, count: 0, first: null }], called: null, missed: [] });
  expect(await presentNews(client)).toMatchObject({ called: null, waiting: 0, calls: 5 });
  await kiosk.stop();
  const { events } = await readAudit(kiosk.dataDir);
  expect(events.filter(({ event }) => event === 'ticket-closed').map(({ details }) => details)).toEqual([
    { number: 1, outcome: 'absent' },
    { number: 2, outcome: 'served' },
    { number: 1, outcome: 'served' },
    { number: 3, outcome: 'served' },
  ]);
});

test('an estimate is given once three were served, and never for who is next', async () => {
  const clock = createFakeClock(morning);
  const kiosk = await openStaffKiosk({ clock });
  const { client } = kiosk;
  for (let person = 0; person < 6; person += 1) await takeAnew(client);
  const mine = async () => (await client.tickets.mine())[0];
  expect(await mine()).toMatchObject({ number: 6, waitingBefore: 5, estimateMinutes: null });
  await kiosk.signIn();
  for (const after of [null, 1, 2, 3]) {
    await client.tickets.next({ service, after });
    for (let minute = 0; minute < 7; minute += 1) {
      clock.advance(minuteMs);
      await client.session.touch();
    }
  }
  // Number 5 waits before, number 4 is at the counter: two times seven minutes.
  expect(await mine()).toMatchObject({ waitingBefore: 1, estimateMinutes: 15 });
  await client.tickets.next({ service, after: 4 });
  expect(await mine()).toMatchObject({ waitingBefore: 0, estimateMinutes: null });
});

test('numbers go on across a restart and begin again on the next morning, also after midnight in one run', async () => {
  const clock = createFakeClock(morning);
  const first = await openStaffKiosk({ clock });
  expect(await takeAnew(first.client)).toBe(1);
  await first.stop();
  const second = await openStaffKiosk({ clock, dataDir: first.dataDir });
  expect(await takeAnew(second.client)).toBe(2);
  await second.stop();
  clock.advance(22 * hourMs);
  const third = await openStaffKiosk({ clock, dataDir: first.dataDir });
  expect(await takeAnew(third.client)).toBe(1);
  // A kiosk that is never switched off: the last number at 23:50, the next one after midnight.
  clock.advance(17 * hourMs + 50 * minuteMs);
  expect(await takeAnew(third.client)).toBe(2);
  clock.advance(20 * minuteMs);
  expect(await takeAnew(third.client)).toBe(1);
});

test('a clock that is set gives no number twice while people stand in the hall', async () => {
  const clock = createFakeClock(morning);
  const kiosk = await openStaffKiosk({ clock });
  const { client } = kiosk;
  const taken = [await takeAnew(client)];
  for (const wrong of [24 * hourMs, -24 * hourMs, 400 * 24 * hourMs, 0]) {
    clock.setWallClock(morning + wrong);
    clock.advance(5 * minuteMs);
    taken.push(await takeAnew(client));
  }
  // Restarted with a dead battery, then mended.
  await kiosk.stop();
  clock.setWallClock(Date.UTC(2020, 0, 1));
  const again = await openStaffKiosk({ clock, dataDir: kiosk.dataDir });
  taken.push(await takeAnew(again.client));
  clock.setWallClock(morning + hourMs);
  taken.push(await takeAnew(again.client));
  expect(taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a number that is called leaves the screens after ten minutes and stays on the officer’s', async () => {
  const clock = createFakeClock(morning);
  const kiosk = await openStaffKiosk({ clock });
  const { client } = kiosk;
  await takeAnew(client);
  await kiosk.signIn();
  await client.tickets.next({ service: null, after: null });
  expect(await presentNews(client)).toMatchObject({ called: 1 });
  clock.advance(11 * minuteMs);
  expect(await presentNews(client)).toMatchObject({ called: null });
  await client.session.begin({ reading: defaultReading });
  await kiosk.signIn();
  expect((await client.tickets.desk()).called?.number).toBe(1);
});

test('two kinds of service share the numbers and are called apart; none is offered where the office wants none', async () => {
  const kiosk = await openStaffKiosk({
    change: (config) => ({
      ...config,
      tickets: {
        services: [
          { id: 'submit', vi: 'Nộp hồ sơ', en: 'Hand in' },
          { id: 'collect', vi: 'Nhận kết quả', en: 'Collect' },
        ],
      },
    }),
  });
  const { client } = kiosk;
  expect((await client.system.hello()).tickets.map(({ id }) => id)).toEqual(['submit', 'collect']);
  expect((await client.tickets.take({ service: 'submit' })).number).toBe(1);
  expect(await client.tickets.take({ service: 'collect' })).toMatchObject({ number: 2, waitingBefore: 0 });
  await kiosk.signIn();
  expect((await client.tickets.next({ service: 'collect', after: null })).called?.number).toBe(2);
  const config = demoConfig({ dataDir: kiosk.dataDir, portalAddress: 'http://127.0.0.1:9' });
  expect(config.tickets.services).toHaveLength(1);
});
