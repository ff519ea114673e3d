import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A script as a process of its own that says one line when it is ready and ends when its standard input does. */
export interface Program {
  readonly firstLine: Promise<string>;
  end(): Promise<void>;
}

export function startProgram(script: string, ...args: readonly string[]): Program {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  return {
    firstLine: once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)),
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
