import http from 'node:http';
import type { PortalDatabase } from './database.ts';
import type { Mischief } from './misbehaviour.ts';
import type { Asker } from './procedures.ts';
import { isSignedByKiosk } from './signing.ts';

/** What a request says of itself, and the text that its kiosk must have signed. */
export interface SignedRequest {
  readonly kioskId: string;
  readonly requestId: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly text: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Who sent this; the request id is used up by the look. */
export function findAsker(database: PortalDatabase, asked: SignedRequest): Asker {
  if (asked.signature === '' || asked.requestId === '') return { kind: 'nobody' };
  const kiosk = database.findKiosk(asked.kioskId);
  if (kiosk === null) return { kind: 'unknown' };
  if (!isSignedByKiosk(kiosk.public_key, asked.text, asked.signature)) return { kind: 'forged' };
  if (!database.noteRequestId(asked.kioskId, asked.requestId)) return { kind: 'repeated' };
  return { kind: 'kiosk', kioskId: asked.kioskId };
}

const captivePage = '<!doctype html><title>Wi-Fi</title><h1>Xin chào! Bấm để vào mạng</h1>';

/** What a proxy, a guest network or a broken server says in the portal's place: no work is done, nothing is signed. */
export function strangersReply(mischief: Mischief): Reply | null {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const failure = mischief.get('failure');
  if (failure !== null) {
    const retry = failure.retryAfterSeconds;
    return {
      status: failure.status,
      headers: { ...html, ...(retry === undefined ? {} : { 'retry-after': String(retry) }) },
      body: Buffer.from(`<h1>${failure.status} ${http.STATUS_CODES[failure.status] ?? ''}</h1>`),
    };
  }
  const redirect = mischief.get('redirect');
  if (redirect !== null) {
    return { status: 302, headers: { ...html, location: redirect.location }, body: Buffer.from(captivePage) };
  }
  if (mischief.get('captive') !== null) return { status: 200, headers: html, body: Buffer.from(captivePage) };
  if (mischief.get('unsigned') !== null) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"status":"ok"}'),
    };
  }
  return null;
}
