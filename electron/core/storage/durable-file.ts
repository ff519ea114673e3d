import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Files with this ending are unfinished writes: swept when the store opens. */
export const unfinishedSuffix = '.tmp';

/**
 * Writes a file so that after the promise resolves it survives a power cut, and before that the old content (or
 * none) is what stands there: temporary name, fsync, rename, fsync of the folder. On failure nothing half-written stays.
 */
export async function writeFileDurably(filePath: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${filePath}${unfinishedSuffix}`;
  try {
    const file = await open(unfinished, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, filePath);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(filePath));
}

/**
 * As `writeFileDurably`, without leaving the thread: for a few kilobytes on which a person waits. Each of the eight steps
 * would else wait for a thread of the pool, which takes longer than the step.
 */
export function writeSmallFileDurably(filePath: string, bytes: Uint8Array): void {
  const unfinished = `${filePath}${unfinishedSuffix}`;
  try {
    const file = openSync(unfinished, 'w', 0o600);
    try {
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, filePath);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  if (process.platform === 'win32') return;
  const folder = openSync(path.dirname(filePath), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** A page at 200 dpi and what sealing adds to it; one for all, so that reading leaves nothing for the collector. */
const scratch = Buffer.alloc(512 * 1024);

/**
 * Gives the bytes of a file to `use`, which must not keep them. A small file is read without leaving the thread: each of the
 * four steps would else wait for a thread of the pool, which takes longer than the step (measured while draining the
 * queue: a third of the core's time).
 */
export async function withFileBytes<T>(filePath: string, use: (bytes: Buffer) => T): Promise<T> {
  const sizeBytes = readIntoScratch(filePath);
  return use(sizeBytes === null ? await readFile(filePath) : scratch.subarray(0, sizeBytes));
}

/** How many bytes it has; null when there are more than room is for. */
function readIntoScratch(filePath: string): number | null {
  const file = openSync(filePath, 'r');
  try {
    let sizeBytes = 0;
    while (sizeBytes < scratch.length) {
      const read = readSync(file, scratch, sizeBytes, scratch.length - sizeBytes, null);
      if (read === 0) return sizeBytes;
      sizeBytes += read;
    }
    return null;
  } finally {
    closeSync(file);
  }
}

/** Moves a finished file to its name and makes the name durable. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await syncFile(from);
  await rename(from, to);
  await syncFolder(path.dirname(to));
}

/** Appends and returns once the bytes are on the disk. */
export async function appendDurably(filePath: string, bytes: Uint8Array): Promise<void> {
  const file = await open(filePath, 'a', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(path.dirname(filePath));
}

/** Makes a folder that only our user may enter, and its name durable. */
export async function makeFolderDurably(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(path.dirname(made));
}

/** Removes a file and makes its absence durable; an absent file is fine. */
export async function removeDurably(filePath: string): Promise<void> {
  await rm(filePath, { force: true });
  await syncFolder(path.dirname(filePath));
}

export async function syncFile(filePath: string): Promise<void> {
  await syncAndClose(await open(filePath, 'r+'));
}

/** Makes renames and removals inside a folder durable. Windows has no such call: NTFS journals names itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await syncAndClose(await open(folder, 'r'));
}

async function syncAndClose(handle: FileHandle): Promise<void> {
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what writes left behind that a crash cut off, in this folder and `depth` levels below it. */
export async function sweepUnfinished(folder: string, depth: number): Promise<number> {
  let swept = 0;
  for (const entry of await listFolder(folder)) {
    const entryPath = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth > 0) swept += await sweepUnfinished(entryPath, depth - 1);
    } else if (/\.tmp(-wal|-shm|-journal)?$/.test(entry.name)) {
      await rm(entryPath, { force: true });
      swept += 1;
    }
  }
  return swept;
}

/** The entries of a folder; none when it does not exist. */
export async function listFolder(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Is this the operating system's error of that code? */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
