import { type ChildProcess, spawn } from 'node:child_process';
import type { Clock } from '../../../../../shared/clock.ts';
import { KioskFault } from '../../../../../shared/faults/index.ts';
import { scannerTimings } from '../scanner.machine.ts';

export interface ChildEnd {
  /** Null when a signal ended it. */
  readonly code: number | null;
}

/** A scanning program under our hand: lines out, answers in, and an end that always comes. */
export interface Child {
  readonly ended: Promise<ChildEnd>;
  say(text: string): void;
  /** No more answers: a batch ends by itself after the present page. */
  hangUp(): void;
  /** SIGINT to the whole group, SIGKILL when it does not listen. */
  stop(): void;
  /** It has said its last word: killed unless it ends within the grace (scanimage may hang in a back end's close). */
  expectEnd(): void;
}

/**
 * Starts a program with an argument array, never through a shell, in a process group of its own. `ended` rejects with
 * SCANNER_SUPPORT_MISSING when there is no such program.
 */
export function startChild(given: {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onOut: (line: string) => void;
  readonly onErr: (line: string) => void;
}): Child {
  const { clock, signal } = given;
  const child = spawn(given.program, given.args, {
    cwd: given.folder,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...given.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let cancelKill: () => void = () => {};

  function killAfterGrace(): void {
    cancelKill();
    cancelKill = clock.after(scannerTimings.endGraceMs, () => sendSignal(child, 'SIGKILL'));
  }

  function stop(): void {
    sendSignal(child, 'SIGINT');
    killAfterGrace();
  }

  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  splitLines(child.stdout, given.onOut);
  splitLines(child.stderr, given.onErr);
  // Writing to a program that has just ended is no failure of ours: its end says why.
  child.stdin.on('error', () => {});
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    child.once('error', (cause) => reject(new KioskFault('SCANNER_SUPPORT_MISSING', { cause })));
    child.once('close', (code) => resolve({ code }));
  }).finally(() => {
    cancelKill();
    signal.removeEventListener('abort', stop);
  });
  return {
    ended,
    say: (text) => child.stdin.write(text),
    hangUp: () => child.stdin.end(),
    stop,
    expectEnd: killAfterGrace,
  };
}

function sendSignal(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    // Windows knows neither groups nor SIGINT: there every signal ends the program at once.
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended in this moment.
  }
}

/** Longest line that is kept; a back end in trouble may write without end. */
const longestLine = 4_096;

/** Calls back per line; a carriage return ends a line too, as progress does. */
function splitLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r\n|\r|\n/);
    rest = (lines.pop() ?? '').slice(-longestLine);
    for (const line of lines) if (line !== '') onLine(line.slice(0, longestLine));
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
    rest = '';
  });
}
