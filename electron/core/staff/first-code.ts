import { randomInt, timingSafeEqual } from 'node:crypto';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeSmallFileDurably } from '../storage/index.ts';

/** The secret that makes the first supervisor of a production kiosk, for whoever may read its data folder. */
export interface FirstCode {
  matches(typed: string): boolean;
  /** The first supervisor stands: nobody needs the code any more. */
  remove(): void;
}

/** Beside the database, where the technician of this machine finds it. */
export const firstCodeFile = 'first-supervisor-code.txt';

/**
 * Keeps the code in a file that only the service user reads. A code that was noted down holds until it is used: a
 * restart changes it only when the file is gone or damaged.
 */
export function keepFirstCode(dataDir: string): FirstCode {
  const codePath = path.join(dataDir, firstCodeFile);
  const code = findCode(codePath) ?? makeCode(codePath);
  return {
    matches: (typed) =>
      typed.length === code.length && timingSafeEqual(Buffer.from(typed), Buffer.from(code)),
    remove: () => removeFirstCode(dataDir),
  };
}

/** Takes a code away that a restored or older kiosk left behind. */
export function removeFirstCode(dataDir: string): void {
  rmSync(path.join(dataDir, firstCodeFile), { force: true });
}

function findCode(codePath: string): string | null {
  try {
    const code = readFileSync(codePath, 'utf8').trim();
    if (!/^\d{6}$/.test(code)) return null;
    // Whoever copied the folder may have opened it to all.
    chmodSync(codePath, 0o600);
    return code;
  } catch {
    return null; // none yet, or not readable: a new one takes its place
  }
}

function makeCode(codePath: string): string {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  writeSmallFileDurably(codePath, Buffer.from(`${code}\n`));
  return code;
}
