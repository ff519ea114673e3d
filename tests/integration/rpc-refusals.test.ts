import { isDefinedError } from '@orpc/client';
import { traverseContractProcedures } from '@orpc/server';
import { expect, onTestFinished, test } from 'vitest';
import { noSecretStore } from '../../electron/core/shell-secrets.ts';
import { type CallRules, contract, defaultReading } from '../../shared/contract/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { startTestCore } from '../support/test-core.ts';

interface DeclaredCall {
  readonly name: string;
  readonly rules: CallRules;
  readonly faults: readonly string[];
}

/** Every call of the contract with its rules. */
function everyCall(): readonly DeclaredCall[] {
  const calls: DeclaredCall[] = [];
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path }) => {
    calls.push({
      name: path.join('.'),
      rules: procedure['~orpc'].meta as CallRules,
      faults: Object.keys(procedure['~orpc'].errorMap),
    });
  });
  return calls;
}

async function openReadyKiosk() {
  const folder = makeFolder('rpc');
  const kiosk = startTestCore({ dataDir: folder.path });
  onTestFinished(async () => {
    await kiosk.core.stop('test over');
    folder.remove();
  });
  await kiosk.reach('ready');
  return { ...kiosk, page: openTestPage(kiosk.core) };
}

/** The fault that a call was refused with: its code and machine facts, as the page receives them. */
async function refusal(call: Promise<unknown>): Promise<{ code: string; details: unknown }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && isDefinedError(error as never)) {
      const { code, data } = error as unknown as { code: string; data: { details: unknown } };
      return { code, details: data.details };
    }
    throw error;
  }
  throw new Error('The call was not refused');
}

test.each(everyCall())('$name names who may call it and how long it may take', ({ rules, faults }) => {
  expect(rules.roles.length).toBeGreaterThan(0);
  expect(rules.timeoutMs === null || rules.timeoutMs <= 180_000).toBe(true);
  expect(faults).toEqual(expect.arrayContaining(['ROLE_REFUSED', 'INPUT_REFUSED', 'CALL_TIMED_OUT']));
});

test('ROLE_REFUSED: a citizen cannot configure the kiosk, and the core goes on', async () => {
  const { page } = await openReadyKiosk();
  const input = {
    kioskId: 'K7',
    office: { name: 'x', place: 'x', counter: 'x', communeCode: '23722', agencyCode: 'H21' },
    pxPerMm: 3.2,
    portalAddress: 'https://stranger.example',
    enrolmentCode: '',
    acceptUnprotectedKey: true,
  };
  expect(await refusal(page.client.setUp.save(input))).toMatchObject({ code: 'ROLE_REFUSED' });
  expect((await page.client.system.hello()).kioskId).toBe('D2');
});

test('ROLE_REFUSED: the dock does not exist where there is no demo world', async () => {
  const { page } = await openReadyKiosk();
  expect(await refusal(page.client.dock.state())).toMatchObject({ code: 'ROLE_REFUSED' });
});

test('INPUT_REFUSED: a malformed input names its fields and repeats no value', async () => {
  const { page, log } = await openReadyKiosk();
  const malformed = { reading: { ...defaultReading, language: 'Nguyễn Văn An', textSize: 7 } };
  const refused = await refusal(page.client.session.begin(malformed as never));
  expect(refused).toEqual({
    code: 'INPUT_REFUSED',
    details: { call: 'session.begin', fields: 'reading.language, reading.textSize' },
  });
  expect(log.join('')).not.toContain('Nguyễn');
  expect((await page.client.session.begin({ reading: defaultReading })).kind).toBe('open');
});

test('a place that is no path of ours is refused', async () => {
  const { page } = await openReadyKiosk();
  await page.client.session.begin({ reading: defaultReading });
  for (const place of ['home', '/Nguyễn', '/find?name=x', `/${'a'.repeat(200)}`]) {
    expect(await refusal(page.client.session.go({ place }))).toMatchObject({ code: 'INPUT_REFUSED' });
  }
});

test('CALL_TIMED_OUT: a call whose work never ends is given up, and the core goes on', async () => {
  const folder = makeFolder('rpc');
  const clock = createFakeClock();
  const kiosk = startTestCore({
    dataDir: `${folder.path}/data`,
    config: { path: `${folder.path}/config.json` },
    clock,
    secrets: { ...noSecretStore, protection: () => new Promise(() => {}) },
  });
  onTestFinished(async () => {
    await kiosk.core.stop('test over');
    folder.remove();
  });
  await kiosk.reach('set-up');
  const { client } = openTestPage(kiosk.core);
  const refused = refusal(
    client.setUp.save({
      kioskId: 'K7',
      office: {
        name: 'Văn phòng',
        place: 'Xã Chư Păh',
        counter: '1',
        communeCode: '23722',
        agencyCode: 'H21',
      },
      pxPerMm: 3.2,
      portalAddress: 'https://portal.example',
      enrolmentCode: '',
      acceptUnprotectedKey: true,
    }),
  );
  await client.system.hello();
  clock.advance(30_000);
  expect(await refused).toMatchObject({ code: 'CALL_TIMED_OUT', details: { call: 'setUp.save' } });
  expect((await client.system.hello()).kioskId).toBeNull();
});

test('frames that are no protocol at all are dropped, and the core goes on', async () => {
  const { page } = await openReadyKiosk();
  for (const frame of [
    '',
    '{',
    '{"i":1}',
    'null',
    '[]',
    '\u0000'.repeat(2_000),
    'x'.repeat(5 * 1024 * 1024),
  ]) {
    page.sendRaw(frame);
  }
  expect((await page.client.system.hello()).profile).toBe('demo');
});

test('the newest page replaces the older one', async () => {
  const { core, page } = await openReadyKiosk();
  const newer = openTestPage(core);
  await page.replaced;
  expect((await newer.client.system.hello()).profile).toBe('demo');
});
