import { KioskFault } from '../../../shared/faults/index.ts';

/** Why the certificate of the portal is not accepted: node's and OpenSSL's codes in the words of the staff screen. */
const certificateReasons: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-issuer',
  CERT_UNTRUSTED: 'unknown-issuer',
  CERT_REVOKED: 'revoked',
  INVALID_PURPOSE: 'wrong-purpose',
};

const roadReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ENOTFOUND: 'name-unknown',
  EAI_AGAIN: 'name-unknown',
  EAI_FAIL: 'name-unknown',
  EAI_NODATA: 'name-unknown',
  ETIMEDOUT: 'no-connection',
  ENETUNREACH: 'no-route',
  EHOSTUNREACH: 'no-route',
  ENETDOWN: 'no-route',
  EHOSTDOWN: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  EACCES: 'no-route',
  EPERM: 'no-route',
};

/** The fault that a failed exchange stands for; anything that is not a failure of the road is rethrown. */
export function faultOfWireError(error: unknown, host: string): KioskFault {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code === null) throw error;
  const road = roadReasons[code];
  if (road !== undefined) {
    return new KioskFault('PORTAL_UNREACHABLE', { details: { reason: road, host }, cause: error });
  }
  const certificate = certificateReasons[code];
  if (certificate !== undefined) {
    return new KioskFault('PORTAL_CERTIFICATE', { details: { reason: certificate, host }, cause: error });
  }
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') {
    return new KioskFault('PORTAL_CERTIFICATE', { details: { reason: 'no-tls', host }, cause: error });
  }
  // What is left of OpenSSL's verification codes (bad chain, weak key, wrong use) has no better word.
  if (/CERT|CRL|^EE_|^CA_/.test(code)) {
    return new KioskFault('PORTAL_CERTIFICATE', { details: { reason: 'not-valid', host }, cause: error });
  }
  if (code.startsWith('HPE_')) {
    return new KioskFault('PORTAL_STRANGER', { details: { reason: 'not-http', host }, cause: error });
  }
  throw error;
}
