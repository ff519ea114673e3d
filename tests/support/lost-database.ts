import { rmSync } from 'node:fs';
import path from 'node:path';
import { runCommandLine } from '../../electron/core/command-line.ts';
import type { Place } from '../faults/storage-place.ts';

/** The disk lost the database and nothing beside it. */
export function loseDatabase(place: Place): void {
  for (const name of ['kiosk.db', 'kiosk.db-wal', 'kiosk.db-shm'])
    rmSync(path.join(place.dataDir, name), { force: true });
}

/** `npm run kiosk -- rebuild` on this place. */
export async function rebuild(place: Place): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const args = ['rebuild', '--data-dir', place.dataDir, '--key-file', place.keyPath];
  const code = await runCommandLine(args, { write: (text) => void said.push(text) });
  return { code, said: said.join('') };
}
