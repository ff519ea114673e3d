import type { ClientLink } from '@orpc/client';
import { expect, test } from 'vitest';
import { createCoreLink, type LinkState } from './core-link.ts';
import { faultOf } from './fault-of.ts';
import type { Connector, Transport } from './transport.ts';

type Answer = (path: readonly string[]) => Promise<unknown>;

/** A road to the core that the test opens and closes by hand. */
function createHandConnector() {
  let road: Parameters<Connector['start']>[0] | undefined;
  const closed: string[] = [];
  const connector: Connector = {
    start: (given) => {
      road = given;
    },
    renew: () => {},
  };
  return {
    connector,
    closed,
    open(name: string, answer: Answer): void {
      const link: ClientLink<Record<never, never>> = { call: (path) => answer(path) };
      const transport: Transport = { link, close: () => void closed.push(name) };
      road?.opened(transport);
    },
    close: () => road?.closed(),
  };
}

/** The page paints when the test says so; a beat waits for it. */
const neverPaints = (): Promise<void> => new Promise(() => {});

test('fails a call with CORE_RESTARTING while there is no core', async () => {
  const { connector } = createHandConnector();
  const { core, state } = createCoreLink({ connector, nextFrame: neverPaints });
  expect(state()).toBe('connecting');
  await expect(core.system.hello()).rejects.toMatchObject({ code: 'CORE_RESTARTING' });
});

test('ends a call in flight when its core dies, and sends the next one to the next core', async () => {
  const road = createHandConnector();
  const { core, watch } = createCoreLink({ connector: road.connector, nextFrame: neverPaints });
  const states: LinkState[] = [];
  watch((state) => states.push(state));
  road.open('first', () => new Promise(() => {}));
  const inFlight = core.session.touch().catch(faultOf);
  road.close();
  expect(await inFlight).toBe('CORE_RESTARTING');
  road.open('second', async (path) => path.join('.'));
  expect(await core.session.touch()).toBe('session.touch');
  expect(states).toEqual(['connected', 'lost', 'connected']);
});

test('lets the newest road replace the older one', async () => {
  const road = createHandConnector();
  const { core } = createCoreLink({ connector: road.connector, nextFrame: neverPaints });
  road.open('first', async () => 'first');
  road.open('second', async () => 'second');
  expect(await core.session.touch()).toBe('second');
  expect(road.closed).toEqual(['first']);
});

test('leaves a core whose beat fails', async () => {
  const road = createHandConnector();
  const { state, watch } = createCoreLink({ connector: road.connector, nextFrame: async () => {} });
  const lost = new Promise<void>((resolve) => {
    watch((next) => next === 'lost' && resolve());
  });
  road.open('first', () => Promise.reject(new Error('hangs')));
  await lost;
  expect(state()).toBe('lost');
  expect(road.closed).toEqual(['first']);
});
