import type { Clock } from '../../shared/clock.ts';
import { coreExit, type FromCore, type ToCore, timings } from './control.ts';

/** One running core, however it was started: child process or Electron utility process. */
export interface CoreProcess {
  readonly pid: number | undefined;
  /** Never throws: a message to a core that is going is lost with it. `ports` travel only to a utility process. */
  send(message: ToCore, ports?: readonly unknown[]): void;
  onMessage(listener: (message: FromCore) => void): void;
  /** Called once. `code` is null when a signal ended it. */
  onExit(listener: (code: number | null) => void): void;
  /** Ends it at once, even when its event loop hangs. */
  kill(): void;
}

/** `generation` counts the cores started so far: pages of an older one must connect again. */
export type SupervisorState =
  | { readonly kind: 'starting'; readonly generation: number }
  | { readonly kind: 'running'; readonly generation: number }
  /** The core is gone for good: the shell shows the calm stop page. */
  | { readonly kind: 'paused'; readonly because: 'budget' | 'refused' }
  | { readonly kind: 'stopped' };

/** Why a core was taken down or came down, for the log. */
export type CoreEnd = 'exit' | 'silence' | 'start-too-slow' | 'start-failed';

export type SupervisorLog = (
  event: 'core-started' | 'core-ended' | 'core-paused',
  facts: Readonly<Record<string, string | number | null>>,
) => void;

export interface Supervisor {
  state(): SupervisorState;
  /** Calls back on every change of state; the returned function ends it. */
  subscribe(listener: (state: SupervisorState) => void): () => void;
  /** Every message of whichever core is running. */
  onMessage(listener: (message: FromCore) => void): () => void;
  /** To the running core; false when there is none. */
  send(message: ToCore, ports?: readonly unknown[]): boolean;
  /** Orders the core to stop, kills it after `timings.stopMs`, and resolves when it is gone. */
  stop(): Promise<void>;
}

/** What one start of the core is going through. */
interface Watch {
  readonly core: CoreProcess;
  readonly generation: number;
  reason: CoreEnd;
  spoke: boolean;
  cancelTimer: () => void;
}

/**
 * Starts the core and keeps it running: a core that exits, hangs or does not come up is replaced, within the budget of
 * `timings`; after that the state is `paused` and stays so until the program is started again.
 */
export function createSupervisor(deps: {
  readonly start: () => CoreProcess;
  readonly clock: Clock;
  readonly log: SupervisorLog;
}): Supervisor {
  const { clock, log } = deps;
  const stateListeners = new Set<(state: SupervisorState) => void>();
  const messageListeners = new Set<(message: FromCore) => void>();
  const restartTimes: number[] = [];
  let state: SupervisorState = { kind: 'starting', generation: 0 };
  let watch: Watch | null = null;
  let ending: { readonly done: Promise<void>; readonly finish: () => void } | null = null;

  function change(next: SupervisorState): void {
    state = next;
    for (const listener of [...stateListeners]) listener(next);
  }

  function startCore(generation: number): void {
    change({ kind: 'starting', generation });
    let core: CoreProcess;
    try {
      core = deps.start();
    } catch (error) {
      log('core-ended', { generation, reason: 'start-failed', code: null, message: String(error) });
      restart(generation);
      return;
    }
    const mine: Watch = { core, generation, reason: 'exit', spoke: false, cancelTimer: () => {} };
    watch = mine;
    log('core-started', { generation, pid: core.pid ?? null });
    expectWithin(mine, timings.startMs, 'start-too-slow');
    core.onMessage((message) => heard(mine, message));
    core.onExit((code) => gone(mine, code));
  }

  function expectWithin(mine: Watch, limitMs: number, reason: CoreEnd): void {
    mine.cancelTimer();
    mine.cancelTimer = clock.after(limitMs, () => {
      mine.reason = reason;
      mine.core.kill();
      // A kill that has not worked yet is repeated: nothing starts beside a core that may still hold the database.
      expectWithin(mine, timings.stopMs, reason);
    });
  }

  function heard(mine: Watch, message: FromCore): void {
    if (watch !== mine) return;
    const up = mine.spoke || message.kind === 'phase' || message.kind === 'listening';
    if (up && mine.reason === 'exit' && ending === null) expectWithin(mine, timings.silenceMs, 'silence');
    if (up && !mine.spoke) {
      mine.spoke = true;
      if (ending === null) change({ kind: 'running', generation: mine.generation });
    }
    for (const listener of [...messageListeners]) listener(message);
  }

  function gone(mine: Watch, code: number | null): void {
    if (watch !== mine) return;
    mine.cancelTimer();
    watch = null;
    log('core-ended', { generation: mine.generation, reason: ending ? 'ordered' : mine.reason, code });
    if (ending !== null) {
      ending.finish();
    } else if (code === coreExit.refused) {
      pause('refused');
    } else if (code === coreExit.again) {
      startCore(mine.generation + 1);
    } else {
      restart(mine.generation);
    }
  }

  function restart(generation: number): void {
    const now = clock.monotonicMs();
    while (restartTimes[0] !== undefined && restartTimes[0] <= now - timings.budgetWindowMs)
      restartTimes.shift();
    if (restartTimes.length >= timings.budgetRestarts) {
      pause('budget');
      return;
    }
    restartTimes.push(now);
    startCore(generation + 1);
  }

  function pause(because: 'budget' | 'refused'): void {
    log('core-paused', { because });
    change({ kind: 'paused', because });
  }

  function stop(): Promise<void> {
    if (ending !== null) return ending.done;
    let finish = (): void => {};
    const done = new Promise<void>((settle) => {
      finish = () => {
        change({ kind: 'stopped' });
        settle();
      };
    });
    ending = { done, finish };
    if (watch === null) {
      finish();
    } else {
      watch.core.send({ kind: 'stop' });
      expectWithin(watch, timings.stopMs, 'silence');
    }
    return done;
  }

  startCore(1);

  return {
    state: () => state,
    subscribe: (listener) => addTo(stateListeners, listener),
    onMessage: (listener) => addTo(messageListeners, listener),
    send(message, ports) {
      if (watch === null) return false;
      watch.core.send(message, ports);
      return true;
    },
    stop,
  };
}

function addTo<T>(set: Set<T>, member: T): () => void {
  set.add(member);
  return () => set.delete(member);
}
