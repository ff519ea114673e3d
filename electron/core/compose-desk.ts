import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { AuditLog } from './audit/index.ts';
import type { Sessions } from './citizen/index.ts';
import type { composeSubmission } from './compose-submission.ts';
import { createDesk, createRegister, type Desk, type Register } from './desk/index.ts';
import type { Printers } from './devices/index.ts';
import type { Log } from './diagnostics/index.ts';
import { createPdfWorkshop, type PdfWorkshop } from './pdf/index.ts';
import type { Store } from './storage/index.ts';
import type { ThreadPrograms } from './thread-programs.ts';
import type { Words } from './words.ts';

/** How often rows of the register whose time is over are looked for. */
const registerEveryMs = 6 * 60 * 60_000;
/** Dossiers of before the work list are made findable so many at a time, while people already use the kiosk. */
const wordsBatch = 100;

/** Joins the officer's work list and the register to queue, sealing, receipts and printer. */
export function composeDesk(deps: {
  readonly config: KioskConfig;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly threads: ThreadPrograms;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly printers: Printers;
  readonly workshop: PdfWorkshop;
  readonly words: Words;
  readonly submission: ReturnType<typeof composeSubmission>;
}): {
  readonly desk: Desk;
  readonly register: Register;
  /** Before the queue starts: what an officer took out is not sent. */
  start(): Promise<void>;
  close(): Promise<void>;
} {
  const { config, store, clock, log, sessions, submission } = deps;
  const say = deps.words.in('vi', ['officepapers', 'receipt']);
  const collectDir = config.desk.collectPath ?? path.join(deps.dataDir, 'collect');
  const registerWorkshop = createPdfWorkshop({
    workerPath: deps.threads.pdf,
    fontsDir: path.join(deps.resourcesDir, 'fonts'),
    clock,
  });
  const desk = createDesk({
    store,
    clock,
    office: config.office,
    receivers: config.desk.receivers,
    collectDir,
    queue: submission.queue,
    sealing: submission.sealing,
    receipts: submission.anyReceipts,
    contentOf: submission.contentOf,
    printers: deps.printers,
    workshop: deps.workshop,
    say,
    officer: () => sessions.officer(),
    role: () => sessions.role(),
    sessionId() {
      const session = sessions.state();
      return session.kind === 'open' ? session.sessionId : undefined;
    },
    isClockTrusted: submission.isClockTrusted,
    onNews: submission.tellQueue,
  });
  const register = createRegister({
    store,
    clock,
    office: config.office,
    keptYears: config.desk.registerYears,
    collectDir,
    workshop: registerWorkshop,
    printers: deps.printers,
    say,
    audit: deps.audit,
    role: () => sessions.role(),
    officerName: () => sessions.officer()?.name ?? '',
  });
  let cancelErase: () => void = () => {};
  let isClosed = false;
  let background: Promise<void> = Promise.resolve();

  function inBackground(what: string, work: () => Promise<void>): void {
    background = background.then(work).catch((error: unknown) => log.failure(what, error));
  }

  function eraseOver(): void {
    inBackground('register left as it is', async () => {
      // A clock that is not to be believed erases nobody.
      if (!isClosed && submission.isClockTrusted()) await register.eraseOver();
    });
    cancelErase = clock.after(registerEveryMs, eraseOver);
  }

  return {
    desk,
    register,
    async start() {
      await desk.settle();
      inBackground('older dossiers are not found by name yet', async () => {
        while (!isClosed && store.write(() => store.deskRows.makeMissingWords(wordsBatch)) > 0)
          await nextTurn();
      });
      eraseOver();
    },
    async close() {
      isClosed = true;
      cancelErase();
      await background;
      await registerWorkshop.close();
    },
  };
}
