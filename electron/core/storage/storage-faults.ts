import { accessSync, constants, statfsSync } from 'node:fs';
import { type FaultCode, isKioskFault, KioskFault } from '../../../shared/faults/index.ts';

/** With less than this a file system counts as full: SQLite's own scratch files need as much. */
const fullBelowBytes = 64 * 1024;

/**
 * Translates an error of the disk or of SQLite into the fault that a person can act on; anything unknown comes
 * back unchanged, because it is a defect. `folder` is where the write went: vague I/O errors are settled by asking
 * its file system.
 */
export function asStorageFault(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || isKioskFault(error)) return error;
  const code = faultOf('code' in error ? String(error.code) : '', folder);
  return code === null ? error : new KioskFault(code, { cause: error, details: errorDetails(error) });
}

/** Runs the work and translates what it throws. */
export function withStorageFaults<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStorageFault(error, folder);
  }
}

/** As `withStorageFaults`, for work that takes its time. */
export async function awaitStorageFaults<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStorageFault(error, folder);
  }
}

function errorDetails(error: Error): { readonly cause: string } {
  return { cause: 'code' in error ? String(error.code) : error.name };
}

function faultOf(code: string, folder: string): FaultCode | null {
  if (['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code)) return 'DISK_FULL';
  if (['EROFS', 'EACCES', 'EPERM'].includes(code) || code.startsWith('SQLITE_READONLY'))
    return 'DISK_READ_ONLY';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'DATABASE_DAMAGED';
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) return askFileSystem(folder);
  return null;
}

function askFileSystem(folder: string): FaultCode | null {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < fullBelowBytes ? 'DISK_FULL' : null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? 'DISK_READ_ONLY' : null;
  }
}
