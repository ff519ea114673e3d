import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { assertDefined } from '../../../../shared/assert.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import { writeFileDurably } from '../../storage/index.ts';
import { readImageHeader } from './image-header.ts';
import { readPageFileName } from './page-file.ts';
import type {
  AreaMm,
  Leftover,
  PageFile,
  PageSink,
  ScanJob,
  ScannedPage,
  ScanReference,
} from './scanner.port.ts';

/** What one page may be. Beyond it a picture is refused by its header, before anything decodes it. */
export interface PageLimits {
  /** A3 at 600 dpi has 70 million pixels; far beyond it is a fault or an attack. */
  readonly pixels: number;
  /** The same A3 raw in colour, with room. */
  readonly bytes: number;
}

export const usualPageLimits: PageLimits = { pixels: 150_000_000, bytes: 512 * 1024 * 1024 };

const jobFile = 'job.json';
const jobSchema = z.object({
  jobId: z.string(),
  reference: z.object({ dossierId: z.string(), componentId: z.string() }),
});

/** The folder of pages on their way from the scanner to the vault: one subfolder per job, with whose it is. */
export interface Spool {
  open(job: ScanJob): Promise<JobSpool>;
  /** Whole pages of jobs that are not open; folders without any are removed. */
  leftovers(): Promise<readonly Leftover[]>;
}

export interface JobSpool {
  readonly folder: string;
  /** Looks at a finished file from outside; rejects with SCANNER_PAGE_BROKEN or SCANNER_PAGE_TOO_LARGE. */
  inspect(file: PageFile, ordinal: number): Promise<ScannedPage>;
  /** Gives the page away; its file is gone when the sink has it. */
  handOver(page: ScannedPage, sink: PageSink): Promise<void>;
  /** Removes the folder unless whole pages are left in it. */
  close(): Promise<void>;
}

export function createSpool(deps: { readonly folder: string; readonly limits: PageLimits }): Spool {
  const open = new Set<string>();

  return {
    async open(job) {
      // Two runs of one job (after a jam) never share a folder: the first may still hold a page.
      const folder = path.join(deps.folder, `${job.id}.${randomUUID().slice(0, 8)}`);
      // Known as open before it exists, so that nobody tidies it away in between.
      open.add(folder);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const text = JSON.stringify({ jobId: job.id, reference: job.reference });
      await writeFileDurably(path.join(folder, jobFile), new TextEncoder().encode(text));
      return {
        folder,
        inspect: (file, ordinal) => inspect({ file, ordinal, job, limits: deps.limits }),
        handOver,
        async close() {
          open.delete(folder);
          if ((await wholePages(folder)).length === 0) await rm(folder, { recursive: true, force: true });
        },
      };
    },
    async leftovers() {
      const found: Leftover[] = [];
      for (const name of await namesIn(deps.folder)) {
        const folder = path.join(deps.folder, name);
        if (open.has(folder)) continue;
        const files = await wholePages(folder);
        const job = files.length === 0 ? null : await readJob(folder);
        if (job === null) await rm(folder, { recursive: true, force: true });
        else found.push(leftover({ folder, job, files, limits: deps.limits }));
      }
      return found;
    },
  };
}

async function inspect(given: {
  readonly file: PageFile;
  readonly ordinal: number;
  readonly job: { readonly id: string; readonly reference: ScanReference };
  readonly limits: PageLimits;
}): Promise<ScannedPage> {
  const { file, ordinal, job, limits } = given;
  const { size: sizeBytes } = await stat(file.path);
  if (sizeBytes > limits.bytes) {
    throw new KioskFault('SCANNER_PAGE_TOO_LARGE', { details: { page: ordinal, sizeBytes } });
  }
  const header = await readImageHeader(file.path);
  if (header === null || !header.isWhole || header.widthPx === 0 || header.heightPx === 0) {
    const is = header === null ? 'unknown' : header.format;
    throw new KioskFault('SCANNER_PAGE_BROKEN', { details: { page: ordinal, sizeBytes, is } });
  }
  const { format, widthPx, heightPx } = header;
  if (widthPx !== null && heightPx !== null && widthPx * heightPx > limits.pixels) {
    throw new KioskFault('SCANNER_PAGE_TOO_LARGE', { details: { page: ordinal, widthPx, heightPx } });
  }
  const dpi = trueDpi(widthPx, file.dpi, header.dpi, file.area);
  const { reference } = job;
  return {
    jobId: job.id,
    reference,
    ordinal,
    format,
    sizeBytes,
    widthPx,
    heightPx,
    dpi,
    path: file.path,
  };
}

/** Scanners deliver other resolutions than asked for, and files lie about theirs: the paper's width decides. */
function trueDpi(
  widthPx: number | null,
  asked: number | null,
  written: number | null,
  area: AreaMm | null,
): number | null {
  if (asked === null || written === null || asked === written) return asked ?? written;
  if (widthPx === null || area === null) return asked;
  const measured = (widthPx * 25.4) / area.widthMm;
  return Math.abs(measured - written) < Math.abs(measured - asked) ? written : asked;
}

async function handOver(page: ScannedPage, sink: PageSink): Promise<void> {
  await sink.accept(page);
  await rm(page.path, { force: true });
}

/** Page files by their number. What has another name is still being written, or was refused. */
async function wholePages(folder: string): Promise<readonly string[]> {
  return (await namesIn(folder)).filter((name) => readPageFileName(name) !== null);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    // No folder, no pages; one that may not be read shows when the next job is opened.
    return [];
  }
}

async function readJob(folder: string): Promise<z.infer<typeof jobSchema> | null> {
  try {
    return jobSchema.parse(JSON.parse(await readFile(path.join(folder, jobFile), 'utf8')));
  } catch {
    // Without a name on it nobody can be given these pages; it was cut off before its first page.
    return null;
  }
}

function leftover(given: {
  readonly folder: string;
  readonly job: z.infer<typeof jobSchema>;
  readonly files: readonly string[];
  readonly limits: PageLimits;
}): Leftover {
  const { folder, job, files, limits } = given;
  return {
    jobId: job.jobId,
    reference: job.reference,
    pages: files.length,
    async handOver(sink) {
      for (const name of files) {
        const { ordinal, dpi } = assertDefined(readPageFileName(name), 'page number');
        const file = { path: path.join(folder, name), dpi, area: null };
        const owner = { id: job.jobId, reference: job.reference };
        await handOver(await inspect({ file, ordinal, job: owner, limits }), sink);
      }
      await rm(folder, { recursive: true, force: true });
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}
