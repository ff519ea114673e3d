import type { RequestRow } from './database.ts';
import type { ArrivedDossier } from './dossiers/dossier-desk.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { OfferedPayment } from './payments/payment-desk.ts';
import type { CountedRating } from './ratings.ts';
import type { SignInState } from './sign-in/sign-in-desk.ts';

/** What a person and the dock see: never the secret part of a code. */
export interface PortalState {
  readonly address: string;
  /** False while it plays "offline". */
  readonly open: boolean;
  readonly kiosks: readonly { readonly kioskId: string; readonly enrolledAt: string }[];
  readonly codes: readonly { readonly name: string; readonly expiresAt: string; readonly used: boolean }[];
  readonly misbehaviours: readonly Misbehaviour[];
  readonly signIn: SignInState;
  /** The newest first. */
  readonly dossiers: readonly ArrivedDossier[];
  readonly ratings: readonly CountedRating[];
  /** Codes to pay by, the newest first. */
  readonly payments: readonly OfferedPayment[];
  readonly requests: readonly RequestRow[];
}
