import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../../../shared/clock.ts';
import { KioskFault } from '../../../../../shared/faults/index.ts';
import { makeFolderDurably, writeFileDurably } from '../../../storage/index.ts';
import { type Printer, papers } from '../printer.port.ts';

/**
 * "Prints" PDF files into a folder: the embedded printer of the demo, and a way out where an office prints from
 * another machine. A file counts as printed when it has been read back from the disk byte for byte.
 */
export function createFolderPrinter(deps: { readonly folder: string; readonly clock: Clock }): Printer {
  const id = 'folder';
  let lastNumber = 0;
  return {
    id,
    papers,
    async print(job) {
      const stamp = new Date(deps.clock.now()).toISOString().replace(/[:.]/g, '-');
      lastNumber += 1;
      const file = path.join(deps.folder, `${stamp}-${lastNumber}-${job.name}-${job.paper}.pdf`);
      try {
        await makeFolderDurably(deps.folder);
        await writeFileDurably(file, job.pdf);
        const back = await readFile(file);
        if (sha256(back) !== sha256(job.pdf))
          throw new KioskFault('PRINTER_FAILED', { details: { printer: id } });
      } catch (cause) {
        if (cause instanceof KioskFault) throw cause;
        throw new KioskFault('PRINTER_FAILED', { details: { printer: id }, cause });
      }
      return { printer: id, confirmedAt: deps.clock.now() };
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
