import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../../shared/clock.ts';
import type { ScanView } from '../../../../shared/contract/index.ts';
import { type FaultCode, isKioskFault } from '../../../../shared/faults/index.ts';
import type { Scanners, ScanProgress } from '../../devices/index.ts';
import type { Log } from '../../diagnostics/index.ts';
import type { Expectation, PaperWorkshop } from '../../papers/index.ts';
import type { Store } from '../../storage/index.ts';
import type { StaffMarks } from '../staff-marks.ts';
import type { DraftVault } from './draft-vault.ts';
import { createPageIntake } from './page-intake.ts';
import type { PageStore } from './page-store.ts';

export interface DraftScanWish {
  readonly draftId: string;
  readonly componentId: string;
  readonly from: 'auto' | 'glass' | 'feeder';
  /** The page that the first new one takes the place of. */
  readonly replaces: string | null;
}

/** The one scan that may go on, into the paper of a draft; the page is told of every step. */
export interface DraftScans {
  /** What the screens show of it; null when there is nothing to show. A failed one stays in view until the next. */
  view(): ScanView | null;
  isRunning(): boolean;
  /** Begins and returns; how it ends is told. Nothing else may be running. */
  begin(wish: DraftScanWish): void;
  /** Ends what goes on, whosever it is, and takes it out of view; pages so far stay. */
  stop(): Promise<void>;
  /** Takes in the pages that a crash left between scanner and vault, and destroys those of drafts that are gone. */
  takeLeftovers(): Promise<void>;
}

export interface DraftScansDeps {
  readonly store: Pick<Store, 'write'>;
  readonly rows: PageStore;
  readonly marks: StaffMarks;
  readonly vault: DraftVault;
  readonly clock: Clock;
  readonly log: Log;
  readonly scanners: Scanners;
  readonly workshop: Pick<PaperWorkshop, 'look' | 'inspectPdf'>;
  /** TT 05/2025/TT-BNV Đ8 asks for at least 200. */
  readonly scanDpi: number;
  /** Any draft, of this visit or kept for later. */
  readonly isThere: (draftId: string) => boolean;
  /** What the judgement of a page may count on. */
  readonly expected: (draftId: string, componentId: string) => Expectation;
  /** The person is not away while a page moves. */
  readonly onActivity: () => void;
  readonly onChange: (scan: ScanView | null) => void;
}

interface RunningScan {
  readonly jobId: string;
  readonly replaces: string | null;
  readonly isByStaff: boolean;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

const sources = { auto: 'auto', glass: 'flatbed', feeder: 'feeder' } as const;

/** Scans of drafts on the kiosk's scanners. */
export function createDraftScans(deps: DraftScansDeps): DraftScans {
  const { store, rows, marks, clock } = deps;
  let running: RunningScan | null = null;
  let view: ScanView | null = null;

  const intake = createPageIntake({
    store,
    rows,
    vault: deps.vault,
    workshop: deps.workshop,
    clock,
    isThere: deps.isThere,
    expected: deps.expected,
    replaces: (jobId) => (running?.jobId === jobId ? running.replaces : null),
    noteTaken(jobId, { dossierId, componentId }) {
      if (running?.jobId === jobId && running.isByStaff) marks.noteStaff(dossierId, componentId, 'scanned');
    },
    onStored: () => deps.onChange(view),
  });

  function show(next: ScanView | null): void {
    view = next;
    deps.onChange(view);
  }

  function progressed(componentId: string, progress: ScanProgress): void {
    const before = view ?? emptyView(componentId);
    if (progress.kind === 'scanning') deps.onActivity();
    if (progress.kind === 'stored') {
      deps.onActivity();
      show({ ...before, stored: before.stored + 1 });
      return;
    }
    const page = progress.kind === 'scanning' ? progress.page : before.page;
    const share = progress.kind === 'scanning' ? progress.share : null;
    show({ ...before, step: progress.kind, page, share });
  }

  async function run(
    { draftId, componentId, from }: DraftScanWish,
    { jobId, abort }: Pick<RunningScan, 'jobId' | 'abort'>,
  ): Promise<void> {
    try {
      await deps.scanners.scan(
        {
          id: jobId,
          reference: { dossierId: draftId, componentId },
          scanner: null,
          source: sources[from],
          dpi: deps.scanDpi,
          colour: 'colour',
          area: 'a4',
          pageLimit: null,
        },
        {
          signal: abort.signal,
          sink: intake,
          onProgress: (progress) => progressed(componentId, progress),
        },
      );
      running = null;
      show(null);
    } catch (error) {
      running = null;
      const fault: FaultCode = isKioskFault(error) ? error.code : 'SCANNER_IO';
      if (!isKioskFault(error)) deps.log.failure('scan failed', error);
      show({ ...(view ?? emptyView(componentId)), step: 'ended', share: null, fault });
      void takeLeftovers();
    }
  }

  async function takeLeftovers(): Promise<void> {
    for (const leftover of await deps.scanners.leftovers()) {
      try {
        if (deps.isThere(leftover.reference.dossierId)) await leftover.handOver(intake);
        else await leftover.discard();
      } catch (error) {
        // It stays where it is and is offered again at the next start.
        deps.log.failure('scanned pages still wait', error, { pages: leftover.pages });
      }
    }
  }

  return {
    view: () => view,
    isRunning: () => running !== null,
    begin(wish) {
      show(emptyView(wish.componentId));
      // Whoever scans a paper does not mean to bring it later.
      store.write(() => rows.decide(wish.draftId, wish.componentId, null));
      const job = {
        jobId: randomUUID(),
        replaces: wish.replaces,
        abort: new AbortController(),
        isByStaff: marks.isStaffActing(),
      };
      running = { ...job, done: Promise.resolve() };
      running = { ...job, done: run(wish, job) };
    },
    async stop() {
      const scan = running;
      scan?.abort.abort();
      await scan?.done;
      if (view !== null) show(null);
    },
    takeLeftovers,
  };
}

function emptyView(componentId: string): ScanView {
  return { componentId, step: 'starting', page: 0, share: null, stored: 0, fault: null };
}
