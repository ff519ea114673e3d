import { randomFillSync } from 'node:crypto';
import { statSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import { makeFolderDurably, removeDurably } from './durable-file.ts';
import { awaitStorageFaults } from './storage-faults.ts';

/** Space on the disk, so that nothing begun is ever stopped by its end. */
export interface DiskBudget {
  /** What the file system still has for this user; the reserve is not part of it. */
  freeBytes(): Promise<number>;
  /** Raises DISK_LOW when there is too little left to begin another dossier. */
  assertRoomForNew(): Promise<void>;
  /** Does what belongs to a begun dossier: when the disk is full, the reserve is given back and it is done again. */
  finishBegun<T>(work: () => Promise<T>): Promise<T>;
  /** Puts the reserve aside where there is room for it; at the start, and from time to time. Gives whether it stands. */
  refill(): Promise<boolean>;
}

const chunkBytes = 1024 * 1024;

/**
 * `newNeedsBytes` must be free for a new dossier; `reserveBytes` lie in a file of random bytes (nothing that a file system
 * could pack) until they are needed.
 */
export function createDiskBudget(deps: {
  readonly reservePath: string;
  readonly reserveBytes: number;
  readonly newNeedsBytes: number;
  readonly onReserveGiven?: () => void;
}): DiskBudget {
  const { reservePath, reserveBytes, newNeedsBytes } = deps;
  const folder = path.dirname(reservePath);

  async function freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  }

  function reserveSize(): number {
    return statSync(reservePath, { throwIfNoEntry: false })?.size ?? 0;
  }

  async function giveReserve(): Promise<boolean> {
    if (reserveSize() === 0) return false;
    await removeDurably(reservePath);
    deps.onReserveGiven?.();
    return true;
  }

  async function fill(): Promise<void> {
    const file = await open(reservePath, 'w', 0o600);
    try {
      const chunk = randomFillSync(Buffer.alloc(Math.min(chunkBytes, reserveBytes)));
      for (let left = reserveBytes; left > 0; left -= chunk.length)
        await file.writeFile(chunk.subarray(0, Math.min(left, chunk.length)));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  return {
    freeBytes,
    assertRoomForNew: () =>
      awaitStorageFaults(folder, async () => {
        const free = await freeBytes();
        if (free >= newNeedsBytes && reserveSize() >= reserveBytes) return;
        // Without its reserve a begun dossier could not be finished: what is free must do for both.
        if (free >= newNeedsBytes + reserveBytes) return;
        throw new KioskFault('DISK_LOW', { details: { freeMegabytes: Math.floor(free / 1e6) } });
      }),
    async finishBegun(work) {
      try {
        return await work();
      } catch (error) {
        const isFull = isKioskFault(error) && error.code === 'DISK_FULL';
        if (!isFull || !(await giveReserve())) throw error;
        return await work();
      }
    },
    refill: () =>
      awaitStorageFaults(folder, async () => {
        if (reserveSize() >= reserveBytes) return true;
        await makeFolderDurably(folder);
        if ((await freeBytes()) < newNeedsBytes + reserveBytes) return false;
        try {
          await fill();
        } catch (error) {
          await rm(reservePath, { force: true });
          throw error;
        }
        return true;
      }),
  };
}
