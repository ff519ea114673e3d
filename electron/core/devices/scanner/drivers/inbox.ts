import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../../../shared/clock.ts';
import { KioskFault } from '../../../../../shared/faults/index.ts';
import type { Log } from '../../../diagnostics/index.ts';
import { readImageHeader } from '../image-header.ts';
import { pageFileName } from '../page-file.ts';
import type { ScanEnd, ScannerDriver, ScanRun } from '../scanner.port.ts';
import type { PageLimits } from '../spool.ts';
import { wait } from '../wait.ts';

/** A file that kept size and time this long is complete: copying over a network stalls for less. */
const stableMs = 400;

/** Folders inside the inbox, which is theirs who watch over it. */
const rejectedFolder = 'rejected';
const leftBehindFolder = 'left-behind';

/** A file that is being taken; after a crash it is paper in the inbox again. */
const takenPrefix = '.taken-';

/** A file that was put into the inbox and is no page. */
export interface RejectedFile {
  readonly code: 'INBOX_FILE_REJECTED';
  readonly reason: 'unknown' | 'broken' | 'too-large';
}

/**
 * A watched folder as a scanner: pictures and PDFs that a scan program, a phone or the demo's dock puts there are the
 * paper in its feeder, in the order of their names. A file is taken by a rename once it has stopped growing, and its
 * bytes are never changed; what is no page goes to `rejected/` and is told.
 */
export function createInboxDriver(deps: {
  readonly folder: string;
  readonly limits: PageLimits;
  readonly onRejected: (file: RejectedFile) => void;
  readonly clock: Clock;
  readonly log: Log;
}): ScannerDriver {
  const { folder, clock, log } = deps;
  let isCleared = false;

  /** Files that lie there, in the order a person would say: page 2 before page 10. */
  async function list(): Promise<readonly string[]> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && !isUnfinished(entry.name))
        .map((entry) => entry.name)
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    } catch (cause) {
      throw new KioskFault('INBOX_UNREACHABLE', { cause });
    }
  }

  /** Size and time in one text; null when the file has gone meanwhile. */
  async function look(name: string): Promise<string | null> {
    try {
      const { size, mtimeMs } = await stat(path.join(folder, name));
      return `${size} ${mtimeMs}`;
    } catch {
      return null;
    }
  }

  async function awaitStable(name: string, signal: AbortSignal): Promise<boolean> {
    let before = await look(name);
    // Somebody copies for ever: the next look of the job sees it again.
    for (let tries = 0; tries < 50 && before !== null; tries += 1) {
      await wait(clock, stableMs, signal);
      const now = await look(name);
      if (now === before) return true;
      before = now;
    }
    return false;
  }

  async function reasonAgainst(file: string): Promise<RejectedFile['reason'] | null> {
    const { size } = await stat(file);
    if (size > deps.limits.bytes) return 'too-large';
    const header = await readImageHeader(file);
    if (header === null) return 'unknown';
    if (!header.isWhole || header.widthPx === 0 || header.heightPx === 0) return 'broken';
    return (header.widthPx ?? 0) * (header.heightPx ?? 0) > deps.limits.pixels ? 'too-large' : null;
  }

  async function putAside(name: string, into: string): Promise<void> {
    await mkdir(path.join(folder, into), { recursive: true, mode: 0o700 });
    const stamp = new Date(clock.now()).toISOString().replace(/[:.]/g, '-');
    await rename(path.join(folder, name), path.join(folder, into, `${stamp}-${name}`));
  }

  /** Gives back what a crash left half taken; the copy in the spool was not finished, or is the same page again. */
  async function giveBack(): Promise<void> {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => one.startsWith(takenPrefix))) {
      await rename(path.join(folder, name), path.join(folder, name.slice(takenPrefix.length)));
    }
  }

  /** Takes one file into the job's folder; null when it is no page. */
  async function take(name: string, run: ScanRun, ordinal: number): Promise<string | null> {
    const reason = await reasonAgainst(path.join(folder, name));
    if (reason !== null) {
      await putAside(name, rejectedFolder);
      log.warn('inbox file rejected', { reason });
      deps.onRejected({ code: 'INBOX_FILE_REJECTED', reason });
      return null;
    }
    const header = await readImageHeader(path.join(folder, name));
    // Gone between two looks: whoever put it there took it back.
    if (header === null) return null;
    const taken = path.join(run.folder, pageFileName({ ordinal, dpi: null, format: header.format }));
    // Out of sight first, in one step: whoever put it there can no longer write into what is being read.
    const hidden = path.join(folder, `${takenPrefix}${name}`);
    await rename(path.join(folder, name), hidden);
    await copyFile(hidden, `${taken}.part`);
    await rename(`${taken}.part`, taken);
    await rm(hidden);
    return taken;
  }

  async function scan(run: ScanRun): Promise<ScanEnd> {
    const limit = run.job.source === 'flatbed' ? 1 : run.job.pageLimit;
    let pages = 0;
    for (const name of await list()) {
      run.signal.throwIfAborted();
      const ordinal = run.pagesBefore + pages + 1;
      run.progress({ kind: 'scanning', page: ordinal, share: null });
      if (!(await awaitStable(name, run.signal))) continue;
      const taken = await take(name, run, ordinal);
      if (taken === null) continue;
      await run.page({ path: taken, dpi: null, area: null });
      pages += 1;
      if (limit !== null && run.pagesBefore + pages >= limit)
        return run.job.source === 'flatbed' ? 'done' : 'page-limit';
    }
    return pages === 0 ? 'out-of-paper' : 'done';
  }

  return {
    name: 'inbox',
    lookEveryMs: 5_000,
    start() {},
    async find() {
      if (!isCleared) await giveBack();
      isCleared = true;
      await list();
      return [
        {
          id: { driver: 'inbox', vendor: 'inbox', model: path.basename(folder), serial: null },
          capabilities: async () => ({
            sources: [
              { source: 'feeder', resolutionsDpi: [200, 300], colourModes: ['colour'], maxArea: null },
              { source: 'flatbed', resolutionsDpi: [200, 300], colourModes: ['colour'], maxArea: null },
            ],
          }),
          async trouble() {
            await list();
            return null;
          },
          scan,
        },
      ];
    },
    async endVisit() {
      const left = await list().catch(() => []);
      for (const name of left) await putAside(name, leftBehindFolder);
      if (left.length > 0) log.warn('papers left behind in the inbox', { count: left.length });
    },
    async stop() {},
  };
}

/** Names under which programs write what is not finished, and what is no paper at all. */
function isUnfinished(name: string): boolean {
  return /^[.~]|\.(part|tmp|crdownload|download|partial)$|^(Thumbs\.db|desktop\.ini)$/i.test(name);
}
