import type { ChildProcess } from 'node:child_process';

/** Kills a child that was spawned `detached`, with every helper it started. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody of the group is left.
  }
}
