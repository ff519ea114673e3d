import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import type {
  CatalogueManifest,
  ConfirmRegistrationAnswer,
  DeliveryProof,
  DossierStates,
  FoundDossier,
  OfficeEvent,
  PaymentsAnswer,
  Rating,
  ResendRegistrationAnswer,
  SignInAnswer,
  StartRegistration,
  StartRegistrationAnswer,
} from '../../../shared/portal/index.ts';
import type { Sensitive } from '../../../shared/sensitive.ts';

/** What a signed answer of the portal says about the road. */
export interface PortalHealth {
  /** `maintenance`: the portal is there and takes nothing now. */
  readonly status: 'ok' | 'maintenance';
  /** Portal clock minus kiosk clock in milliseconds, taken at the middle of the round trip. */
  readonly clockOffsetMs: number;
}

/** The portal took the kiosk in. */
export interface Enrolment {
  /** First 16 hexadecimal digits of the SHA-256 of the portal's key, for people to compare. */
  readonly portalKeyFingerprint: string;
  /** By the portal's clock, ISO 8601. */
  readonly enrolledAt: string;
}

export interface CallOptions {
  /** Abandons the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** One revision of one dossier. */
export interface RevisionKey {
  readonly dossierId: string;
  readonly revision: number;
}

/** A file on its way. */
export interface FileToUpload extends RevisionKey {
  readonly ordinal: number;
  readonly sha256: string;
  readonly bytes: Buffer;
  /** Where an earlier try began (below the portal's base address); null for the first. */
  readonly uploadPath: string | null;
  /** Sends the bytes along with the first request: one round trip less, and nothing to resume if it is cut off. */
  readonly atOnce: boolean;
  /** The portal gave the file an address: to be kept durably before the bytes go. */
  readonly onPath: (uploadPath: string) => void;
  /** Bytes that the portal has taken, as far as the line tells; `proven` when its signed answer said so. */
  readonly onProgress: (sentBytes: number, proven: boolean) => void;
  /** Waits until so many bytes may be sent (bandwidth cap). */
  readonly mayStart?: ((sizeBytes: number) => Promise<void>) | undefined;
  /** The most bytes that one request carries. */
  readonly chunkBytes?: number | undefined;
}

/**
 * What the kiosk asks of a province's portal, whatever that portal speaks. Every call rejects with a `PORTAL_…`
 * fault unless the portal itself answered, provably.
 */
export interface PortalAdapter {
  /** False until the portal has taken this kiosk in: every call but `enrol` is then PORTAL_NOT_ENROLLED. */
  isEnrolled(): boolean;
  /** Host and port of the portal, for logs and the health screen. */
  readonly portalHost: string;
  /** Exchanges keys with the one-time code; ENROLMENT_CODE_REFUSED asks for another code. May be repeated. */
  enrol(options: CallOptions & { readonly code: string }): Promise<Enrolment>;
  checkHealth(options?: CallOptions): Promise<PortalHealth>;
  readCatalogueManifest(options?: CallOptions): Promise<CatalogueManifest>;
  /** How people sign in here; the clock offset is of this very answer. */
  readSignIn(options?: CallOptions): Promise<SignInAnswer & Pick<PortalHealth, 'clockOffsetMs'>>;
  startRegistration(request: StartRegistration, options?: CallOptions): Promise<StartRegistrationAnswer>;
  /** `resend` counts from 1; the same number sends no second message. */
  resendRegistration(
    request: { readonly registrationId: string; readonly resend: number },
    options?: CallOptions,
  ): Promise<ResendRegistrationAnswer>;
  confirmRegistration(
    request: { readonly registrationId: string; readonly code: string },
    options?: CallOptions,
  ): Promise<ConfirmRegistrationAnswer>;
  /**
   * Announces a revision, any number of times. PORTAL_REFUSED with the portal's code (CONTENT_DIFFERS,
   * CONTENT_REFUSED, FILE_TOO_LARGE, …) as `reason` and its words as `said`.
   */
  createDossier(
    request: RevisionKey & { readonly contentHash: string; readonly content: DossierContent },
    options?: CallOptions,
  ): Promise<{ readonly held: readonly number[]; readonly clockOffsetMs: number }>;
  /** Resolves when the portal has said that it has every byte; resumes from the portal's offset. */
  uploadFile(file: FileToUpload, options?: CallOptions): Promise<void>;
  /** Asks for the proof; PORTAL_REFUSED with FILES_MISSING or DOSSIER_UNKNOWN when something must be sent again. */
  finaliseDossier(
    request: RevisionKey & { readonly contentHash: string; readonly fileCount: number },
    options?: CallOptions,
  ): Promise<DeliveryProof>;
  /** At most `mostStatesAtOnce` dossiers; those that the portal does not know are left out. */
  readStates(dossierIds: readonly string[], options?: CallOptions): Promise<readonly DossierStates[]>;
  /** Null when no channel knows the code. */
  lookUp(code: string, options?: CallOptions): Promise<FoundDossier | null>;
  /** Counts a rating, once however often it is sent. */
  rate(rating: Rating, options?: CallOptions): Promise<void>;
  /** Tells of a code to pay by, any number of times; answers with what came in so far. Moments by the portal's clock. */
  offerPayment(
    offer: {
      readonly dossierId: string;
      readonly offerId: string;
      readonly vnd: number;
      readonly content: string;
      readonly expiresAt: string;
    },
    options?: CallOptions,
  ): Promise<Pick<PaymentsAnswer, 'payTo'>>;
  /** At most `mostPaymentsAtOnce` dossiers; also tells the office's account and the transfers nobody can place. */
  readPayments(
    dossierIds: readonly string[],
    options?: CallOptions,
  ): Promise<PaymentsAnswer & Pick<PortalHealth, 'clockOffsetMs'>>;
  /** At most `mostEventsAtOnce`; answers with the ids that the portal holds durably. */
  tellEvents(events: readonly OfficeEvent[], options?: CallOptions): Promise<readonly string[]>;
  /** Closes the kept connections. */
  close(): void;
}

/** An Ed25519 pair: the 32 bytes of each key in base64url (the `d` and `x` of RFC 8037). */
export interface KeyPair {
  readonly privateKey: Sensitive<string>;
  readonly publicKey: string;
}

/** What the kiosk knows of the portal that took it in. */
export interface PortalTrust {
  /** Base64url, as in `KeyPair`. */
  readonly portalPublicKey: string;
  /** By the portal's clock, ISO 8601 with milliseconds. */
  readonly enrolledAt: string;
  /** Where the portal was then. The key, not the address, is what is trusted. */
  readonly portalAddress: string;
}

/** Where keys and trust are kept between starts: the encrypted database, and nowhere else. */
export interface TrustStore {
  /**
   * The kiosk's own pair, made and stored durably at the first call: a try of enrolment whose answer was lost,
   * even by a power cut, is repeated with the same key, and the portal knows it again.
   */
  getKioskKeys(): KeyPair;
  findTrust(): PortalTrust | null;
  /** Replaces what was there, durably, before it returns. */
  writeTrust(trust: PortalTrust): void;
}
