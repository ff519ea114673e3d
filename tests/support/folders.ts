import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Makes a folder of its own under the system's temporary folder; the caller removes it. */
export function makeFolder(purpose: string): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), `kiosk-${purpose}-`));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs the work in a folder of its own that is gone afterwards. */
export async function withFolder<T>(purpose: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder(purpose);
  try {
    return await work(folder.path);
  } finally {
    folder.remove();
  }
}
