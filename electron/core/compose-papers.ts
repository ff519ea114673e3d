import { createHash } from 'node:crypto';
import { rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { ScanView } from '../../shared/contract/index.ts';
import type { Procedure } from '../../shared/procedure/index.ts';
import { createScanners, type ScannerNews, type Scanners, spoolFolderFor } from './devices/index.ts';
import type { Log } from './diagnostics/index.ts';
import {
  askedPapers,
  createDossierFiles,
  createDraftVault,
  createPageStore,
  createPapers,
  createRevisionDrop,
  createRevisionRows,
  type DossierFiles,
  type DraftRecords,
  type DraftVault,
  type PageStore,
  type Papers,
  type StaffMarks,
} from './dossiers/index.ts';
import { createPaperWorkshop, type PaperWorkshop } from './papers/index.ts';
import { createPins, type DiskBudget, type Store } from './storage/index.ts';
import type { ThreadPrograms } from './thread-programs.ts';

/** Joins scanners, paper workshop and drafts. */
export function composePapers(deps: {
  readonly config: KioskConfig;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly threads: ThreadPrograms;
  readonly store: Store;
  readonly disk: DiskBudget;
  readonly clock: Clock;
  readonly log: Log;
  readonly drafts: DraftRecords;
  readonly marks: StaffMarks;
  readonly procedure: (code: string, catalogueVersion: string) => Procedure | undefined;
  readonly mayScanCards: () => boolean;
  readonly onActivity: () => void;
  readonly onPapers: (scan: ScanView | null) => void;
  readonly onScanner: (news: ScannerNews) => void;
}): {
  readonly papers: Papers;
  readonly files: DossierFiles;
  readonly vault: DraftVault;
  readonly rows: PageStore;
  /** Removes what the draft of a further revision left; never the sealed dossier. */
  readonly dropRevision: ReturnType<typeof createRevisionDrop>;
  readonly scanners: Scanners;
  readonly workshop: PaperWorkshop;
  close(): Promise<void>;
} {
  const { config, store, clock, log } = deps;
  // Two kiosks on one machine have two data folders: neither may take the other's pages for litter.
  const spoolFolder = spoolFolderFor(
    deps.dataDir,
    createHash('sha256').update(path.resolve(deps.dataDir)).digest('hex').slice(0, 16),
  );
  const scanners = createScanners({
    scanners: config.scanners,
    spoolFolder,
    resourcesDir: deps.resourcesDir,
    pins: createPins(store, 'scanner'),
    onRejected: ({ reason }) => log.warn('a file in the inbox is no page', { reason }),
    clock,
    log,
  });
  const workshop = createPaperWorkshop({
    workerPath: deps.threads.papers,
    resourcesDir: deps.resourcesDir,
    clock,
  });
  const rows = createPageStore(store);
  const vault = createDraftVault(store, deps.disk);
  const revisionRows = createRevisionRows(store);
  const papers = createPapers({
    store,
    rows,
    marks: deps.marks,
    vault,
    clock,
    log,
    scanners,
    workshop,
    openDraft: deps.drafts.open,
    findDraft: deps.drafts.find,
    listAnswers: deps.drafts.listAnswers,
    setListAnswers: deps.drafts.setListAnswers,
    procedure: deps.procedure,
    askedPapers({ draftId, requestId, procedureCode, catalogueVersion }) {
      const asked = requestId === null ? null : revisionRows.request(draftId, requestId);
      if (asked === null) return null;
      return askedPapers(asked.request, deps.procedure(procedureCode, catalogueVersion));
    },
    mayComeLater: config.papers.mayComeLater,
    scanDpi: config.papers.scanDpi,
    mayScanCards: deps.mayScanCards,
    onActivity: deps.onActivity,
    onChange: deps.onPapers,
  });
  scanners.start(deps.onScanner);
  return {
    papers,
    files: createDossierFiles({ store, rows, vault, workshop, maxFileBytes: config.papers.maxFileBytes }),
    vault,
    rows,
    dropRevision: createRevisionDrop({ store, rows, vault }),
    scanners,
    workshop,
    async close() {
      await scanners.stop();
      await workshop.close();
      await rmdir(spoolFolder).catch(() => {
        // Pages still wait in it for the next start, or it was never made.
      });
    },
  };
}
