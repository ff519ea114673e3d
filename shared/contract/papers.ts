import * as z from 'zod';
import { call, faultCodeSchema, type Role } from './call.ts';
import { revisionKindSchema } from './drafts.ts';

/** Papers are put in by the person at the kiosk, or by the officer who helps. */
const whoScans: readonly Role[] = ['citizen', 'staff'];

const draftId = z.uuid();
const componentId = z.string().min(1).max(60);
const pageId = z.uuid();
const share = z.number().min(0).max(1);

/** A place on the page, from 0 to 1 of its width and height. */
const boxSchema = z.object({ left: share, top: share, width: share, height: share });

const pageEditsSchema = z.object({
  crop: boxSchema.nullable(),
  turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  deskewDegrees: z.number().min(-45).max(45),
  /** The cards found on the glass, laid onto an A4 sheet at true size. */
  cards: z.boolean(),
});
/** What the person said yes to. The scan itself never changes, so everything can be taken back. */
export type PageEditsChoice = z.infer<typeof pageEditsSchema>;

const scannedPageSchema = z.object({
  pageId,
  verdict: z.enum(['good', 'look-again', 'bad']),
  findings: z.array(
    z.object({ code: z.string(), level: z.enum(['look-again', 'bad']), region: boxSchema.nullable() }),
  ),
  /** What would help; nothing of it is done by itself. */
  proposals: z.object({
    turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
    deskewDegrees: z.number(),
    crops: z.array(boxSchema),
  }),
  edits: pageEditsSchema,
  /** The person looked at a doubtful page and keeps it. */
  kept: z.boolean(),
  /** Pixels of the picture as it is now. */
  widthPx: z.number().int().positive(),
  heightPx: z.number().int().positive(),
  /** Names the picture: another value, another picture. */
  picture: z.string(),
});
export type PaperPage = z.infer<typeof scannedPageSchema>;

const broughtSchema = z.object({
  broughtId: z.uuid(),
  pageCount: z.number().int().positive(),
  sizeBytes: z.number().int().positive(),
  signature: z.enum(['present', 'absent', 'broken-bytes']),
});

/** One paper of the list and how far it is. */
const paperStateSchema = z.object({
  componentId,
  name: z.string(),
  when: z.string().nullable(),
  need: z.enum(['bring', 'depends']),
  kind: z.enum(['form', 'scan', 'shown', 'known']),
  isIdCard: z.boolean(),
  /** Whether "tôi sẽ bổ sung sau" may be said of it. */
  mayComeLater: z.boolean(),
  decision: z.enum(['later', 'not-needed']).nullable(),
  pages: z.array(scannedPageSchema),
  /** PDFs that were brought instead of a scan, kept byte for byte. */
  brought: z.array(broughtSchema),
  /** Nothing is left to do about it. */
  done: z.boolean(),
});
export type PaperState = z.infer<typeof paperStateSchema>;

/** The scan that goes on, or how the last one ended badly; null when there is nothing to say. */
export const scanViewSchema = z.object({
  componentId,
  /** `ended` only with a fault: a scan that went well leaves nothing behind but its pages. */
  step: z.enum(['starting', 'waking', 'waiting-for-paper', 'waiting-for-scanner', 'scanning', 'ended']),
  /** The page that is on its way, from 1. */
  page: z.number().int().nonnegative(),
  share: share.nullable(),
  /** Pages of this scan that are safe. */
  stored: z.number().int().nonnegative(),
  fault: faultCodeSchema.nullable(),
});
export type ScanView = z.infer<typeof scanViewSchema>;

export const papersStateSchema = z.object({
  draftId,
  procedureCode: z.string(),
  procedureName: z.string(),
  /** Papers of a further revision of a sealed dossier; null for one that is handed in for the first time. */
  revisionKind: revisionKindSchema.nullable(),
  questions: z.array(
    z.object({
      id: z.string(),
      text: z.object({ vi: z.string(), en: z.string() }),
      answer: z.enum(['yes', 'no', 'unsure']).nullable(),
    }),
  ),
  papers: z.array(paperStateSchema),
  scan: scanViewSchema.nullable(),
});
export type PapersState = z.infer<typeof papersStateSchema>;

const paperFaults = ['DRAFT_NONE', 'PROCEDURE_UNKNOWN', 'PAPER_UNKNOWN'] as const;
const pageFaults = [
  ...paperFaults,
  'VAULT_FILE_DAMAGED',
  'DISK_FULL',
  'PAGE_NOT_CHECKED',
  'PAGE_PICTURE_TOO_LARGE',
  'PAGE_PICTURE_UNREADABLE',
  'PAGE_PICTURE_CUT_OFF',
] as const;

/** Putting papers in: one after the other from the list, each page judged, kept and shown. */
export const papersContract = {
  state: call({ roles: whoScans, faults: paperFaults })
    .input(z.object({ draftId }))
    .output(papersStateSchema),
  /** Answers a plain question that shortens the list; pages of a paper that falls away stay until the dossier is sealed. */
  answer: call({ roles: whoScans, faults: paperFaults })
    .input(
      z.object({
        draftId,
        answers: z.record(z.string().max(60), z.enum(['yes', 'no', 'unsure'])),
      }),
    )
    .output(papersStateSchema),
  /** Says of a paper that it comes later or is not this person's case; null takes it back. */
  decide: call({ roles: whoScans, faults: paperFaults })
    .input(z.object({ draftId, componentId, decision: z.enum(['later', 'not-needed']).nullable() }))
    .output(papersStateSchema),
  /** Begins to scan; what comes of it is told by events and in the state. Waits for paper by itself. */
  scan: call({ roles: whoScans, faults: [...paperFaults, 'SCAN_RUNNING', 'CONSENT_NEEDED', 'DISK_FULL'] })
    .input(
      z.object({
        draftId,
        componentId,
        from: z.enum(['auto', 'glass', 'feeder']),
        /** The page that the first one of this scan takes the place of; it goes when the new one is safe. */
        replaces: pageId.nullable().default(null),
      }),
    )
    .output(papersStateSchema),
  /** Ends the scan that goes on; pages so far stay. Also clears the fault of the last one. */
  stop: call({ roles: whoScans, faults: ['DRAFT_NONE'], timeoutMs: 15_000 })
    .input(z.object({ draftId }))
    .output(z.object({ stopped: z.literal(true) })),
  /** The prepared page, as it will go into the dossier. */
  picture: call({ roles: whoScans, faults: pageFaults, timeoutMs: 10_000 })
    .input(z.object({ draftId, pageId }))
    .output(z.instanceof(Blob)),
  edit: call({ roles: whoScans, faults: pageFaults, timeoutMs: 40_000 })
    .input(z.object({ draftId, pageId, edits: pageEditsSchema }))
    .output(papersStateSchema),
  keep: call({ roles: whoScans, faults: paperFaults })
    .input(z.object({ draftId, pageId, kept: z.boolean() }))
    .output(papersStateSchema),
  /** Takes a page or a brought file out and destroys it. */
  remove: call({ roles: whoScans, faults: paperFaults, timeoutMs: 10_000 })
    .input(z.object({ draftId, pageId }))
    .output(papersStateSchema),
  /** Moves a page to a place (from 0) among the pages of its paper. */
  move: call({ roles: whoScans, faults: paperFaults })
    .input(z.object({ draftId, pageId, to: z.int().nonnegative().max(1_000) }))
    .output(papersStateSchema),
};
