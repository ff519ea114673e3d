import { Worker } from 'node:worker_threads';
import { unreachable } from '../../../shared/assert.ts';
import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { PaperWork, ThreadData, WorkKind, WorkReply, WorkRequest } from './thread-messages.ts';

/** A thread that does one piece of work after the other, and is replaced when it fails. */
export interface WorkThread {
  /**
   * Raises what the work raises, and PAGE_NOT_CHECKED when the thread died, took too long or has too much waiting.
   * `handOver` are buffers that the caller gives away.
   */
  ask<Kind extends WorkKind>(
    kind: Kind,
    input: PaperWork[Kind]['takes'],
    handOver?: readonly ArrayBuffer[],
  ): Promise<PaperWork[Kind]['gives']>;
  /** Refuses what is waiting with PAGE_NOT_CHECKED and ends the thread once it is done with what it has. */
  close(): Promise<void>;
}

const timings = {
  /** The slowest page takes 3 s on the slowest machine; what takes this long will never end. */
  workMs: 30_000,
  /** After this long without a page the thread ends and gives its memory back. */
  idleMs: 120_000,
} as const;

/** A feeder brings a page in 1.5 s, looking takes half of that: more than this is a fault somewhere else. */
const mostWaiting = 64;

/** Only JavaScript's own memory; pixels are limited by their number (resources/scanning/quality.json). */
const mostMemoryMb = 256;
/** Small, so that the pixels of pages that are done with are found and given back soon. */
const youngMemoryMb = 4;

interface Job {
  readonly request: WorkRequest;
  readonly handOver: readonly ArrayBuffer[];
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Work that is all JavaScript: its thread may be ended at any moment. */
const endable: readonly WorkKind[] = ['prove-pdf', 'inspect-pdf'];

/** `workerPath` is the file that calls `serveWork`: the source file, or its bundle beside the core's. */
export function createWorkThread(deps: {
  readonly workerPath: string;
  readonly data: ThreadData;
  readonly clock: Clock;
  /** Loads what the thread's native code needs to stay loaded for as long as the process lives. */
  readonly keepLoaded: () => Promise<unknown>;
}): WorkThread {
  const waiting: Job[] = [];
  let thread: Worker | null = null;
  let working: Job | null = null;
  let cancelTimer: () => void = () => {};
  let isClosed = false;
  let loaded: Promise<unknown> | null = null;

  function startThread(): Worker {
    const started = new Worker(deps.workerPath, {
      workerData: deps.data,
      // Flags of whoever runs the core (a test runner, a debugger) are not meant for the thread.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb, maxYoungGenerationSizeMb: youngMemoryMb },
    });
    started.on('message', (reply: WorkReply) => finish(started, (job) => settle(job, reply)));
    // Without a listener the core would die with the thread; 'exit' follows and refuses the work.
    let cause: unknown;
    started.on('error', (error) => {
      cause = error;
    });
    started.on('exit', () => {
      if (thread === started) thread = null;
      finish(started, (job) => job.reject(notChecked('died', cause)));
    });
    return started;
  }

  /** Ends the piece of work and takes the next; a thread that was already replaced has nothing to say. */
  function finish(from: Worker, end: (job: Job) => void): void {
    if (working === null || (thread !== null && thread !== from)) return;
    const job = working;
    working = null;
    cancelTimer();
    end(job);
    workNext();
  }

  function workNext(): void {
    if (working !== null || isClosed) return;
    const next = waiting.shift();
    if (next === undefined) {
      thread?.unref(); // an idle thread holds nobody's exit up
      cancelTimer = deps.clock.after(timings.idleMs, () => void endIdleThread());
      return;
    }
    cancelTimer();
    working = next;
    thread ??= startThread();
    const used = thread;
    used.ref();
    cancelTimer = deps.clock.after(timings.workMs, () => {
      thread = null;
      leave(used, next.request.kind);
      finish(used, (job) => job.reject(notChecked('too long')));
    });
    used.postMessage(next.request, [...next.handOver]);
  }

  async function endIdleThread(): Promise<void> {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  }

  return {
    async ask(kind, input, handOver = []) {
      if (isClosed || waiting.length >= mostWaiting) throw notChecked(isClosed ? 'closed' : 'too many');
      // glibc unloads a library with the last thread that loaded it, under the feet of the others (sharp#2263).
      loaded ??= deps.keepLoaded();
      await loaded;
      const result = await new Promise<unknown>((resolve, reject) => {
        if (isClosed) return reject(notChecked('closed'));
        waiting.push({ request: { kind, input }, handOver, resolve, reject });
        workNext();
      });
      return result as PaperWork[typeof kind]['gives']; // the thread answers each kind with its own result
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      cancelTimer();
      const open = working;
      working = null;
      const ended = thread;
      thread = null;
      for (const job of [...(open === null ? [] : [open]), ...waiting.splice(0)])
        job.reject(notChecked('closed'));
      if (ended === null) return;
      if (open !== null && !endable.includes(open.request.kind)) await untilAnswered(ended, deps.clock);
      await ended.terminate();
    },
  };
}

/**
 * Ending a thread in the middle of native work takes the whole process down (sharp#2263): it is left alone and ends
 * itself, because the work has a time limit of its own.
 */
function leave(thread: Worker, kind: WorkKind): void {
  thread.unref();
  if (endable.includes(kind)) void thread.terminate();
  else thread.once('message', () => void thread.terminate());
}

function untilAnswered(thread: Worker, clock: Clock): Promise<void> {
  return new Promise((settle) => {
    const cancel = clock.after(timings.workMs, () => {
      thread.unref();
      settle();
    });
    const done = (): void => {
      cancel();
      settle();
    };
    thread.once('message', done);
    thread.once('exit', done);
  });
}

function notChecked(reason: string, cause?: unknown): KioskFault {
  return new KioskFault('PAGE_NOT_CHECKED', { details: { reason }, cause });
}

function settle(job: Job, reply: WorkReply): void {
  switch (reply.kind) {
    case 'done':
      job.resolve(reply.result);
      return;
    case 'fault':
      job.reject(new KioskFault(reply.code, { details: reply.details }));
      return;
    case 'defect': {
      const defect = new Error(`paper work failed: ${reply.name}`);
      defect.stack = reply.stack.replace(/^[^\n]*/u, `Error: ${defect.message}`);
      job.reject(defect);
      return;
    }
    default:
      unreachable(reply);
  }
}
