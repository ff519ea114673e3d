import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { KioskConfig } from '../../../shared/config/index.ts';
import type { Language } from '../../../shared/contract/index.ts';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import { type FaultCode, isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import type { Say } from '../../../shared/words/index.ts';
import type { AuditLog, AuditRole } from '../audit/index.ts';
import type { Paper, Printers } from '../devices/index.ts';
import type { PdfWorkshop } from '../pdf/index.ts';
import type { Store } from '../storage/index.ts';
import { formContent } from './form-content.ts';
import { createPrintLedger, type ReceiptSheet } from './print-ledger.ts';
import { type ReceiptContent, receiptDrawing } from './receipt-drawing.ts';
import { type ProcedureFacts, type ReceiptFacts, receiptFacts } from './receipt-facts.ts';
import { slipContent } from './slip-content.ts';

/** What is known of the newest attempt to print one paper. "Đã in" may be said of `printed` only. */
export type ReceiptPrintState =
  | { readonly kind: 'none' | 'printing' }
  /** `copy` 0 is the receipt itself; n is "BẢN SAO SỐ n". */
  | { readonly kind: 'printed'; readonly copy: number; readonly atMs: number; readonly printer: string }
  /** It did not come out; `fault` is null when the kiosk stopped before anything was sent. */
  | { readonly kind: 'failed'; readonly fault: string | null }
  /** It may have come out: the line broke or the kiosk stopped after the page was sent. Staff look at the tray. */
  | { readonly kind: 'unknown' };

/** What the screen shows whether or not anything was printed: to read, and to photograph. */
export interface ReceiptOnScreen {
  readonly facts: ReceiptFacts;
  readonly prints: Readonly<Record<Paper, ReceiptPrintState>>;
}

interface WantedReceipt {
  readonly dossierId: string;
  /** Without it the newest one. */
  readonly revision?: number;
}

export interface Receipts {
  /**
   * Resolves when the printer has confirmed. A second call for the same paper while it prints joins the first, so a
   * double tap prints once. Raises RECEIPT_NONE, the PRINTER_… faults, PRINT_CANCELLED, and what drawing raises.
   */
  print(
    wanted: WantedReceipt & {
      readonly paper: Paper;
      /** Null: it comes out also when the visit has ended. */
      readonly visit: AbortSignal | null;
    },
  ): Promise<{ readonly state: 'printed'; readonly copy: number }>;
  /** The code, the QR and what became of the prints; needs no printer. Raises RECEIPT_NONE. */
  facts(wanted: WantedReceipt): Promise<ReceiptOnScreen>;
}

export function createReceipts(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly printers: Pick<Printers, 'print'>;
  readonly workshop: Pick<PdfWorkshop, 'draw'>;
  readonly office: KioskConfig['office'];
  readonly language: () => Language;
  /** Speaks the area `receipt`. */
  readonly say: (language: Language) => Say;
  /** The sealed content; rejects when it was erased. */
  readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
  readonly cashTaken: (dossierId: string) => ReceiptFacts['cash'];
  readonly procedureOf: (content: DossierContent) => ProcedureFacts;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly role: () => AuditRole;
}): Receipts {
  const { store, clock } = deps;
  const ledger = createPrintLedger(store);
  const now = (): number => Math.max(0, clock.now());
  const newestRevision = store.db
    .prepare<[string], unknown>('SELECT max(revision) FROM dossier_revision WHERE dossier_id = ?')
    .pluck();
  const officialCode = store.db
    .prepare<[string], unknown>('SELECT official_code FROM dossier WHERE dossier_id = ?')
    .pluck();
  /** What this process is printing, by receipt; a row that says 'sent' and is not here is of an earlier process. */
  const underWay = new Map<string, Map<Paper, ReturnType<Receipts['print']>>>();

  function revisionOf({ dossierId, revision }: WantedReceipt): number {
    const newest = z
      .int()
      .nullable()
      .parse(newestRevision.get(dossierId) ?? null);
    if (newest === null || (revision ?? 0) > newest) throw new KioskFault('RECEIPT_NONE');
    return revision ?? newest;
  }

  async function factsOf(dossierId: string, revision: number, copy: number): Promise<ReceiptFacts> {
    const content = await deps.contentOf(dossierId, revision);
    return receiptFacts({
      content,
      officialCode: z
        .string()
        .nullable()
        .parse(officialCode.get(dossierId) ?? null),
      office: deps.office,
      procedure: deps.procedureOf(content),
      cash: deps.cashTaken(dossierId),
      copy,
      printedAtMs: clock.now(),
    });
  }

  function inWords(facts: ReceiptFacts, paper: Paper, language: Language): ReceiptContent {
    const vietnamese = deps.say('vi');
    if (paper === 'a4') return { paper, content: formContent(facts, vietnamese) };
    const english = language === 'en' ? deps.say('en') : null;
    return { paper, content: slipContent(facts, vietnamese, english) };
  }

  async function printNow(
    sheet: ReceiptSheet,
    asked: { readonly visit: AbortSignal | null; readonly language: Language; readonly role: AuditRole },
  ): ReturnType<Receipts['print']> {
    const { dossierId, revision, paper } = sheet;
    const { visit, language, role } = asked;
    const drawn = await factsOf(dossierId, revision, 0);
    const copy = store.write(() => ledger.issue(sheet, now()));

    /** The row and the audit event, together or not at all. */
    function settle(state: 'confirmed' | 'failed' | 'sent', printer: string, fault: FaultCode | null): void {
      const outcome = { confirmed: 'done', failed: 'failed', sent: 'unknown' }[state];
      store.write(() => {
        ledger.settle(sheet, { copy, state, printer, fault, at: now() });
        deps.audit.append({
          id: 'receipt-printed',
          role,
          dossierId,
          details: { revision, paper, copy, outcome, ...(fault === null ? {} : { fault }) },
        });
      });
    }

    /** A kiosk that is stopping leaves the row as it is: 'sent' stays unknown, 'issued' was never sent. */
    function fail(error: unknown, state: 'failed' | 'sent'): never {
      if (store.db.open) settle(state, '', isKioskFault(error) ? error.code : null);
      throw error;
    }

    const pdf = await deps.workshop
      .draw(receiptDrawing, inWords({ ...drawn, copy }, paper, language))
      .catch((error: unknown) => fail(error, 'failed'));
    // Durable before the first byte leaves: whatever happens from here on, the paper may exist.
    store.write(() => ledger.settle(sheet, { copy, state: 'sent', printer: '', fault: null, at: now() }));
    const { printer } = await deps.printers
      .print({ name: `receipt-${drawn.temporaryCode}`, paper, pdf, visit })
      .catch((error: unknown) => fail(error, mayBeOut(error) ? 'sent' : 'failed'));
    settle('confirmed', printer, null);
    return { state: 'printed', copy };
  }

  function stateOf(sheet: ReceiptSheet): ReceiptPrintState {
    if (underWay.get(keyOf(sheet))?.has(sheet.paper) === true) return { kind: 'printing' };
    const last = ledger.findLast(sheet);
    switch (last?.state) {
      case undefined:
        return { kind: 'none' };
      case 'confirmed':
        return { kind: 'printed', copy: last.copy, atMs: last.at, printer: last.printer };
      case 'issued':
      case 'failed':
        return { kind: 'failed', fault: last.fault };
      case 'sent':
        return { kind: 'unknown' };
    }
  }

  return {
    async print(wanted) {
      const { dossierId, paper, visit } = wanted;
      const sheet: ReceiptSheet = { dossierId, revision: revisionOf(wanted), paper };
      const key = keyOf(sheet);
      const ofReceipt = underWay.get(key) ?? new Map<Paper, ReturnType<Receipts['print']>>();
      underWay.set(key, ofReceipt);
      const same = ofReceipt.get(paper);
      if (same !== undefined) return same;
      // The other paper of the same receipt waits for its end, whatever that is.
      const before = Promise.allSettled(ofReceipt.values());
      // Now, not when its turn comes: the visit that asked may be over by then.
      const asked = { visit, language: deps.language(), role: deps.role() };
      const printing = before
        .then(() => printNow(sheet, asked))
        .finally(() => {
          ofReceipt.delete(paper);
          if (ofReceipt.size === 0) underWay.delete(key);
        });
      ofReceipt.set(paper, printing);
      return printing;
    },
    async facts(wanted) {
      const { dossierId } = wanted;
      const revision = revisionOf(wanted);
      const facts = await factsOf(dossierId, revision, 0);
      const state = (paper: Paper): ReceiptPrintState => stateOf({ dossierId, revision, paper });
      return { facts, prints: { a4: state('a4'), slip: state('slip') } };
    },
  };
}

function keyOf({ dossierId, revision }: ReceiptSheet): string {
  return `${dossierId} ${revision}`;
}

/** Only a printer's own word that it did not come out is believed; a defect proves nothing. */
function mayBeOut(error: unknown): boolean {
  if (!isKioskFault(error)) return true;
  // A visit that ended hides what the printer said behind its own fault.
  if (error.code === 'PRINT_CANCELLED') return error.cause !== undefined && mayBeOut(error.cause);
  return error.code === 'PRINTER_UNSURE';
}
