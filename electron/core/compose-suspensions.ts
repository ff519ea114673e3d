import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Suspended } from '../../shared/contract/index.ts';
import type { AuditLog } from './audit/index.ts';
import {
  createSuspensions,
  type Identities,
  languageOf,
  type Sessions,
  type Suspensions,
} from './citizen/index.ts';
import type { Paper, Printers } from './devices/index.ts';
import type { Log } from './diagnostics/index.ts';
import type { Drafts } from './dossiers/index.ts';
import type { PdfWorkshop } from './pdf/index.ts';
import type { Store } from './storage/index.ts';
import { keepDrawing, makeKeepSlip } from './take-home/index.ts';
import type { Words } from './words.ts';

/** Joins the keeping of forms to drafts, printer, visit and audit log. */
export function composeSuspensions(deps: {
  readonly config: KioskConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly identities: Identities;
  readonly drafts: Drafts;
  readonly printers: Printers;
  readonly workshop: PdfWorkshop;
  readonly words: Words;
  readonly clockOffsetMs: () => number | null;
  readonly onSlip: (code: string | null) => void;
}): Suspensions {
  const { config, clock, audit, sessions } = deps;

  async function printSlip(kept: Suspended, paper: Paper): Promise<void> {
    const visit = deps.printers.visit();
    const language = languageOf(sessions.state());
    const content = makeKeepSlip({
      say: deps.words.in(language, ['keepslip']),
      language,
      kept,
      office: config.office,
      kioskId: config.kioskId,
      nowMs: clock.now(),
    });
    let outcome: 'done' | 'failed' = 'failed';
    try {
      const pdf = await deps.workshop.draw(keepDrawing, { content, paper });
      await deps.printers.print({ name: 'keep-slip', paper, pdf, visit });
      outcome = 'done';
    } finally {
      audit.append({ id: 'suspend-slip-printed', role: sessions.role(), details: { paper, outcome } });
    }
  }

  return createSuspensions({
    store: deps.store,
    clock,
    log: deps.log,
    drafts: deps.drafts,
    isSessionOpen: () => sessions.state().kind === 'open',
    identity: () => deps.identities.state(),
    keptDays: config.suspend.keptDays,
    clockOffsetMs: deps.clockOffsetMs,
    printSlip,
    onKept: ({ draftId, procedureCode }, keptUntil) =>
      audit.append({
        id: 'draft-suspended',
        role: sessions.role(),
        dossierId: draftId,
        details: { procedureCode, keptUntil },
      }),
    onResumed({ draftId, procedureCode }) {
      const details = { procedureCode };
      audit.append({ id: 'draft-resumed', role: sessions.role(), dossierId: draftId, details });
      deps.onSlip(null);
    },
    onLocked: (lock) => audit.append({ id: 'resume-locked', role: sessions.role(), details: { ...lock } }),
  });
}
