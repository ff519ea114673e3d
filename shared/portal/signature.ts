/**
 * What kiosk and portal sign, as pure text: whoever implements the portal side needs only this file and Ed25519
 * (RFC 8032). Every text is UTF-8, its lines are joined by a line feed, without one at the end. Hashes are SHA-256 in
 * lower-case hexadecimal, keys (32 bytes) and signatures (64 bytes) are base64url without padding.
 *
 * Time stamps are information, never a condition: a kiosk with a wrong clock is served like any other, and what is
 * new is told from what is repeated by the request id alone (PEERS 6, "endless token expired").
 */

/** Version of the scheme; it stands in the first line of every signed text, so a new one can live beside it. */
export const signatureVersion = '1';

/** Headers of both directions. Requests carry all of them, answers all but `kioskId`. */
export const portalHeaders = {
  version: 'x-kiosk-version',
  kioskId: 'x-kiosk-id',
  /** UUIDv7, new for every attempt: the portal refuses one that it has seen. The answer echoes it. */
  requestId: 'x-kiosk-request',
  /** The sender's clock, ISO 8601 in UTC with milliseconds. */
  timestamp: 'x-kiosk-timestamp',
  signature: 'x-kiosk-signature',
} as const;

export interface RequestToSign {
  readonly kioskId: string;
  readonly requestId: string;
  /** Upper case. */
  readonly method: string;
  /** Below the portal's base address, with its query: a reverse proxy may move the base. */
  readonly path: string;
  readonly timestamp: string;
  /** Of the bytes of the body; of nothing when there is none. */
  readonly bodySha256: string;
}

/** The text that the kiosk signs with its key. */
export function canonicalRequest(request: RequestToSign): string {
  return [
    `mot-cua-kiosk request ${signatureVersion}`,
    request.kioskId,
    request.requestId,
    request.method,
    request.path,
    request.timestamp,
    request.bodySha256,
  ].join('\n');
}

export interface AnswerToSign {
  readonly requestId: string;
  /** SHA-256 of the canonical request: an answer counts only for exactly the question that was asked. */
  readonly requestSha256: string;
  readonly status: number;
  /** The portal's clock when it signed; the kiosk measures its own clock by it. */
  readonly timestamp: string;
  /** The header as sent. */
  readonly contentType: string;
  readonly bodySha256: string;
}

/** The text that the portal signs with its key. */
export function canonicalAnswer(answer: AnswerToSign): string {
  return [
    `mot-cua-kiosk answer ${signatureVersion}`,
    answer.requestId,
    answer.requestSha256,
    String(answer.status),
    answer.timestamp,
    answer.contentType,
    answer.bodySha256,
  ].join('\n');
}
