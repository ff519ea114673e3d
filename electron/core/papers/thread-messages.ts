import type { FaultCode, FaultDetails } from '../../../shared/faults/index.ts';
import type { BroughtPdf, BroughtPdfLimits } from './pdf/brought-pdf.ts';
import type { WrittenPage } from './pdf/write-pdf.ts';
import type { BlankSheet } from './quality/blank-sheet.ts';
import type { PageCheck, PageInput } from './quality/page-check.ts';
import type { PageEdits, PageOutput, PreparedPage } from './quality/prepared-page.ts';
import type { Thresholds } from './quality/thresholds.ts';

/** What the thread is started with. */
export interface ThreadData {
  readonly thresholds: Thresholds;
}

/** Each kind of work: what it takes, and what comes back. */
export interface PaperWork {
  readonly look: {
    readonly takes: { readonly page: PageInput; readonly output: PageOutput };
    readonly gives: { readonly check: PageCheck; readonly prepared: PreparedPage };
  };
  readonly prepare: {
    readonly takes: { readonly page: PageInput; readonly edits: PageEdits; readonly output: PageOutput };
    readonly gives: PreparedPage;
  };
  readonly 'card-sheet': {
    readonly takes: {
      readonly sides: readonly { readonly page: PageInput; readonly edits: PageEdits }[];
      readonly output: PageOutput;
    };
    readonly gives: PreparedPage;
  };
  readonly 'judge-blank': { readonly takes: { readonly page: PageInput }; readonly gives: BlankSheet };
  readonly 'prove-pdf': {
    readonly takes: { readonly pdf: Uint8Array; readonly expected: readonly WrittenPage[] };
    /** The file comes back: it was handed over, not copied. */
    readonly gives: { readonly flaw: string | null; readonly pdf: Uint8Array };
  };
  readonly 'inspect-pdf': {
    readonly takes: { readonly pdf: Uint8Array; readonly limits: BroughtPdfLimits };
    readonly gives: BroughtPdf;
  };
}

export type WorkKind = keyof PaperWork;

/** One piece of work asked of the thread; it does one at a time. */
export interface WorkRequest<Kind extends WorkKind = WorkKind> {
  readonly kind: Kind;
  readonly input: PaperWork[Kind]['takes'];
}

export type WorkReply =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'fault'; readonly code: FaultCode; readonly details: FaultDetails }
  | { readonly kind: 'defect'; readonly name: string; readonly stack: string };
