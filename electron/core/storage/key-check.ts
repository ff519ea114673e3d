import { readFile } from 'node:fs/promises';
import type { Sensitive } from '../../../shared/sensitive.ts';
import { isErrno, writeFileDurably } from './durable-file.ts';
import { SealBroken, seal, unseal } from './seal.ts';

/** What the key check says of a key: `unknown` when the check itself is gone. */
export type KeyVerdict = 'right' | 'wrong' | 'unknown';

const place = { magic: 'MCKC', place: 'key-check' } as const;
const constant = Buffer.from('mot-cua-kiosk');

/** SQLite answers SQLITE_NOTADB for a wrong key and for a damaged file alike; this file tells them apart. */
export async function checkKey(checkPath: string, key: Sensitive<Buffer>): Promise<KeyVerdict> {
  try {
    unseal(key, place, await readFile(checkPath));
    return 'right';
  } catch (error) {
    if (error instanceof SealBroken) return 'wrong';
    if (isErrno(error, 'ENOENT')) return 'unknown';
    throw error;
  }
}

/** Leaves the check for a key that is known to be right. */
export function writeKeyCheck(checkPath: string, key: Sensitive<Buffer>): Promise<void> {
  return writeFileDurably(checkPath, seal(key, place, constant));
}
