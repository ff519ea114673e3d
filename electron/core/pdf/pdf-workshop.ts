import { Worker } from 'node:worker_threads';
import { unreachable } from '../../../shared/assert.ts';
import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { DrawingKind } from './drawing-kind.ts';
import type { DrawReply, DrawRequest, ThreadData } from './thread-messages.ts';

/** Draws papers in a thread of its own, so that the core answers the page meanwhile. */
export interface PdfWorkshop {
  /**
   * One paper as a PDF; papers are drawn one after the other. Raises what the drawing raises
   * (PAPER_FORM_FONT_MISSING), and PAPER_NOT_DRAWN when the thread died, took too long or has too much waiting.
   */
  draw<Input>(kind: DrawingKind<Input>, input: Input): Promise<Uint8Array>;
  /** Ends the thread; what was still to be drawn is refused with PAPER_NOT_DRAWN. */
  close(): Promise<void>;
}

const timings = {
  /** The longest dossier takes about 2 s on the slowest machine; what takes this long will never end. */
  drawingMs: 30_000,
  /** After this long without a paper the thread ends and gives its 60 MB back. */
  idleMs: 120_000,
} as const;

/** One kiosk has one person and a few officers: more than this is a fault somewhere else. */
const mostWaiting = 16;

/** A paper far too large ends its thread, never the core. */
const mostMemoryMb = 512;

interface Job {
  readonly request: DrawRequest;
  resolve(pdf: Uint8Array): void;
  reject(error: Error): void;
}

/** `workerPath` is the file that calls `serveDrawings`: the source file, or its bundle beside the core's. */
export function createPdfWorkshop(deps: {
  readonly workerPath: string;
  readonly fontsDir: string;
  readonly clock: Clock;
}): PdfWorkshop {
  const waiting: Job[] = [];
  let thread: Worker | null = null;
  let drawing: Job | null = null;
  let cancelTimer: () => void = () => {};
  let isClosed = false;

  function startThread(): Worker {
    const data: ThreadData = { fontsDir: deps.fontsDir };
    const started = new Worker(deps.workerPath, {
      workerData: data,
      // Flags of whoever runs the core (a test runner, a debugger) are not meant for the thread.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
    });
    started.on('message', (reply: DrawReply) => finish(started, (job) => settle(job, reply)));
    // 'exit' follows and refuses the paper in work; without a listener the core would die with the thread.
    started.on('error', () => {});
    started.on('exit', () => {
      if (thread === started) thread = null;
      finish(started, (job) =>
        job.reject(new KioskFault('PAPER_NOT_DRAWN', { details: { reason: 'died' } })),
      );
    });
    return started;
  }

  /** Ends the paper in work and takes the next; a thread that was already replaced has nothing to say. */
  function finish(from: Worker, end: (job: Job) => void): void {
    if (drawing === null || (thread !== null && thread !== from)) return;
    const job = drawing;
    drawing = null;
    cancelTimer();
    end(job);
    drawNext();
  }

  function drawNext(): void {
    if (drawing !== null || isClosed) return;
    const next = waiting.shift();
    if (next === undefined) {
      thread?.unref(); // an idle thread holds nobody's exit up
      cancelTimer = deps.clock.after(timings.idleMs, () => void endThread());
      return;
    }
    cancelTimer();
    drawing = next;
    thread ??= startThread();
    const used = thread;
    used.ref();
    cancelTimer = deps.clock.after(timings.drawingMs, () => {
      thread = null;
      void used.terminate();
      finish(used, (job) =>
        job.reject(new KioskFault('PAPER_NOT_DRAWN', { details: { reason: 'too long' } })),
      );
    });
    used.postMessage(next.request);
  }

  async function endThread(): Promise<void> {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  }

  return {
    draw(kind, input) {
      return new Promise((resolve, reject) => {
        if (isClosed || waiting.length >= mostWaiting) {
          const reason = isClosed ? 'closed' : 'too many';
          reject(new KioskFault('PAPER_NOT_DRAWN', { details: { reason } }));
          return;
        }
        waiting.push({ request: { kind: kind.name, input }, resolve, reject });
        drawNext();
      });
    },
    async close() {
      isClosed = true;
      cancelTimer();
      const open = drawing === null ? waiting.splice(0) : [drawing, ...waiting.splice(0)];
      drawing = null;
      for (const job of open)
        job.reject(new KioskFault('PAPER_NOT_DRAWN', { details: { reason: 'closed' } }));
      await endThread();
    },
  };
}

function settle(job: Job, reply: DrawReply): void {
  switch (reply.kind) {
    case 'drawn':
      job.resolve(reply.pdf);
      return;
    case 'fault':
      job.reject(new KioskFault(reply.code, { details: reply.details }));
      return;
    case 'defect': {
      // Its message stays behind in the thread: it may quote what a person typed.
      const defect = new Error(`drawing failed: ${reply.name}`);
      defect.stack = reply.stack.replace(/^[^\n]*/u, `Error: ${defect.message}`);
      job.reject(defect);
      return;
    }
    default:
      unreachable(reply);
  }
}
