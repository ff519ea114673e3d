import { type KeyObject, sign } from 'node:crypto';

/** What a provider can do wrong; `slow-down` and `short-code` are its right. */
export const providerWays = [
  /** The metadata name another issuer than the one that was asked. */
  'issuer',
  /** The ID token names another issuer. */
  'token-issuer',
  'nonce',
  'audience',
  /** Signed by a key that is not in its set. */
  'signature',
  /** Issued an hour from now. */
  'future',
  /** Ended an hour ago. */
  'ended-token',
  /** No ID token at all. */
  'no-token',
  /** Nobody's number. */
  'no-number',
  /** The page of a guest network in the place of every answer. */
  'html',
  'redirect',
  /** More bytes than anybody reads. */
  'flood',
  /** The page on which to approve is not on TLS. */
  'plain-address',
  'slow-down',
  /** The code is over after a second. */
  'short-code',
] as const;
export type ProviderWay = (typeof providerWays)[number];

type Claims = Record<string, unknown>;

/** The provider's own ID token, changed and signed again (ES256). */
export function falsify(
  way: ProviderWay,
  idToken: string,
  keys: { readonly own: KeyObject; readonly foreign: KeyObject },
): string | undefined {
  const [header = '', payload = ''] = idToken.split('.');
  const claims: Claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  const hour = 3_600;
  const now = Math.floor(Date.now() / 1_000);
  switch (way) {
    case 'token-issuer':
      return signed(header, { ...claims, iss: 'https://dang-nhap.example.vn' }, keys.own);
    case 'nonce':
      return signed(header, { ...claims, nonce: 'of-another-person' }, keys.own);
    case 'audience':
      return signed(header, { ...claims, aud: 'another-kiosk' }, keys.own);
    case 'signature':
      return signed(header, claims, keys.foreign);
    case 'future':
      return signed(header, { ...claims, iat: now + hour, exp: now + 2 * hour }, keys.own);
    case 'ended-token':
      return signed(header, { ...claims, iat: now - 2 * hour, exp: now - hour }, keys.own);
    case 'no-token':
      return undefined;
    default:
      return idToken;
  }
}

function signed(header: string, claims: Claims, key: KeyObject): string {
  const text = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}
