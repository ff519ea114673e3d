import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** One log file may grow to this size before the next begins. */
const largestFileBytes = 4 * 1024 * 1024;
/** So many older files stay: enough for weeks, too little to fill a disk. */
const olderFiles = 4;

/**
 * The kiosk's log as files of bounded size in a folder (`core.log`, `core.1.log`, …). Logging never stops the kiosk:
 * a line that cannot be written is dropped.
 */
export function openLogFile(folder: string): { write(line: string): void } {
  const current = path.join(folder, 'core.log');
  const older = (index: number): string => path.join(folder, `core.${index}.log`);
  let file: number | null = null;
  let sizeBytes = 0;

  function open(): number {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opened = openSync(current, 'a', 0o600);
    sizeBytes = fstatSync(opened).size;
    return opened;
  }

  function rotate(): void {
    if (file !== null) closeSync(file);
    file = null;
    rmSync(older(olderFiles), { force: true });
    for (let index = olderFiles - 1; index >= 1; index -= 1) moveIfThere(older(index), older(index + 1));
    moveIfThere(current, older(1));
  }

  return {
    write(line) {
      try {
        if (sizeBytes > largestFileBytes) rotate();
        file ??= open();
        sizeBytes += writeSync(file, line);
      } catch {
        // A full or read-only disk is reported where data is written; a log line is not worth stopping for.
        file = null;
      }
    },
  };
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
