import { randomBytes } from 'node:crypto';
import * as oidc from 'openid-client';
import type { Clock } from '../../../shared/clock.ts';
import { isSecureOrLoopback } from '../../../shared/config/index.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import { checkDeclared, type DeclaredPerson, type Sex } from '../../../shared/identity/index.ts';
import type { SignInAnswer } from '../../../shared/portal/index.ts';
import { Sensitive } from '../../../shared/sensitive.ts';
import type { ProviderFetch } from '../portal/index.ts';

/** Loaded at the first sign-in only: openid-client costs the start of the core more than its own opening. */

/** What the portal said about its provider, and how far its clock is from ours. */
export interface SignInTerms {
  readonly provider: NonNullable<SignInAnswer['provider']>;
  /** Portal clock minus kiosk clock, ms. */
  readonly clockOffsetMs: number;
}

/** Whom the provider vouches for: name and number at least. */
export type ApprovedPerson = DeclaredPerson & { readonly idNumber: string };

export type PollAnswer =
  | { readonly kind: 'pending' | 'slow-down' | 'denied' | 'expired' }
  | { readonly kind: 'approved'; readonly person: ApprovedPerson };

/** One code that was asked for. Its tokens never leave it. */
export interface DeviceGrant {
  readonly userCode: string;
  readonly verificationUri: string;
  readonly qrText: string;
  readonly expiresInMs: number;
  readonly intervalMs: number;
  /** Raises SIGN_IN_UNREACHABLE and SIGN_IN_NOT_TRUSTWORTHY. */
  poll(): Promise<PollAnswer>;
  /** Gives the tokens back (RFC 7009); without tokens, or where the provider takes none back, nothing is asked. */
  revoke(): Promise<void>;
}

const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code';

const limits = {
  /** A code that lives longer is not waited for: the visit would be over. */
  longestLifeMs: 15 * 60_000,
  shortestIntervalMs: 1_000,
  longestIntervalMs: 60_000,
  /** RFC 8628 3.2: without an interval, five seconds. */
  usualIntervalMs: 5_000,
  /** How far the provider's clock may be from the portal's. */
  clockToleranceSeconds: 120,
  userCodeLetters: 24,
  addressLetters: 300,
} as const;

/** Asks the provider for a code. Raises SIGN_IN_NOT_OFFERED, SIGN_IN_UNREACHABLE, SIGN_IN_NOT_TRUSTWORTHY. */
export async function beginDeviceGrant(
  terms: SignInTerms,
  deps: {
    readonly road: ProviderFetch;
    readonly clock: Clock;
    /** Today at the office, YYYY-MM-DD. */
    readonly today: () => string;
    readonly prefixes: ReadonlySet<string>;
  },
): Promise<DeviceGrant> {
  const { provider } = terms;
  const issuer = new URL(provider.issuer);
  if (!isSecureOrLoopback(issuer)) throw distrust('insecure');
  const isLoopback = issuer.protocol === 'http:';
  const nonce = randomBytes(24).toString('base64url');
  /** The provider is judged by the portal's clock: the kiosk's own may be years off. */
  const portalNowMs = (): number => deps.clock.now() + terms.clockOffsetMs;

  const config = await asked(() =>
    oidc.discovery(
      issuer,
      provider.clientId,
      {
        [oidc.clockSkew]: Math.round((portalNowMs() - Date.now()) / 1_000),
        [oidc.clockTolerance]: limits.clockToleranceSeconds,
      },
      oidc.None(),
      {
        [oidc.customFetch]: deps.road.fetch,
        execute: [
          oidc.enableNonRepudiationChecks,
          // The province's real provider is HTTPS; only the reference portal on this machine is not.
          ...(isLoopback ? [oidc.allowInsecureRequests] : []),
        ],
      },
    ),
  );
  const begun = await asked(() => oidc.initiateDeviceAuthorization(config, { scope: provider.scope, nonce }));
  const verificationUri = checkedAddress(begun.verification_uri);
  const qrText =
    begun.verification_uri_complete === undefined
      ? verificationUri
      : checkedAddress(begun.verification_uri_complete);
  if (begun.user_code.length === 0 || begun.user_code.length > limits.userCodeLetters) {
    throw distrust('user-code');
  }
  let tokens: Sensitive<readonly string[]> | null = null;

  async function personOf(answer: Awaited<ReturnType<typeof askForTokens>>): Promise<ApprovedPerson> {
    const idToken = answer.claims();
    if (idToken === undefined) throw distrust('no-id-token');
    // A provider may leave the nonce out of a device grant (RFC 8628 does not know it); a false one is a lie.
    if (idToken.nonce !== undefined && idToken.nonce !== nonce) throw distrust('nonce');
    if (idToken.iat > portalNowMs() / 1_000 + limits.clockToleranceSeconds) throw distrust('future');
    const hasPerson = typeof idToken[provider.idNumberClaim] === 'string' && typeof idToken.name === 'string';
    const more = hasPerson
      ? {}
      : await asked(() => oidc.fetchUserInfo(config, answer.access_token, idToken.sub));
    const person = readPerson({ ...more, ...idToken }, provider.idNumberClaim, deps);
    if (person === null) throw distrust('claims');
    return person;
  }

  const askForTokens = () =>
    oidc.genericGrantRequest(config, deviceCodeGrant, { device_code: begun.device_code });

  return {
    userCode: begun.user_code,
    verificationUri,
    qrText,
    expiresInMs: Math.min(limits.longestLifeMs, Math.max(0, begun.expires_in * 1_000)),
    intervalMs: Math.min(
      limits.longestIntervalMs,
      Math.max(limits.shortestIntervalMs, (begun.interval ?? limits.usualIntervalMs / 1_000) * 1_000),
    ),
    async poll() {
      try {
        const answer = await askForTokens();
        tokens = new Sensitive(
          [answer.refresh_token, answer.access_token].filter((token) => token !== undefined),
        );
        return { kind: 'approved', person: await personOf(answer) };
      } catch (error) {
        const kind = error instanceof oidc.ResponseBodyError ? pollErrors[error.error] : undefined;
        if (kind !== undefined) return { kind };
        throw faultOf(error);
      }
    },
    async revoke() {
      const held = tokens?.reveal() ?? [];
      tokens = null;
      if (config.serverMetadata().revocation_endpoint === undefined) return;
      for (const token of held) await asked(() => oidc.tokenRevocation(config, token));
    },
  };
}

const pollErrors: Readonly<Record<string, 'pending' | 'slow-down' | 'denied' | 'expired'>> = {
  authorization_pending: 'pending',
  slow_down: 'slow-down',
  access_denied: 'denied',
  expired_token: 'expired',
  // The code is no longer known, perhaps because the reply that spent it was lost: a new one is the only way.
  invalid_grant: 'expired',
};

async function asked<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw faultOf(error);
  }
}

/** What openid-client throws, as a fault; its messages may quote answers and go no further. */
function faultOf(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isKioskFault(cause)) return cause;
  }
  if (error instanceof oidc.ResponseBodyError) {
    // The provider knows the protocol and refuses this kiosk.
    return new KioskFault('SIGN_IN_NOT_OFFERED', { details: { reason: 'refused' } });
  }
  if (error instanceof oidc.ClientError || error instanceof oidc.WWWAuthenticateChallengeError) {
    return distrust(error.code?.toLowerCase().replace(/^oauth_/, '') ?? 'answer');
  }
  return error;
}

function distrust(reason: string): KioskFault {
  return new KioskFault('SIGN_IN_NOT_TRUSTWORTHY', { details: { reason } });
}

/** A QR that leads a phone somewhere must lead it over TLS. */
function checkedAddress(text: string): string {
  if (text.length > limits.addressLetters || !URL.canParse(text) || !isSecureOrLoopback(new URL(text))) {
    throw distrust('address');
  }
  return text;
}

const sexOfGender: Readonly<Record<string, Sex>> = { male: 'Nam', female: 'Nữ', nam: 'Nam', nữ: 'Nữ' };

/** Null when the claims do not name a person by the same rules as everywhere else. */
function readPerson(
  claims: Readonly<Record<string, unknown>>,
  idNumberClaim: string,
  deps: { readonly today: () => string; readonly prefixes: ReadonlySet<string> },
): ApprovedPerson | null {
  const text = (name: string): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' && value.length <= 400 ? value : null;
  };
  const checked = checkDeclared(
    {
      fullName: text('name') ?? '',
      idNumber: text(idNumberClaim),
      birthDate: text('birthdate'),
      sex: sexOfGender[text('gender')?.toLowerCase() ?? ''] ?? null,
      residence: null,
    },
    { today: deps.today(), prefixes: deps.prefixes },
  );
  if (!checked.ok || checked.person.idNumber === null) return null;
  return { ...checked.person, idNumber: checked.person.idNumber };
}
