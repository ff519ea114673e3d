import { signatureVersion } from './signature.ts';

/**
 * Files travel by tus 1.0.0 (creation, creation-with-upload), each as an upload of its own. Its `Upload-Metadata` names
 * `dossierId`, `revision`, `ordinal` and `sha256`; the portal takes only what the accepted content announces.
 *
 * Requests and answers carry the same headers as every call (signature.ts), but the signed text below covers the tus
 * headers instead of the body: a body that is cut off must keep the bytes that came. What the bytes are is proven at the
 * end, by the hashes that `finaliseDossier` answers.
 */
export const uploadsPath = '/v1/files';

/** tus' status for bytes that do not have the announced hash; the portal has thrown them away. */
export const checksumMismatchStatus = 460;

export interface UploadToSign {
  readonly kioskId: string;
  readonly requestId: string;
  /** POST, HEAD or PATCH. */
  readonly method: string;
  /** Below the portal's base address. */
  readonly path: string;
  readonly timestamp: string;
  /** The headers as sent; empty where there is none. */
  readonly uploadOffset: string;
  readonly uploadLength: string;
  readonly uploadMetadata: string;
  readonly contentLength: string;
}

/** The text that the kiosk signs for one request of an upload. */
export function canonicalUpload(request: UploadToSign): string {
  return [
    `mot-cua-kiosk upload ${signatureVersion}`,
    request.kioskId,
    request.requestId,
    request.method,
    request.path,
    request.timestamp,
    request.uploadOffset,
    request.uploadLength,
    request.uploadMetadata,
    request.contentLength,
  ].join('\n');
}

export interface UploadAnswerToSign {
  readonly requestId: string;
  /** SHA-256 of the canonical upload request. */
  readonly requestSha256: string;
  readonly status: number;
  readonly timestamp: string;
  /** The headers as sent; empty where there is none. A body says nothing that counts. */
  readonly location: string;
  readonly uploadOffset: string;
  readonly uploadLength: string;
}

/** The text that the portal signs with its answer. */
export function canonicalUploadAnswer(answer: UploadAnswerToSign): string {
  return [
    `mot-cua-kiosk upload answer ${signatureVersion}`,
    answer.requestId,
    answer.requestSha256,
    String(answer.status),
    answer.timestamp,
    answer.location,
    answer.uploadOffset,
    answer.uploadLength,
  ].join('\n');
}
