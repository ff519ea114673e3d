import { rm } from 'node:fs/promises';
import { KioskFault } from '../../../../shared/faults/index.ts';
import { awaitStorageFaults } from '../../storage/index.ts';
import type { PageFile, ScanJob, ScanOptions, ScanRun } from './scanner.port.ts';
import type { JobSpool } from './spool.ts';

/** The driver's side of one job, and what came of it. */
export interface RunningScan {
  readonly run: ScanRun;
  /** Pages the sink has. */
  stored(): number;
  /** Resolves when every page handed over is with the sink; rejects with what stopped the first that is not. */
  settled(): Promise<void>;
}

/**
 * Stores pages in order while the next one comes: at most one is on its way to the sink and one in the making, so
 * that memory and folder stay small however slow the sink is. When a page cannot be stored the driver is told to stop.
 */
export function createScanRun(deps: {
  readonly job: ScanJob;
  readonly spool: JobSpool;
  readonly options: ScanOptions;
  readonly pagesBefore: number;
}): RunningScan {
  const { job, spool, options } = deps;
  const stop = new AbortController();
  let ordinal = deps.pagesBefore;
  let stored = 0;
  let failure: { readonly error: unknown } | null = null;
  let storing: Promise<void> = Promise.resolve();

  function throwFailure(): void {
    if (failure !== null) throw failure.error;
  }

  async function store(file: PageFile, page: number): Promise<void> {
    try {
      const inspected = await inspectOrRemove(file, page);
      await spool.handOver(inspected, options.sink);
      stored += 1;
      options.onProgress({ kind: 'stored', page });
    } catch (error) {
      failure = { error };
      stop.abort();
    }
  }

  async function inspectOrRemove(file: PageFile, page: number) {
    try {
      return await awaitStorageFaults(spool.folder, () => spool.inspect(file, page));
    } catch (error) {
      // Not a page: nobody can use it, and it must not come back among the leftovers.
      if (isNoPage(error)) await rm(file.path, { force: true });
      throw error;
    }
  }

  return {
    run: {
      job,
      signal: AbortSignal.any([options.signal, stop.signal]),
      folder: spool.folder,
      pagesBefore: deps.pagesBefore,
      async page(file) {
        await storing;
        // Behind a page that was none, all sheets are laid down again: this one must not come back by itself.
        if (failure !== null && isNoPage(failure.error)) await rm(file.path, { force: true });
        throwFailure();
        ordinal += 1;
        storing = store(file, ordinal);
      },
      progress: options.onProgress,
    },
    stored: () => stored,
    async settled() {
      await storing;
      throwFailure();
    },
  };
}

function isNoPage(error: unknown): boolean {
  return error instanceof KioskFault && error.code.startsWith('SCANNER_PAGE_');
}
