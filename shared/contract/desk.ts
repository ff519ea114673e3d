import * as z from 'zod';
import { deliverySchema, dossierPersonSchema, feeClaimSchema } from '../dossier/manifest.ts';
import { printerFaultCodes } from '../faults/index.ts';
import { call, faultCodeSchema, type Role } from './call.ts';

/** The counter's own work is for those who work there; the technician keeps the machine, not the dossiers. */
const desk: readonly Role[] = ['staff', 'supervisor'];

const dossierId = z.uuid();
/** yyyy-mm-dd at the office. */
const day = z.iso.date();
const reason = z.string().trim().min(3).max(500);

/** Where a dossier stands on the list; `paper` and `cancelled` left the queue by an officer's word. */
export const deskStates = [
  'waiting',
  'needs-staff',
  'supplement',
  'delivered',
  'paper',
  'cancelled',
] as const;
export type DeskState = (typeof deskStates)[number];

export const deskTabs = ['today', 'waiting', 'needs-staff', 'supplement', 'delivered'] as const;
export type DeskTab = (typeof deskTabs)[number];

/** One row of the list. Times in ms since 1970. */
const deskItemSchema = z.object({
  dossierId,
  /** As it is read aloud. */
  code: z.string(),
  isTemporary: z.boolean(),
  procedureName: z.string(),
  /** Null: erased as the law says. */
  person: z.string().nullable(),
  receivedAtMs: z.number(),
  state: z.enum(deskStates),
  /** One of the portal's 1 to 10. */
  portalState: z.int().min(1).max(10).nullable(),
  /** Why it waits or needs staff. */
  fault: faultCodeSchema.nullable(),
});
export type DeskItem = z.infer<typeof deskItemSchema>;

const deskListSchema = z.object({
  items: z.array(deskItemSchema),
  /** Give it back for the rows after these; null at the end. */
  cursor: z.int().nullable(),
  /** How many stand under the tabs whose number says that there is work; counted to 999. */
  counts: z.object({ waiting: z.int(), needsStaff: z.int(), supplement: z.int() }),
  /** A kept form whose code was asked for: opened by its owner with code and number. */
  kept: z.object({ procedureName: z.string(), keptUntilMs: z.number() }).nullable(),
});
export type DeskList = z.infer<typeof deskListSchema>;

/** What an officer may do with a dossier as it stands. */
export const deskActs = [
  'retry',
  /** By `revisions.openCorrection`. */
  'correct',
  'export',
  'paper',
  'cancel',
  'supplement-request',
  'refusal',
  'control-slip',
] as const;
export type DeskAct = (typeof deskActs)[number];

const deskPaperSchema = z.object({
  revision: z.int().nonnegative(),
  title: z.string(),
  kind: z.enum(['form', 'paper', 'brought']),
  pages: z.int(),
  /** Pages (from 1) that the person kept although the kiosk doubted them. */
  doubtfulPages: z.array(z.int()),
  /** Who held the original beside it ("đã đối chiếu bản chính"), and when. */
  compared: z.object({ officer: z.string(), atMs: z.number() }).nullable(),
});

const deskRevisionSchema = z.object({
  revision: z.int().nonnegative(),
  kind: z.enum(['submission', 'supplement', 'withdrawal']),
  sealedAtMs: z.number(),
  deliveredAtMs: z.number().nullable(),
  /** `ended`: it left the queue by an officer's word; `gone`: its row went with the erasure. */
  state: z.enum(['waiting', 'sending', 'parked', 'delivered', 'ended', 'gone']),
  percent: z.int().min(0).max(100),
  nextTryAtMs: z.number().nullable(),
  fault: faultCodeSchema.nullable(),
  /** The portal's own words of why. */
  said: z.string().nullable(),
});

/** Everything an officer needs of one dossier. */
const deskDossierSchema = deskItemSchema.extend({
  temporaryCode: z.string(),
  procedureCode: z.string(),
  /** Null: "theo thông báo". */
  dueAtMs: z.number().nullable(),
  isErased: z.boolean(),
  /** Null once erased, or when its manifest cannot be read (`isDamaged`). */
  content: z
    .object({
      filer: dossierPersonSchema,
      /** Null when one files for oneself. */
      owner: dossierPersonSchema.nullable(),
      trust: z.enum(['declared', 'card-qr', 'chip-read', 'chip-verified', 'portal-verified']),
      needsIdentityCheck: z.boolean(),
      /** An officer looked at the person and their document. */
      identityCheck: z.object({ officer: z.string(), atMs: z.number(), reason: z.string() }).nullable(),
      fee: feeClaimSchema,
      delivery: deliverySchema,
      papers: z.array(deskPaperSchema),
      absent: z.array(
        z.object({ title: z.string(), because: z.enum(['later', 'shown-only', 'not-needed']) }),
      ),
      withdrawalReason: z.string().nullable(),
    })
    .nullable(),
  isDamaged: z.boolean(),
  revisions: z.array(deskRevisionSchema),
  history: z.array(z.object({ state: z.int().min(1).max(10), atMs: z.number() })),
  requests: z.array(
    z.object({
      askedAtMs: z.number(),
      reason: z.string(),
      until: z.string().nullable(),
      papers: z.array(z.string()),
      isAnswered: z.boolean(),
    }),
  ),
  ending: z
    .object({
      kind: z.enum(['paper', 'cancelled']),
      reason: z.string().nullable(),
      officer: z.string().nullable(),
      atMs: z.number(),
    })
    .nullable(),
  can: z.array(z.enum(deskActs)),
});
export type DeskDossier = z.infer<typeof deskDossierSchema>;

const handOverSchema = z.object({
  from: z.object({ unit: z.string().max(120), person: z.string().max(80) }),
  to: z.object({ unit: z.string().max(120), person: z.string().max(80) }),
  atMs: z.number().nullable(),
  outcome: z.enum(['early', 'on-time', 'late']).nullable(),
  note: z.string().max(200),
});

/** The forms of the office that an officer fills in for one dossier, with what only the officer knows. */
const officeFormSchema = z.discriminatedUnion('form', [
  z.object({
    form: z.literal('supplement-request'),
    /** Null: written by hand. */
    number: z.string().trim().max(20).nullable(),
    papers: z
      .array(
        z.object({
          title: z.string().trim().min(1).max(300),
          originals: z.int().min(0).max(99),
          certified: z.int().min(0).max(99),
          photocopies: z.int().min(0).max(99),
        }),
      )
      .min(1)
      .max(40),
    reason,
    phone: z.string().trim().max(40),
  }),
  z.object({ form: z.literal('refusal'), number: z.string().trim().max(20).nullable(), reason }),
  z.object({
    form: z.literal('control-slip'),
    handOvers: z.array(handOverSchema).max(20),
    emptyRows: z.int().min(0).max(12),
  }),
]);
export type OfficeForm = z.infer<typeof officeFormSchema>;

const registerRowSchema = z.object({
  number: z.int(),
  code: z.string(),
  procedure: z.string(),
  /** Null: "đã xoá theo quy định". */
  person: z.string().nullable(),
  contact: z.string(),
  receivedAtMs: z.number(),
  dueAtMs: z.number().nullable(),
  passedAtMs: z.number().nullable(),
  returnedAtMs: z.number().nullable(),
  way: z.enum(['office', 'post']).nullable(),
  state: z.enum(deskStates),
});
export type RegisterLine = z.infer<typeof registerRowSchema>;

/** The open form as the officer receives it in person: whom they looked at, and which originals they held. */
const receptionSchema = z.object({
  draftId: z.uuid(),
  procedureName: z.string(),
  filer: z.object({ fullName: z.string(), maskedIdNumber: z.string().nullable() }),
  check: z.object({ officer: z.string(), reason: z.string(), atMs: z.number() }).nullable(),
  /** Those that have pages; another scan has not been compared. */
  papers: z.array(
    z.object({
      componentId: z.string(),
      name: z.string(),
      pages: z.int(),
      compared: z.object({ officer: z.string(), atMs: z.number() }).nullable(),
    }),
  ),
});
export type ReceptionState = z.infer<typeof receptionSchema>;

/** Both days count. */
const periodSchema = z.object({ from: day, until: day }).refine(({ from, until }) => from <= until);

const dossierFaults = ['TRACK_NONE', 'VAULT_FILE_DAMAGED'] as const;
const paperFaults = ['PAPER_FORM_FONT_MISSING', 'PAPER_NOT_DRAWN'] as const;
const printFaults = [...paperFaults, ...printerFaultCodes, 'PRINT_CANCELLED'] as const;
/** DESK_ACT_LATE: the dossier went on meanwhile, look again. DESK_SENDING: it is on its way this very moment. */
const actFaults = [...dossierFaults, 'DESK_ACT_LATE', 'DESK_SENDING'] as const;

/** The officer's work list, what can be done with a dossier, and the register. */
export const deskContract = {
  /**
   * One page, the newest first. A query looks through every tab: a code in any writing, an identity number, or a name
   * without accents.
   */
  list: call({ roles: desk })
    .input(
      z.object({
        tab: z.enum(deskTabs),
        query: z.string().trim().max(100),
        cursor: z.int().nullable(),
      }),
    )
    .output(deskListSchema),
  open: call({ roles: desk, faults: ['TRACK_NONE'], audit: 'dossier-opened' })
    .input(z.object({ dossierId }))
    .output(deskDossierSchema),
  /** What waits or is parked goes now. */
  retry: call({ roles: desk, faults: actFaults, audit: 'dossier-sent-again' })
    .input(z.object({ dossierId }))
    .output(deskDossierSchema),
  /** Kiosks whose public key this one was told, to pack for without a password. */
  receivers: call({ roles: desk }).output(z.array(z.object({ name: z.string(), publicKey: z.string() }))),
  /** Into the folder from which the office collects; EXPORT_REFUSED carries `details.reason`. */
  export: call({
    roles: desk,
    faults: [...dossierFaults, 'EXPORT_REFUSED'],
    timeoutMs: 60_000,
    audit: 'dossier-exported',
  })
    .input(
      z.object({
        dossierId,
        lock: z.union([
          z.object({ passphrase: z.string().max(200) }),
          z.object({ publicKey: z.string().max(200) }),
        ]),
      }),
    )
    .output(z.object({ fileName: z.string(), sizeBytes: z.int() })),
  /** Prints Mẫu 01 and every file; only when all is out does the dossier leave the queue. */
  acceptOnPaper: call({
    roles: desk,
    faults: [...actFaults, ...printFaults, 'RECEIPT_NONE'],
    timeoutMs: 180_000,
    audit: 'dossier-ended',
  })
    .input(z.object({ dossierId, reason }))
    .output(deskDossierSchema),
  /** Never delivered any more; what the portal has acknowledged is withdrawn through the queue. */
  cancel: call({ roles: desk, faults: actFaults, timeoutMs: 30_000, audit: 'dossier-ended' })
    .input(z.object({ dossierId, reason }))
    .output(deskDossierSchema),
  printForm: call({
    roles: desk,
    faults: [...dossierFaults, ...printFaults],
    timeoutMs: 180_000,
    audit: 'office-paper-printed',
  })
    .input(z.object({ dossierId, form: officeFormSchema }))
    .output(z.object({ printed: z.literal(true) })),
  /** Null while no form is open. */
  reception: call({ roles: desk, faults: ['PROCEDURE_UNKNOWN'] }).output(receptionSchema.nullable()),
  compare: call({
    roles: desk,
    faults: ['DRAFT_NONE', 'PAPER_UNKNOWN', 'PROCEDURE_UNKNOWN'],
    audit: 'original-compared',
  })
    .input(z.object({ componentId: z.string().min(1).max(60), isCompared: z.boolean() }))
    .output(receptionSchema),
  /** Null takes the check back. */
  checkIdentity: call({ roles: desk, faults: ['DRAFT_NONE', 'PROCEDURE_UNKNOWN'], audit: 'identity-checked' })
    .input(z.object({ reason: reason.nullable() }))
    .output(receptionSchema),
  /** Mẫu 07 on the screen. */
  register: call({ roles: desk })
    .input(z.object({ period: periodSchema, cursor: z.int().nullable() }))
    .output(z.object({ rows: z.array(registerRowSchema), total: z.int(), cursor: z.int().nullable() })),
  /** REGISTER_TOO_LONG carries `details.most`: a longer period is asked for in parts. */
  makeRegister: call({
    roles: desk,
    faults: [...printFaults, 'REGISTER_TOO_LONG'],
    timeoutMs: 120_000,
    audit: 'register-made',
  })
    .input(z.object({ period: periodSchema, as: z.enum(['xlsx', 'pdf', 'print']) }))
    .output(z.object({ rows: z.int(), fileName: z.string().nullable() })),
};
