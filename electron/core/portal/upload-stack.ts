import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { KioskFault } from '../../../shared/faults/index.ts';
import {
  canonicalUpload,
  canonicalUploadAnswer,
  checksumMismatchStatus,
  portalHeaders,
} from '../../../shared/portal/index.ts';
import { retryAfter } from './answer.ts';
import { isSignedBy } from './keys.ts';
import type { FileToUpload } from './portal.port.ts';
import type { LineAnswer, SignedLine } from './signed-line.ts';

/** The portal no longer knows the address of this upload. */
export class UploadGone extends Error {
  override readonly name = 'UploadGone';
}

/** Never looked up: tus wants whole addresses, the line knows the portal's base. */
const anyBase = 'http://portal.invalid';

/** The requests of one upload over the signed line, in the shape that tus-js-client takes. */
export function createUploadStack(deps: {
  readonly line: SignedLine;
  readonly file: FileToUpload;
  readonly signal: AbortSignal | undefined;
}) {
  const { line, file } = deps;
  let failure: unknown = null;

  function fault(
    code: 'PORTAL_FAILED' | 'PORTAL_REFUSED',
    details: Record<string, string | number>,
  ): KioskFault {
    return new KioskFault(code, { details: { host: line.host, ...details } });
  }

  /** Only what the portal signed counts, also here: a 204 of a stranger would lose a page. */
  function check(
    { answer, requestId, requestSha256 }: LineAnswer,
    sizeBytes: number,
  ): (name: string) => string {
    const { status, headers } = answer;
    const header = (name: string): string => {
      const value = headers[name.toLowerCase()];
      return typeof value === 'string' ? value : '';
    };
    const stranger = (reason: string): KioskFault =>
      new KioskFault('PORTAL_STRANGER', { details: { host: line.host, reason, status } });
    if (status >= 300 && status < 400) throw stranger('redirect');
    if (status === 511) throw stranger('captive');
    if (status >= 500 || status === 429 || status === 408)
      throw new KioskFault('PORTAL_FAILED', {
        details: { host: line.host, status, ...retryAfter(headers['retry-after']) },
      });
    const signature = header(portalHeaders.signature);
    if (signature === '' && status === 413)
      throw fault('PORTAL_FAILED', { status, reason: 'too-large-for-proxy', sizeBytes });
    if (signature === '') throw stranger('unsigned');
    const text = canonicalUploadAnswer({
      requestId,
      requestSha256,
      status,
      timestamp: header(portalHeaders.timestamp),
      location: header('location'),
      uploadOffset: header('upload-offset'),
      uploadLength: header('upload-length'),
    });
    if (isSignedBy(line.getTrust().portalPublicKey, text, signature)) return header;
    throw new KioskFault('PORTAL_SIGNATURE', { details: { host: line.host, reason: 'not-the-portal' } });
  }

  /** What the portal's own status means; returns for those that the library goes on with. */
  function judge(method: string, status: number, header: (name: string) => string, sentFrom: number): void {
    if (status >= 200 && status < 300) {
      const offset = header('upload-offset');
      if (offset === '') return;
      const reached = Number(offset);
      const moved = method !== 'PATCH' || reached > sentFrom;
      if (!Number.isSafeInteger(reached) || reached > file.bytes.length || !moved)
        throw fault('PORTAL_FAILED', { reason: 'offset', status });
      if (method === 'HEAD' && Number(header('upload-length')) !== file.bytes.length) throw new UploadGone();
      file.onProgress(reached, true);
      return;
    }
    if (status === 404 || status === 410) {
      // Asked for its offset, the library makes a new one by itself; announced files are asked for by POST.
      if (method === 'HEAD') return;
      if (method === 'PATCH') throw new UploadGone();
      throw fault('PORTAL_REFUSED', { reason: 'DOSSIER_UNKNOWN', status });
    }
    if (status === 409) throw fault('PORTAL_FAILED', { reason: 'offset', status });
    if (status === 423 || status === 425)
      throw fault('PORTAL_REFUSED', { reason: 'DOSSIER_LOCKED', status: 423 });
    if (status === 401) throw fault('PORTAL_REFUSED', { reason: 'KIOSK_UNKNOWN', status });
    if (status === 413) throw fault('PORTAL_REFUSED', { reason: 'FILE_TOO_LARGE', status });
    if (status === checksumMismatchStatus)
      throw new KioskFault('DOSSIER_PROOF_WRONG', { details: { reason: 'checksum', ordinal: file.ordinal } });
    throw fault('PORTAL_REFUSED', { reason: 'UPLOAD_REFUSED', status });
  }

  async function send(
    method: string,
    address: string,
    headers: Readonly<Record<string, string>>,
    body: Buffer | null,
    onSent: (sentBytes: number) => void,
  ): Promise<HttpResponse> {
    const path = pathOf(address);
    const contentLength = method === 'HEAD' ? '' : String(body?.length ?? 0);
    if (body !== null) await file.mayStart?.(body.length);
    const asked = await line.send({
      method,
      path,
      headers: { ...headers, ...(contentLength === '' ? {} : { 'content-length': contentLength }) },
      body,
      textOf: (stamp) =>
        canonicalUpload({
          ...stamp,
          method,
          path,
          uploadOffset: headers['upload-offset'] ?? '',
          uploadLength: headers['upload-length'] ?? '',
          uploadMetadata: headers['upload-metadata'] ?? '',
          contentLength,
        }),
      onSent: body === null ? undefined : onSent,
      // Bytes that may have arrived are never said twice without asking how far they came.
      mayRepeat: method !== 'PATCH',
      signal: deps.signal,
    });
    const header = check(asked, body?.length ?? 0);
    const { status } = asked.answer;
    if (status === 201 && !/^\/[\w./-]+$/.test(header('location')))
      throw fault('PORTAL_FAILED', { reason: 'answer-unreadable', status });
    judge(method, status, header, Number(headers['upload-offset'] ?? 0));
    return {
      getStatus: () => status,
      getHeader: (name) => header(name) || undefined,
      getBody: () => '',
      getUnderlyingObject: () => null,
    };
  }

  function createRequest(method: string, address: string): HttpRequest {
    const headers: Record<string, string> = {};
    let onSent = (_: number): void => {};
    return {
      getMethod: () => method,
      getURL: () => address,
      setHeader: (name, value) => {
        headers[name.toLowerCase()] = value;
      },
      getHeader: (name) => headers[name.toLowerCase()],
      setProgressHandler: (handler) => {
        onSent = handler;
      },
      async send(body: Buffer | null) {
        const from = Number(headers['upload-offset'] ?? 0);
        try {
          return await send(method, address, headers, body ?? null, (sentBytes) => {
            file.onProgress(from + sentBytes, false);
            onSent(sentBytes);
          });
        } catch (error) {
          failure = error;
          throw error;
        }
      },
      abort: async () => {}, // ended by the caller's signal instead
      getUnderlyingObject: () => null,
    };
  }

  const stack: HttpStack = { createRequest, getName: () => 'signed-line' };
  return {
    ...stack,
    addressOf: (path: string): string => `${anyBase}${path}`,
    pathOf,
    /** What ended the upload, before the library wrapped it. */
    failure: (): unknown => failure,
  };
}

function pathOf(address: string): string {
  return new URL(address).pathname;
}
