import { expect, test } from 'vitest';
import { createFakeClock } from '../../tests/support/fake-clock.ts';
import { coreExit, type FromCore, type ToCore, timings } from './control.ts';
import { type CoreProcess, createSupervisor } from './supervisor.ts';

interface FakeCore extends CoreProcess {
  readonly received: ToCore[];
  killed: number;
  say(message: FromCore): void;
  exit(code: number | null): void;
}

function createFakeCore(pid: number): FakeCore {
  let onMessage: (message: FromCore) => void = () => {};
  let onExit: (code: number | null) => void = () => {};
  return {
    pid,
    received: [],
    killed: 0,
    send(message) {
      this.received.push(message);
    },
    onMessage: (listener) => {
      onMessage = listener;
    },
    onExit: (listener) => {
      onExit = listener;
    },
    kill() {
      this.killed += 1;
    },
    say: (message) => onMessage(message),
    exit: (code) => onExit(code),
  };
}

function setUp(start?: () => CoreProcess) {
  const clock = createFakeClock();
  const cores: FakeCore[] = [];
  const supervisor = createSupervisor({
    clock,
    log: () => {},
    start:
      start ??
      (() => {
        const core = createFakeCore(cores.length + 1);
        cores.push(core);
        return core;
      }),
  });
  const newest = (): FakeCore => {
    const core = cores.at(-1);
    if (core === undefined) throw new Error('no core was started');
    return core;
  };
  return { clock, cores, newest, supervisor };
}

const ready: FromCore = { kind: 'phase', phase: { kind: 'ready' } };

test('is running once the core has spoken', () => {
  const { newest, supervisor } = setUp();
  expect(supervisor.state()).toEqual({ kind: 'starting', generation: 1 });
  newest().say({ kind: 'listening', port: 4000 });
  expect(supervisor.state()).toEqual({ kind: 'running', generation: 1 });
});

test('replaces a core that exits, and tells the new generation', () => {
  const { cores, newest, supervisor } = setUp();
  const seen: string[] = [];
  supervisor.subscribe((state) =>
    seen.push('generation' in state ? `${state.kind} ${state.generation}` : state.kind),
  );
  newest().say(ready);
  newest().exit(null);
  newest().say(ready);
  expect(cores).toHaveLength(2);
  expect(seen).toEqual(['running 1', 'starting 2', 'running 2']);
});

test('leaves a core alone that keeps its beat', () => {
  const { clock, cores, newest } = setUp();
  newest().say(ready);
  for (let beat = 0; beat < 60; beat += 1) {
    clock.advance(timings.beatMs);
    newest().say({ kind: 'alive' });
  }
  expect(cores).toHaveLength(1);
  expect(newest().killed).toBe(0);
});

test('kills a silent core and starts the next only when the old one is gone', () => {
  const { clock, cores, newest } = setUp();
  newest().say(ready);
  clock.advance(timings.silenceMs);
  expect(newest().killed).toBe(1);
  clock.advance(timings.stopMs);
  expect(newest().killed).toBe(2);
  expect(cores).toHaveLength(1);
  newest().exit(null);
  expect(cores).toHaveLength(2);
});

test('does not spare a killed core that speaks once more', () => {
  const { clock, newest } = setUp();
  newest().say(ready);
  clock.advance(timings.silenceMs);
  newest().say({ kind: 'alive' });
  clock.advance(timings.stopMs);
  expect(newest().killed).toBe(2);
});

test('a beat alone does not count as a start', () => {
  const { clock, newest, supervisor } = setUp();
  clock.advance(timings.startMs - 1);
  newest().say({ kind: 'alive' });
  expect(supervisor.state().kind).toBe('starting');
  clock.advance(1);
  expect(newest().killed).toBe(1);
});

test('KIOSK_PAUSED: pauses when the budget of restarts is used up within the window', () => {
  const { clock, cores, newest, supervisor } = setUp();
  for (let crash = 0; crash <= timings.budgetRestarts; crash += 1) {
    newest().say(ready);
    clock.advance(1_000);
    newest().exit(1);
  }
  expect(supervisor.state()).toEqual({ kind: 'paused', because: 'budget' });
  expect(cores).toHaveLength(1 + timings.budgetRestarts);
  expect(supervisor.send({ kind: 'stop' })).toBe(false);
  expect(clock.waiting()).toBe(0);
});

test('forgets restarts that are older than the window', () => {
  const { clock, newest, supervisor } = setUp();
  for (let crash = 0; crash < 3 * timings.budgetRestarts; crash += 1) {
    newest().say(ready);
    newest().exit(1);
    newest().say(ready);
    for (let passedMs = 0; passedMs < timings.budgetWindowMs; passedMs += timings.beatMs) {
      clock.advance(timings.beatMs);
      newest().say({ kind: 'alive' });
    }
  }
  expect(supervisor.state().kind).toBe('running');
});

test('does not start a core again that refused to start', () => {
  const { cores, newest, supervisor } = setUp();
  newest().exit(coreExit.refused);
  expect(supervisor.state()).toEqual({ kind: 'paused', because: 'refused' });
  expect(cores).toHaveLength(1);
});

test('counts a core that cannot even be spawned against the budget', () => {
  let tries = 0;
  const { supervisor } = setUp(() => {
    tries += 1;
    throw new Error('spawn failed');
  });
  expect(tries).toBe(1 + timings.budgetRestarts);
  expect(supervisor.state()).toEqual({ kind: 'paused', because: 'budget' });
});

test('stops on order, and kills a core that does not obey', async () => {
  const { clock, cores, newest, supervisor } = setUp();
  newest().say(ready);
  const stopped = supervisor.stop();
  expect(newest().received).toEqual([{ kind: 'stop' }]);
  clock.advance(timings.stopMs);
  expect(newest().killed).toBe(1);
  newest().exit(null);
  await stopped;
  expect(supervisor.state()).toEqual({ kind: 'stopped' });
  expect(cores).toHaveLength(1);
  expect(clock.waiting()).toBe(0);
});

test('passes messages of the running core only', () => {
  const { cores, newest, supervisor } = setUp();
  const heard: FromCore[] = [];
  supervisor.onMessage((message) => heard.push(message));
  newest().exit(1);
  cores[0]?.say({ kind: 'listening', port: 1 });
  cores[1]?.say({ kind: 'listening', port: 2 });
  expect(heard).toEqual([{ kind: 'listening', port: 2 }]);
});
