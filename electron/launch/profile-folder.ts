import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const prefix = 'mot-cua-kiosk-page-';

/** Magic number of tmpfs (statfs(2)): what lies there is gone with the power. */
const tmpfs = 0x01021994;

/** A browser's profile with its smallest cache stays well below this. */
const neededBytes = 200 * 1024 * 1024;

/**
 * A fresh folder for a browser's profile, in memory where the machine has room for it there, on the disk otherwise. What
 * a launch that was killed left behind is removed first.
 */
export function makeProfileFolder(): string {
  for (const place of [...memoryPlaces(), os.tmpdir()]) removeOrphans(place);
  const place = memoryPlaces().find(hasRoom) ?? os.tmpdir();
  return mkdtempSync(path.join(place, `${prefix}${process.pid}-`));
}

export function removeProfileFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

function memoryPlaces(): readonly string[] {
  const runtime = process.env.XDG_RUNTIME_DIR;
  return [...(runtime === undefined ? [] : [runtime]), '/dev/shm'].filter((place) => {
    try {
      accessSync(place, constants.W_OK);
      return statfsSync(place).type === tmpfs;
    } catch {
      return false; // this machine has no such place
    }
  });
}

function hasRoom(place: string): boolean {
  const { bavail, bsize } = statfsSync(place);
  return bavail * bsize >= neededBytes;
}

function removeOrphans(place: string): void {
  for (const name of readdirSync(place)) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number(name.slice(prefix.length).split('-')[0]);
    if (owner !== process.pid && !isAlive(owner)) removeProfileFolder(path.join(place, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
