import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isErrno, writeFileDurably } from './durable-file.ts';
import { awaitStorageFaults } from './storage-faults.ts';
import { createTurns } from './turns.ts';

/** So many numbers are marked at once: one more write on the disk in a hundred dossiers. */
const markedAhead = 100;
/** Left out when nobody knows how far the codes went: more than a kiosk gives between two backups. */
const unknownGap = 10_000;

/**
 * How far temporary codes may have gone, in a file beside the database: a restored database is older than it, and the
 * manifests of erased dossiers are gone.
 */
export interface CodeMark {
  /** Resolves once the file says that `number` may be in use. */
  cover(number: number): Promise<void>;
  /** The number above which a restored kiosk counts on, when the database and the manifests know `known`. */
  countOnFrom(known: number): Promise<number>;
}

/** A mark that is gone or cannot be read says nothing. */
export function createCodeMark(markPath: string): CodeMark {
  let covered: number | null = null;
  const turns = createTurns();
  async function read(): Promise<number | null> {
    try {
      const text = await readFile(markPath, 'utf8');
      return /^\d{1,9}\n$/.test(text) ? Number(text) : null;
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return null;
      throw error;
    }
  }
  return {
    cover: (number) =>
      turns.take('mark', async () => {
        covered ??= (await read()) ?? 0;
        if (number <= covered) return;
        const upTo = number + markedAhead - 1;
        await awaitStorageFaults(path.dirname(markPath), () =>
          writeFileDurably(markPath, Buffer.from(`${upTo}\n`)),
        );
        covered = upTo;
      }),
    async countOnFrom(known) {
      const marked = await read();
      if (marked !== null) return Math.max(known, marked);
      return known === 0 ? 0 : known + unknownGap;
    },
  };
}
