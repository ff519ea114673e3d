import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { type BroughtPdf, type BroughtPdfLimits, usualBroughtLimits } from './pdf/brought-pdf.ts';
import { writePdf } from './pdf/write-pdf.ts';
import type { BlankSheet } from './quality/blank-sheet.ts';
import type { PageCheck, PageInput } from './quality/page-check.ts';
import { type PageEdits, type PageOutput, type PreparedPage, usualOutput } from './quality/prepared-page.ts';
import { readThresholds } from './quality/thresholds.ts';
import { createWorkThread } from './work-thread.ts';

/** One file of the dossier: all pages of one paper. */
export interface ComponentPdf {
  readonly bytes: Uint8Array;
  readonly pageCount: number;
  /** SHA-256 of the file, in hex. */
  readonly sha256: string;
  /** Pages, from 1, below the resolution that the rule asks for: the person kept them; the officer sees the mark. */
  readonly coarsePages: readonly number[];
}

export interface PdfOrder {
  /** In their order; asked for one at a time, so that a reader of the vault holds one page only. */
  readonly pages: AsyncIterable<PreparedPage> | Iterable<PreparedPage>;
  readonly title: string;
  /** No file grows beyond this; from the configuration, because portals differ (FACTS 4). */
  readonly maxBytes: number;
}

/** Everything that is done with pictures of papers, in a thread of its own so that the core answers the page meanwhile. */
export interface PaperWorkshop {
  /**
   * Judges a page and prepares it as it lies, decoding it for both. Raises PAGE_PICTURE_TOO_LARGE,
   * PAGE_PICTURE_UNREADABLE, PAGE_PICTURE_CUT_OFF and PAGE_NOT_CHECKED.
   */
  look(page: PageInput): Promise<{ readonly check: PageCheck; readonly prepared: PreparedPage }>;
  /** What a sheet that should be blank tells of the scanner. Raises as `look`. */
  judgeBlank(page: PageInput): Promise<BlankSheet>;
  /** A page with what the person said yes to. The scan itself is never changed. Raises as `look`. */
  prepare(page: PageInput, edits: PageEdits): Promise<PreparedPage>;
  /** One or both sides of an identity card on one A4 at true size. Raises as `look`. */
  prepareCardSheet(
    sides: readonly { readonly page: PageInput; readonly edits: PageEdits }[],
  ): Promise<PreparedPage>;
  /**
   * One PDF/A-2b of all pages, read back before it is handed out. Raises DOSSIER_PDF_TOO_LARGE as soon as the limit is
   * passed, DOSSIER_PDF_NOT_PROVEN and PAGE_NOT_CHECKED.
   */
  buildPdf(order: PdfOrder): Promise<ComponentPdf>;
  /** Looks into a PDF that was brought. Raises every BROUGHT_PDF_… fault and PAGE_NOT_CHECKED. */
  inspectPdf(pdf: Uint8Array): Promise<BroughtPdf>;
  close(): Promise<void>;
}

/** TT 05/2025/TT-BNV Đ8 (FACTS 4); a little less because paper is never cut exactly. */
const leastDpi = 195;
const producer = 'mot-cua-kiosk';

/** `workerPath` is papers.worker.ts or its bundle beside the core's. Nothing is started before the first page. */
export function createPaperWorkshop(deps: {
  readonly workerPath: string;
  readonly resourcesDir: string;
  readonly clock: Clock;
  readonly output?: PageOutput;
  readonly broughtLimits?: BroughtPdfLimits;
}): PaperWorkshop {
  const output = deps.output ?? usualOutput;
  const colourProfile = readFileSync(path.join(deps.resourcesDir, 'scanning/srgb.icc'));
  const thread = createWorkThread({
    workerPath: deps.workerPath,
    data: { thresholds: readThresholds(deps.resourcesDir) },
    clock: deps.clock,
    keepLoaded: () => import('sharp'),
  });

  return {
    look: (page) => thread.ask('look', { page, output }),
    judgeBlank: (page) => thread.ask('judge-blank', { page }),
    prepare: (page, edits) => thread.ask('prepare', { page, edits, output }),
    prepareCardSheet: (sides) => thread.ask('card-sheet', { sides, output }),
    async buildPdf({ pages, title, maxBytes }) {
      const pieces: Uint8Array[] = [];
      let size = 0;
      const written = await writePdf({
        pages,
        description: { title, createdAt: deps.clock.now(), producer },
        colourProfile,
        emit(piece) {
          size += piece.length;
          if (size > maxBytes) throw new KioskFault('DOSSIER_PDF_TOO_LARGE', { details: { maxBytes } });
          pieces.push(piece);
        },
      });
      const whole = joined(pieces, size);
      const { flaw, pdf } = await thread.ask('prove-pdf', { pdf: whole, expected: written }, [whole.buffer]);
      if (flaw !== null) throw new KioskFault('DOSSIER_PDF_NOT_PROVEN', { details: { flaw } });
      const coarsePages = written.flatMap(({ dpi }, i) => (dpi < leastDpi ? [i + 1] : []));
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      return { bytes: pdf, pageCount: written.length, sha256, coarsePages };
    },
    inspectPdf: (pdf) => thread.ask('inspect-pdf', { pdf, limits: deps.broughtLimits ?? usualBroughtLimits }),
    close: () => thread.close(),
  };
}

function joined(pieces: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  // Each piece is let go once it is copied: the file is never there twice.
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
