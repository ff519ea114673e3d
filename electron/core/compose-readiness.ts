import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import { type Network, type ReadinessReason, readinessReasons } from '../../shared/contract/index.ts';
import { isKioskFault } from '../../shared/faults/index.ts';
import type { AuditLog } from './audit/index.ts';
import type { Catalogue } from './catalogue/index.ts';
import type { Sessions } from './citizen/index.ts';
import type { composePapers } from './compose-papers.ts';
import type { composeSubmission } from './compose-submission.ts';
import type { Paper, PrinterNews, Printers, ReaderState, ScannerNews } from './devices/index.ts';
import type { Log } from './diagnostics/index.ts';
import { createFaultWords } from './fault-words.ts';
import type { PdfWorkshop } from './pdf/index.ts';
import {
  createReadiness,
  createTestStore,
  type DeviceAnswer,
  type PrinterAnswer,
  type Readiness,
  type ReadinessFacts,
} from './readiness/index.ts';
import type { DiskBudget, Store } from './storage/index.ts';
import type { Words } from './words.ts';

/** A printer that has not said anything by then counts as silent; its driver goes on asking. */
const printerAnswersMs = 8_000;

/** A dossier of three papers with its form: what one takes before any was handed in here. */
const usualDossierBytes = 12_000_000;

/** What the devices told last: the health screen shows it where asking anew is not possible. */
export interface DeviceMemory {
  printer(news: PrinterNews): void;
  reader(state: ReaderState): void;
  lastPrinter(): PrinterNews | null;
  lastReader(): ReaderState;
}

export function createDeviceMemory(): DeviceMemory {
  let printer: PrinterNews | null = null;
  let reader: ReaderState = { kind: 'absent' };
  return {
    printer: (news) => (printer = news),
    reader: (state) => (reader = state),
    lastPrinter: () => printer,
    lastReader: () => reader,
  };
}

/** Joins the health screen to everything it asks. */
export function composeReadiness(deps: {
  readonly config: KioskConfig;
  readonly stringsDir: string;
  readonly store: Store;
  readonly disk: DiskBudget;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly devices: DeviceMemory;
  readonly printers: Printers;
  readonly workshop: PdfWorkshop;
  readonly paperRoad: Pick<ReturnType<typeof composePapers>, 'scanners' | 'workshop'>;
  readonly submissionRoad: Pick<ReturnType<typeof composeSubmission>, 'queue' | 'isClockTrusted'>;
  readonly catalogue: Catalogue;
  readonly network: () => Network;
  readonly networkReason: () => string | null;
  readonly isEnrolled: () => boolean;
  readonly prefixes: ReadonlySet<string>;
  readonly words: Words;
}): Readiness {
  const { config, store, disk, clock, log, sessions } = deps;
  const faultWords = createFaultWords(deps.stringsDir);
  const oldestWaiting = store.db
    .prepare<[], number | null>(
      `SELECT min(sealed_at) FROM outbox JOIN dossier_revision USING (dossier_id, revision)
       WHERE state IN ('waiting', 'sending')`,
    )
    .pluck();
  const usualBytes = store.db
    .prepare<[], number | null>(
      'SELECT avg(total) FROM (SELECT sum(size_bytes) AS total FROM dossier_file GROUP BY dossier_id)',
    )
    .pluck();

  async function askPrinter(paper: Paper): Promise<PrinterAnswer> {
    if (!deps.printers.has(paper)) return { kind: 'none' };
    let cancel: () => void = () => {};
    const late = new Promise<PrinterAnswer>((resolve) => {
      cancel = clock.after(printerAnswersMs, () => resolve(lateAnswer()));
    });
    try {
      return await Promise.race([deps.printers.check(paper).then(ready), late]);
    } catch (error) {
      if (!isKioskFault(error)) throw error;
      return { kind: 'fault', fault: error.code };
    } finally {
      cancel();
    }
  }

  /** A job that waits inside the printer holds the question up: then its reason is the answer. */
  function lateAnswer(): PrinterAnswer {
    const news = deps.devices.lastPrinter();
    const isStuck = news !== null && (news.state === 'recovering' || news.state === 'fault');
    return { kind: 'fault', fault: isStuck ? news.code : 'PRINTER_SILENT' };
  }

  async function askStorage(): Promise<ReadinessFacts['storage']> {
    try {
      const freeBytes = await disk.freeBytes();
      const takesNew = await disk.assertRoomForNew().then(
        () => true,
        () => false,
      );
      // Pages are kept as scanned and as prepared until they are erased, beside the files that are sent.
      const each = Math.max(usualDossierBytes, 3 * z.number().parse(usualBytes.get() ?? 0));
      const room = Math.max(0, freeBytes - config.disk.newNeedsBytes);
      return { freeBytes, takesNew, dossiersFit: takesNew ? Math.floor(room / each) : 0 };
    } catch (error) {
      log.failure('the disk could not be asked', error);
      return null;
    }
  }

  async function facts(): Promise<ReadinessFacts> {
    // One after the other: they may be one device.
    const a4 = await askPrinter('a4');
    const slip = await askPrinter('slip');
    const { version, outdated } = deps.catalogue.current();
    const { waiting, parked } = deps.submissionRoad.queue.counts();
    return {
      nowMs: clock.now(),
      printers: { a4, slip },
      scanners: deps.paperRoad.scanners.list().map(({ id, state }) => ({
        name: `${id.vendor} ${id.model}`.trim(),
        state: scannerAnswer(state),
      })),
      reader: readerAnswer(deps.devices.lastReader()),
      network: deps.network(),
      networkReason: reasonOf(deps.networkReason()),
      isEnrolled: deps.isEnrolled(),
      queue: {
        waiting,
        parked,
        oldestWaitingAtMs: z
          .number()
          .nullable()
          .parse(oldestWaiting.get() ?? null),
      },
      storage: await askStorage(),
      isClockTrusted: deps.submissionRoad.isClockTrusted(),
      keyProtection: store.key.protection,
      catalogue: {
        version: version.manifest.version,
        checkedOn: version.manifest.checkedOn,
        outdated,
      },
    };
  }

  return createReadiness({
    clock,
    audit: deps.audit,
    tests: createTestStore(store),
    write: (work) => store.write(work),
    officer: () => sessions.officer(),
    role: () => sessions.role(),
    onActivity: () => void sessions.touch(),
    facts,
    printers: deps.printers,
    workshop: deps.workshop,
    scanners: deps.paperRoad.scanners,
    paperWorkshop: deps.paperRoad.workshop,
    scanDpi: config.papers.scanDpi,
    prefixes: deps.prefixes,
    office: config.office,
    kioskId: config.kioskId,
    say: deps.words.in('vi', ['health', 'officepapers', 'receipt']),
    faultWords: (code) => faultWords('vi', code),
  });
}

function ready(warnings: readonly PrinterWarningCode[]): PrinterAnswer {
  return { kind: 'ready', warning: warnings[0] ?? null };
}

type PrinterWarningCode = Awaited<ReturnType<Printers['check']>>[number];

function scannerAnswer(state: ScannerNews['scanners'][number]['state']): DeviceAnswer {
  switch (state.kind) {
    case 'ready':
      return { kind: 'ready' };
    case 'scanning':
    case 'waiting':
      return { kind: 'busy' };
    case 'absent':
      return { kind: 'absent' };
    case 'recovering':
    case 'fault':
      return { kind: state.kind, fault: state.fault };
  }
}

function readerAnswer(state: ReaderState): DeviceAnswer {
  return state.kind === 'reading' ? { kind: 'busy' } : state;
}

function reasonOf(reason: string | null): ReadinessReason | null {
  return readinessReasons.find((one) => one === reason) ?? null;
}
