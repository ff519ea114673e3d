import type {
  AbsentPaper,
  Delivery,
  DossierContent,
  DossierPersons,
  FeeClaim,
  SealedConsent,
  SealedFile,
} from '../../../../shared/dossier/manifest.ts';
import type { Answers } from '../../../../shared/form/index.ts';
import type { AuditRole } from '../../audit/index.ts';
import type { Store } from '../../storage/index.ts';

/** A file that is to be sealed, and where it lies in the vault. */
export interface FileToSeal extends SealedFile {
  readonly fileId: string;
  /** This process wrote it to the vault and hashed it in this visit: a look at its size is enough. */
  readonly justHashed?: boolean;
}

/** Everything a person hands in at once. */
export interface SealInput {
  /** The draft's, from the first answer on. */
  readonly dossierId: string;
  /** 0: the submission; supplements, corrections and a withdrawal count on. */
  readonly revision: number;
  readonly kind: DossierContent['kind'];
  readonly procedure: { readonly code: string; readonly name: string; readonly catalogueVersion: string };
  readonly formVersion: string;
  readonly persons: DossierPersons;
  readonly answers: Answers;
  readonly delivery: Delivery;
  readonly fee: FeeClaim;
  /** Ordinals from 1 without a gap. */
  readonly files: readonly FileToSeal[];
  readonly absent: readonly AbsentPaper[];
  readonly supplementOf: string | null;
  readonly withdrawalReason: string | null;
  readonly consents?: readonly SealedConsent[];
  /** The first of the refused revisions whose place it takes. */
  readonly supersedes?: number | null;
  /** False: no due date is promised. */
  readonly clockTrusted: boolean;
  readonly role: AuditRole;
  readonly sessionId?: string;
  /**
   * Joins the transaction that seals, before its own rows: the draft's rows go here, so that it is a draft or sealed, never
   * both. What it raises undoes the seal.
   */
  readonly inTransaction?: (db: Store['db']) => void;
}

/** What is known of a sealed revision: all that the receipt and the queue say of it. Times in ms since 1970. */
export interface Sealed {
  readonly dossierId: string;
  readonly revision: number;
  readonly kind: DossierContent['kind'];
  readonly temporaryCode: string;
  readonly receivedAt: number;
  /** Null: "theo thông báo". */
  readonly dueAt: number | null;
  readonly contentHash: string;
  readonly content: DossierContent;
}

/** Named moments of sealing, in their order: the fault tests end the process at each. */
export type SealPoint = 'seal-files-checked' | 'seal-manifest-written' | 'seal-committed';
