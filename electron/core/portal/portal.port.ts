import type {
  CatalogueManifest,
  ConfirmRegistrationAnswer,
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
