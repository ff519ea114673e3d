import { spawn } from 'node:child_process';
import type { ShellLog } from './shell-log.ts';

/** How each system is asked; both need no password where the kiosk's user sits at the machine's own screen. */
const commands: Readonly<Partial<Record<NodeJS.Platform, readonly [program: string, ...args: string[]]>>> = {
  linux: ['systemctl', 'poweroff'],
  win32: ['shutdown', '/s', '/t', '3'],
};

/** Asks the operating system to turn the machine off. Whether it does is the system's; a refusal stands in the log. */
export function powerOff(log: ShellLog): void {
  const [program, ...args] = commands[process.platform] ?? [];
  if (program === undefined) return;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', (error) => log('power-off-refused', { error: error.name }));
  child.unref();
}
