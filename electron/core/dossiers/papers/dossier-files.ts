import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../shared/canonical-json.ts';
import type { PaperState } from '../../../../shared/contract/index.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import type { PaperWorkshop, PreparedPage } from '../../papers/index.ts';
import type { Store } from '../../storage/index.ts';
import type { DraftVault } from './draft-vault.ts';
import type { PageRecord, PageStore, PdfRecord } from './page-store.ts';

/** One finished file of a dossier: in the vault, hashed, ready to be sealed. */
export interface DossierFile {
  readonly componentId: string | null;
  readonly kind: 'form' | 'paper' | 'brought';
  readonly title: string;
  readonly fileId: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly pageCount: number;
  /** Pages (from 1) that the person kept although they were doubted. */
  readonly doubtfulPages: readonly number[];
}

/** What makes the filled form: its bytes, and what they were made of. */
export interface FormPdf {
  readonly title: string;
  readonly madeOf: string;
  render(): Promise<Uint8Array>;
}

/** Makes the PDFs of a draft while the person still reads, so that sealing has nothing left to build. */
export interface DossierFiles {
  /**
   * Every file of the dossier, the form first (a supplement has none), then the papers in the order of the list. What did
   * not change since the last time is not built again. Raises what the workshop raises, DOSSIER_PDF_TOO_LARGE with the paper's name.
   */
  prepare(
    draftId: string,
    form: FormPdf | null,
    papers: readonly PaperState[],
  ): Promise<readonly DossierFile[]>;
}

const formKey = 'form';

export function createDossierFiles(deps: {
  readonly store: Pick<Store, 'write'>;
  readonly rows: PageStore;
  readonly vault: DraftVault;
  readonly workshop: Pick<PaperWorkshop, 'buildPdf' | 'prepareCardSheet'>;
  /** No file of the dossier grows beyond this (FACTS 4: portals differ). */
  readonly maxFileBytes: number;
}): DossierFiles {
  const { store, rows, vault } = deps;
  /** One at a time: two builds of one paper would each remove the other's file. */
  let last: Promise<unknown> = Promise.resolve();

  async function keep(
    draftId: string,
    key: string,
    builtFrom: string,
    build: () => Promise<{ readonly bytes: Uint8Array; readonly pageCount: number }>,
  ): Promise<PdfRecord['file']> {
    const known = rows.pdfs(draftId).get(key);
    if (known?.builtFrom === builtFrom) return known.file;
    const { bytes, pageCount } = await build();
    const file = { ...(await vault.write(draftId, bytes)), pageCount };
    store.write(() => rows.putPdf(draftId, { componentId: key, file, builtFrom }));
    if (known !== undefined) await vault.remove(draftId, known.file.fileId);
    return file;
  }

  async function* preparedPages(draftId: string, pages: readonly PageRecord[]): AsyncGenerator<PreparedPage> {
    for (const sheet of sheetsOf(pages)) {
      const [first, second] = sheet;
      if (first === undefined) continue;
      if (second === undefined) {
        const { widthPx, heightPx, dpi, fileId } = first.prepared;
        yield { jpeg: await vault.read(draftId, fileId), widthPx, heightPx, dpi };
        continue;
      }
      const sides = [];
      for (const { scan, check, edits } of [first, second]) {
        sides.push({
          page: {
            bytes: await vault.read(draftId, scan.fileId),
            dpi: scan.dpi,
            announced: scan.format,
            expected: { kind: 'id-card' as const, size: 'a4' as const },
          },
          edits: { crop: edits.crop ?? check.proposals.crops[0] ?? null, turn: edits.turn, deskewDegrees: 0 },
        });
      }
      yield await deps.workshop.prepareCardSheet(sides);
    }
  }

  async function prepareNow(
    draftId: string,
    form: FormPdf | null,
    papers: readonly PaperState[],
  ): Promise<readonly DossierFile[]> {
    const files: DossierFile[] = [];
    if (form !== null) {
      const formFile = await keep(draftId, formKey, hashOf(form.madeOf), async () => {
        const bytes = await form.render();
        return { bytes, pageCount: countPages(bytes) };
      });
      files.push({ componentId: null, kind: 'form', title: form.title, ...formFile, doubtfulPages: [] });
    }
    const allPages = rows.pages(draftId);
    const allBrought = rows.brought(draftId);
    for (const { componentId, name, kind } of papers) {
      if (kind !== 'scan') continue;
      const pages = allPages.filter((page) => page.componentId === componentId);
      if (pages.length > 0) {
        const madeOf = canonicalJson(sheetsOf(pages).map((sheet) => sheet.map((one) => one.prepared.fileId)));
        const file = await keep(draftId, componentId, hashOf(madeOf), () => buildPaper(draftId, name, pages));
        const doubtfulPages = pages.flatMap(({ check }, index) =>
          check.verdict === 'good' ? [] : [index + 1],
        );
        files.push({ componentId, kind: 'paper', title: name, ...file, doubtfulPages });
      }
      for (const { file, pageCount } of allBrought.filter((one) => one.componentId === componentId)) {
        files.push({ componentId, kind: 'brought', title: name, ...file, pageCount, doubtfulPages: [] });
      }
    }
    return files;
  }

  async function buildPaper(draftId: string, title: string, pages: readonly PageRecord[]) {
    try {
      return await deps.workshop.buildPdf({
        pages: preparedPages(draftId, pages),
        title,
        maxBytes: deps.maxFileBytes,
      });
    } catch (error) {
      if (!(error instanceof KioskFault) || error.code !== 'DOSSIER_PDF_TOO_LARGE') throw error;
      throw new KioskFault('DOSSIER_PDF_TOO_LARGE', {
        cause: error,
        details: { ...error.details, paper: pages[0]?.componentId ?? '' },
      });
    }
  }

  return {
    prepare(draftId, form, papers) {
      const prepared = last.then(() => prepareNow(draftId, form, papers));
      last = prepared.catch(() => undefined);
      return prepared;
    },
  };
}

/** Two sides of a card that were scanned one after the other go onto one sheet; every other page is its own. */
function sheetsOf(pages: readonly PageRecord[]): readonly (readonly PageRecord[])[] {
  const sheets: PageRecord[][] = [];
  for (const page of pages) {
    const before = sheets.at(-1);
    if (before?.length === 1 && isOneSide(before[0]) && isOneSide(page)) before.push(page);
    else sheets.push([page]);
  }
  return sheets;
}

function isOneSide(page: PageRecord | undefined): boolean {
  return page?.edits.cards === true && (page.edits.crop !== null || page.check.proposals.crops.length === 1);
}

function hashOf(madeOf: string): string {
  return createHash('sha256').update(madeOf).digest('hex');
}

/** Our own forms are written by pdf-lib with plain page objects. */
function countPages(pdf: Uint8Array): number {
  const text = Buffer.from(pdf).toString('latin1');
  return Math.max(1, [...text.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length);
}
