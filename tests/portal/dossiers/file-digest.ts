import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** One for all files, so that looking at thousands of them leaves nothing for the collector. */
const scratch = Buffer.alloc(256 * 1024);

/** Size and SHA-256 of a file as it lies on the disk. */
export function digestFile(filePath: string): { readonly sizeBytes: number; readonly sha256: string } {
  const hash = createHash('sha256');
  const file = openSync(filePath, 'r');
  try {
    let sizeBytes = 0;
    for (;;) {
      const read = readSync(file, scratch);
      if (read === 0) return { sizeBytes, sha256: hash.digest('hex') };
      hash.update(scratch.subarray(0, read));
      sizeBytes += read;
    }
  } finally {
    closeSync(file);
  }
}
