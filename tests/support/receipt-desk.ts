import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Printers } from '../../electron/core/devices/index.ts';
import { createPdfWorkshop, type PdfWorkshop } from '../../electron/core/pdf/index.ts';
import {
  createReceipts,
  type ProcedureFacts,
  type ReceiptFacts,
  type Receipts,
} from '../../electron/core/receipt/index.ts';
import type { Store } from '../../electron/core/storage/index.ts';
import { createWords } from '../../electron/core/words.ts';
import { type Clock, systemClock } from '../../shared/clock.ts';
import type { Language } from '../../shared/contract/index.ts';
import type { DossierContent } from '../../shared/dossier/manifest.ts';
import { builtThreads } from './built.ts';
import { receiptOffice } from './receipt-office.ts';

export const birthFacts: ProcedureFacts = {
  nameEn: 'Birth registration',
  processingTime: '1 ngày làm việc',
  fee: { isFree: true, vi: 'Không thu', en: 'Free of charge' },
  counts: { '1.001193-04': { originals: 1, copies: 2 } },
  dueIsProvisional: false,
  certification: null,
};

/** The product's drawing thread, one for a test file. */
export function openReceiptWorkshop(): PdfWorkshop {
  const workshop = createPdfWorkshop({
    workerPath: builtThreads.pdf,
    fontsDir: path.resolve('resources/fonts'),
    clock: systemClock,
  });
  afterAll(() => workshop.close());
  return workshop;
}

/** The rows that sealing leaves. */
export function saveSealed(store: Store, content: DossierContent, officialCode: string | null = null): void {
  const { dossierId, revision } = content;
  const sealedAt = Date.parse(content.sealedAt);
  store.write(() => {
    if (revision === 0) {
      store.db
        .prepare(
          `INSERT INTO dossier (dossier_id, temporary_code, official_code, procedure_code, procedure_name,
             catalogue_version, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          dossierId,
          content.temporaryCode,
          officialCode,
          content.procedureCode,
          content.procedureName,
          content.catalogueVersion,
          sealedAt,
        );
    }
    store.db
      .prepare(
        'INSERT INTO dossier_revision (dossier_id, revision, kind, content_hash, sealed_at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(dossierId, revision, content.kind, '0'.repeat(64), sealedAt);
  });
}

/** Receipts as the product has them, over sealed contents that the test holds. */
export function receiptsOn(
  store: Store,
  deps: {
    readonly contents: readonly DossierContent[];
    readonly printers: Pick<Printers, 'print'>;
    readonly workshop: Pick<PdfWorkshop, 'draw'>;
    readonly procedure?: ProcedureFacts;
    readonly language?: Language;
    readonly clock?: Clock;
    readonly cash?: ReceiptFacts['cash'];
  },
): Receipts {
  const words = createWords(path.resolve('resources/strings'));
  return createReceipts({
    store,
    cashTaken: () => deps.cash ?? [],
    clock: deps.clock ?? systemClock,
    printers: deps.printers,
    workshop: deps.workshop,
    office: receiptOffice,
    language: () => deps.language ?? 'vi',
    say: (language) => words.in(language, ['receipt']),
    contentOf: async (dossierId, revision) => {
      const found = deps.contents.find((one) => one.dossierId === dossierId && one.revision === revision);
      if (found === undefined) throw new Error('a sealed content is expected');
      return found;
    },
    procedureOf: () => deps.procedure ?? birthFacts,
    audit: store.audit,
    role: () => 'citizen',
  });
}

/** What a person reads on a PDF, line by line, as `pdftotext -layout` gets it. */
export function textOf(pdf: Uint8Array): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
}

export function pageCount(pdf: Uint8Array): number {
  const info = execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' });
  return Number(/Pages:\s+(\d+)/.exec(info)?.[1]);
}
