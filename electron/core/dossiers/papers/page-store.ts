import * as z from 'zod';
import type { Store } from '../../storage/index.ts';

const fromJson = z.string().transform((text): unknown => JSON.parse(text));
const share = z.number();
const boxSchema = z.object({ left: share, top: share, width: share, height: share });
const quarterTurn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

/** A file of the vault. */
export const storedFileSchema = z.object({ fileId: z.string(), sizeBytes: z.number(), sha256: z.string() });

const scanSchema = storedFileSchema.extend({
  dpi: z.number().nullable(),
  format: z.enum(['jpeg', 'png', 'tiff']),
});

const preparedSchema = storedFileSchema.extend({
  widthPx: z.number(),
  heightPx: z.number(),
  dpi: z.number(),
});
export type StoredPicture = z.infer<typeof preparedSchema>;

const checkSchema = z.object({
  verdict: z.enum(['good', 'look-again', 'bad']),
  findings: z.array(
    z.object({ code: z.string(), level: z.enum(['look-again', 'bad']), region: boxSchema.nullable() }),
  ),
  proposals: z.object({ turn: quarterTurn, deskewDegrees: z.number(), crops: z.array(boxSchema) }),
});

export const editsSchema = z.object({
  crop: boxSchema.nullable(),
  turn: quarterTurn,
  deskewDegrees: z.number(),
  cards: z.boolean(),
});
export type StoredEdits = z.infer<typeof editsSchema>;

const pageRowSchema = z.object({
  pageId: z.string(),
  dossierId: z.string(),
  componentId: z.string(),
  position: z.number(),
  jobId: z.string(),
  jobOrdinal: z.number(),
  scan: fromJson.pipe(scanSchema),
  prepared: fromJson.pipe(preparedSchema),
  check: fromJson.pipe(checkSchema),
  edits: fromJson.pipe(editsSchema),
  kept: z.number().transform((flag) => flag === 1),
});
export type PageRecord = z.infer<typeof pageRowSchema>;

const broughtRowSchema = z.object({
  broughtId: z.string(),
  componentId: z.string(),
  file: fromJson.pipe(storedFileSchema),
  pageCount: z.number(),
  signature: z.enum(['present', 'absent', 'broken-bytes']),
});
export type BroughtRecord = z.infer<typeof broughtRowSchema>;

const pdfRowSchema = z.object({
  componentId: z.string(),
  builtFrom: z.string(),
  file: fromJson.pipe(storedFileSchema.extend({ pageCount: z.number() })),
});
export type PdfRecord = z.infer<typeof pdfRowSchema>;

const decisionRowSchema = z.object({
  componentId: z.string(),
  decision: z.enum(['later', 'not-needed']),
});
export type Decision = z.infer<typeof decisionRowSchema>['decision'];

/** Rows of the papers of drafts. Writing happens inside the caller's transaction. */
export interface PageStore {
  /** In the order of the paper. */
  pages(dossierId: string): readonly PageRecord[];
  page(dossierId: string, pageId: string): PageRecord | null;
  hasJobPage(jobId: string, jobOrdinal: number): boolean;
  /** Appends to its paper. */
  insertPage(page: Omit<PageRecord, 'position'>, addedAt: number): void;
  /** The first page of a scan stands where another page stood. */
  takePlace(jobId: string, replaced: PageRecord): void;
  setPrepared(pageId: string, prepared: StoredPicture, edits: StoredEdits): void;
  setKept(pageId: string, kept: boolean): void;
  setOrder(pageIds: readonly string[]): void;
  removePage(pageId: string): void;
  brought(dossierId: string): readonly BroughtRecord[];
  insertBrought(
    brought: BroughtRecord & {
      readonly dossierId: string;
      readonly jobId: string;
      readonly jobOrdinal: number;
    },
    addedAt: number,
  ): void;
  removeBrought(broughtId: string): void;
  decisions(dossierId: string): ReadonlyMap<string, Decision>;
  decide(dossierId: string, componentId: string, decision: Decision | null): void;
  pdfs(dossierId: string): ReadonlyMap<string, PdfRecord>;
  putPdf(dossierId: string, pdf: PdfRecord): void;
  removePdf(dossierId: string, componentId: string): void;
}

/** Papers of drafts in the encrypted database. */
export function createPageStore({ db }: Pick<Store, 'db'>): PageStore {
  const columns = `page_id AS pageId, dossier_id AS dossierId, component_id AS componentId, position,
    job_id AS jobId, job_ordinal AS jobOrdinal, scan, prepared, page_check AS "check", edits, kept`;
  const pages = db.prepare<[string], unknown>(
    `SELECT ${columns} FROM draft_page WHERE dossier_id = ? ORDER BY component_id, position, rowid`,
  );
  const page = db.prepare<[string, string], unknown>(
    `SELECT ${columns} FROM draft_page WHERE dossier_id = ? AND page_id = ?`,
  );
  const jobPage = db
    .prepare<[string, number, string, number], number>(
      `SELECT 1 FROM draft_page WHERE job_id = ? AND job_ordinal = ?
       UNION ALL SELECT 1 FROM draft_brought WHERE job_id = ? AND job_ordinal = ?`,
    )
    .pluck();
  const insertPage = db.prepare(
    `INSERT INTO draft_page (page_id, dossier_id, component_id, position, job_id, job_ordinal, scan, prepared,
       page_check, edits, kept, added_at)
     VALUES (@pageId, @dossierId, @componentId,
       (SELECT coalesce(max(position), -1) + 1 FROM draft_page
        WHERE dossier_id = @dossierId AND component_id = @componentId),
       @jobId, @jobOrdinal, @scan, @prepared, @check, @edits, @kept, @addedAt)`,
  );
  const takePlace = db.prepare('UPDATE draft_page SET position = ? WHERE job_id = ? AND job_ordinal = 1');
  const setPrepared = db.prepare('UPDATE draft_page SET prepared = ?, edits = ? WHERE page_id = ?');
  const setKept = db.prepare('UPDATE draft_page SET kept = ? WHERE page_id = ?');
  const setPosition = db.prepare('UPDATE draft_page SET position = ? WHERE page_id = ?');
  const removePage = db.prepare('DELETE FROM draft_page WHERE page_id = ?');
  const brought = db.prepare<[string], unknown>(
    `SELECT brought_id AS broughtId, component_id AS componentId, file, page_count AS pageCount, signature
     FROM draft_brought WHERE dossier_id = ? ORDER BY added_at, rowid`,
  );
  const insertBrought = db.prepare(
    `INSERT INTO draft_brought (brought_id, dossier_id, component_id, job_id, job_ordinal, file, page_count,
       signature, added_at)
     VALUES (@broughtId, @dossierId, @componentId, @jobId, @jobOrdinal, @file, @pageCount, @signature, @addedAt)`,
  );
  const removeBrought = db.prepare('DELETE FROM draft_brought WHERE brought_id = ?');
  const decisions = db.prepare<[string], unknown>(
    'SELECT component_id AS componentId, decision FROM draft_paper WHERE dossier_id = ?',
  );
  const decide = db.prepare(
    `INSERT INTO draft_paper (dossier_id, component_id, decision) VALUES (?, ?, ?)
     ON CONFLICT (dossier_id, component_id) DO UPDATE SET decision = excluded.decision`,
  );
  const undecide = db.prepare('DELETE FROM draft_paper WHERE dossier_id = ? AND component_id = ?');
  const pdfs = db.prepare<[string], unknown>(
    'SELECT component_id AS componentId, file, built_from AS builtFrom FROM draft_pdf WHERE dossier_id = ?',
  );
  const putPdf = db.prepare(
    `INSERT INTO draft_pdf (dossier_id, component_id, file, built_from) VALUES (?, ?, ?, ?)
     ON CONFLICT (dossier_id, component_id) DO UPDATE SET file = excluded.file, built_from = excluded.built_from`,
  );
  const removePdf = db.prepare('DELETE FROM draft_pdf WHERE dossier_id = ? AND component_id = ?');

  return {
    pages: (dossierId) => z.array(pageRowSchema).parse(pages.all(dossierId)),
    page(dossierId, pageId) {
      const row = page.get(dossierId, pageId);
      return row === undefined ? null : pageRowSchema.parse(row);
    },
    hasJobPage: (jobId, ordinal) => jobPage.get(jobId, ordinal, jobId, ordinal) !== undefined,
    insertPage: (record, addedAt) =>
      void insertPage.run({
        ...record,
        scan: JSON.stringify(record.scan),
        prepared: JSON.stringify(record.prepared),
        check: JSON.stringify(record.check),
        edits: JSON.stringify(record.edits),
        kept: record.kept ? 1 : 0,
        addedAt: Math.max(0, addedAt),
      }),
    takePlace: (jobId, { position }) => void takePlace.run(position, jobId),
    setPrepared: (pageId, prepared, edits) =>
      void setPrepared.run(JSON.stringify(prepared), JSON.stringify(edits), pageId),
    setKept: (pageId, kept) => void setKept.run(kept ? 1 : 0, pageId),
    setOrder(pageIds) {
      for (const [position, pageId] of pageIds.entries()) setPosition.run(position, pageId);
    },
    removePage: (pageId) => void removePage.run(pageId),
    brought: (dossierId) => z.array(broughtRowSchema).parse(brought.all(dossierId)),
    insertBrought: (record, addedAt) =>
      void insertBrought.run({
        ...record,
        file: JSON.stringify(record.file),
        addedAt: Math.max(0, addedAt),
      }),
    removeBrought: (broughtId) => void removeBrought.run(broughtId),
    decisions: (dossierId) =>
      new Map(
        z
          .array(decisionRowSchema)
          .parse(decisions.all(dossierId))
          .map(({ componentId, decision }) => [componentId, decision]),
      ),
    decide(dossierId, componentId, decision) {
      if (decision === null) undecide.run(dossierId, componentId);
      else decide.run(dossierId, componentId, decision);
    },
    pdfs: (dossierId) =>
      new Map(
        z
          .array(pdfRowSchema)
          .parse(pdfs.all(dossierId))
          .map((pdf) => [pdf.componentId, pdf]),
      ),
    putPdf: (dossierId, { componentId, file, builtFrom }) =>
      void putPdf.run(dossierId, componentId, JSON.stringify(file), builtFrom),
    removePdf: (dossierId, componentId) => void removePdf.run(dossierId, componentId),
  };
}
