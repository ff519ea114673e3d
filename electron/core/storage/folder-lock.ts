import path from 'node:path';
import Database from 'better-sqlite3';
import { KioskFault } from '../../../shared/faults/index.ts';
import { isErrno } from './durable-file.ts';
import { withStorageFaults } from './storage-faults.ts';

/** Held while a program works on the data folder. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this program or throws DATA_FOLDER_IN_USE. The lock is SQLite's own file lock on an
 * empty file of its own, so the operating system drops it when the program is killed: there is no stale lock.
 * Never open that file by other means in the same process: POSIX drops the lock when any handle on it is closed.
 */
export function takeFolderLock(lockPath: string, mode: 'exclusive' | 'shared'): FolderLock {
  return withStorageFaults(path.dirname(lockPath), () => {
    const holder = new Database(lockPath, { timeout: 0 });
    try {
      // Without it SQLite would leave a journal beside the lock when the program is killed.
      holder.pragma('journal_mode = MEMORY');
      // A read inside a transaction holds SQLite's shared lock until it ends.
      holder.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT 1 FROM sqlite_schema');
    } catch (error) {
      holder.close();
      if (isErrno(error, 'SQLITE_BUSY')) throw new KioskFault('DATA_FOLDER_IN_USE', { cause: error });
      throw error;
    }
    return { release: () => void holder.close() };
  });
}
