import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import {
  type CatalogueManifest,
  canonicalAnswer,
  canonicalRequest,
  type PortalCall,
  portalCalls,
  portalHeaders,
  portalRoutes,
  signatureVersion,
} from '../../shared/portal/index.ts';
import type { PortalDatabase } from './database.ts';
import type { Mischief } from './misbehaviour.ts';
import { type Asker, createPortalRouter } from './procedures.ts';
import type { SignInDesk } from './sign-in/sign-in-desk.ts';
import { createPortalSigner, isSignedByKiosk, sha256 } from './signing.ts';

const largestBodyBytes = 1024 * 1024;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly call: PortalCall | null;
  readonly body: Buffer;
  readonly kioskId: string;
  readonly requestId: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly text: string;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const captivePage = '<!doctype html><title>Wi-Fi</title><h1>Xin chào! Bấm để vào mạng</h1>';

/** Answers one HTTP request as the portal does, with the mischief asked for; everything is signed on the way out. */
export function createAnswering(deps: {
  readonly database: PortalDatabase;
  readonly manifest: () => CatalogueManifest;
  readonly signIn: SignInDesk;
  readonly takeMischief: (call: PortalCall | null) => Mischief;
  /** Aborts the late replies when the portal stops. */
  readonly stopped: AbortSignal;
}) {
  const { database } = deps;
  const signer = createPortalSigner(database.getPrivateKey());
  const portalPublicKey = signer.publicKey;
  const handler = new OpenAPIHandler(
    createPortalRouter({ database, portalPublicKey, manifest: deps.manifest, signIn: deps.signIn }),
  );

  function findAsker(asked: Asked): Asker {
    if (asked.signature === '' || asked.requestId === '') return { kind: 'nobody' };
    const kiosk = database.findKiosk(asked.kioskId);
    if (kiosk === null) return { kind: 'unknown' };
    if (!isSignedByKiosk(kiosk.public_key, asked.text, asked.signature)) return { kind: 'forged' };
    if (!database.noteRequestId(asked.kioskId, asked.requestId)) return { kind: 'repeated' };
    return { kind: 'kiosk', kioskId: asked.kioskId };
  }

  /** The work itself; durable when it returns. */
  async function work(asked: Asked, now: number): Promise<Omit<Reply, 'headers'>> {
    const { response } = await handler.handle(
      new Request(`http://portal${asked.path}`, {
        method: asked.method,
        headers: { 'content-type': 'application/json' },
        ...(asked.body.length > 0 ? { body: new Uint8Array(asked.body) } : {}),
      }),
      {
        context: {
          asker: findAsker(asked),
          now,
          isSignedWith: (publicKey) => isSignedByKiosk(publicKey, asked.text, asked.signature),
        },
      },
    );
    if (response === undefined) {
      const refusal = { code: 'NOT_FOUND', status: 404, message: 'No such call' };
      return { status: 404, body: Buffer.from(JSON.stringify(refusal)) };
    }
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  }

  function seal(asked: Asked, done: Omit<Reply, 'headers'>, now: number, mischief: Mischief): Reply {
    const contentType = 'application/json';
    const timestamp = new Date(now).toISOString();
    const requestId =
      mischief.get('other-request') === null ? asked.requestId : asked.requestId.replace(/^./, 'f');
    const body = mischief.get('wrong-schema') === null ? done.body : Buffer.from('{"surprise":true}');
    const text = canonicalAnswer({
      requestId,
      requestSha256: sha256(asked.text),
      status: done.status,
      timestamp,
      contentType,
      bodySha256: sha256(body),
    });
    const wrong = mischief.get('wrong-signature') !== null;
    return {
      status: done.status,
      headers: {
        'content-type': contentType,
        [portalHeaders.version]: signatureVersion,
        [portalHeaders.requestId]: requestId,
        [portalHeaders.timestamp]: timestamp,
        [portalHeaders.signature]: signer.sign(wrong ? `${text} by another` : text),
      },
      // A trailing space is still the same JSON: only the signature can tell.
      body: mischief.get('changed-body') === null ? body : Buffer.concat([body, Buffer.from(' ')]),
    };
  }

  function log(asked: Asked, status: number, mischief: Mischief, now: number): void {
    const kioskTime = Date.parse(asked.timestamp);
    database.logRequest({
      at: new Date(now).toISOString(),
      kiosk_id: asked.kioskId || null,
      request_id: asked.requestId || null,
      call: asked.call,
      status,
      mischief: mischief.kinds,
      kiosk_clock_offset_ms: Number.isNaN(kioskTime) ? null : kioskTime - now,
    });
  }

  async function answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const asked = await readRequest(incoming);
    if (asked === null) {
      outgoing.writeHead(413, { connection: 'close' }).end();
      return;
    }
    const mischief = deps.takeMischief(asked.call);
    const now = Date.now() + (mischief.get('wrong-clock')?.offsetMs ?? 0);
    if (mischief.get('reset') !== null) {
      log(asked, 0, mischief, now);
      incoming.socket.resetAndDestroy();
      return;
    }
    const stranger = strangersReply(mischief);
    const reply = stranger ?? seal(asked, await work(asked, now), now, mischief);
    log(asked, reply.status, mischief, now);
    if (mischief.get('drop-reply') !== null) {
      incoming.socket.resetAndDestroy();
      return;
    }
    const latency = mischief.get('latency');
    if (latency !== null) await delay(latency.ms, null, { signal: deps.stopped });
    outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
    if (mischief.get('cut-off') !== null) {
      outgoing.write(reply.body.subarray(0, reply.body.length / 2), () => incoming.socket.destroy());
      return;
    }
    outgoing.end(reply.body);
  }

  /** The provider and the phone's page: nothing there is signed by us, but the same network trouble meets it. */
  async function answerSignIn(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const mischief = deps.takeMischief(null);
    if (mischief.get('reset') !== null || mischief.get('drop-reply') !== null) {
      incoming.socket.resetAndDestroy();
      return;
    }
    const latency = mischief.get('latency');
    if (latency !== null) await delay(latency.ms, null, { signal: deps.stopped });
    const stranger = strangersReply(mischief);
    if (stranger === null) return deps.signIn.serve(incoming, outgoing);
    outgoing.writeHead(stranger.status, stranger.headers).end(stranger.body);
  }

  return {
    portalPublicKey,
    answer: (incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> =>
      deps.signIn.isMine(incoming.url ?? '/') ? answerSignIn(incoming, outgoing) : answer(incoming, outgoing),
  };
}

async function readRequest(incoming: http.IncomingMessage): Promise<Asked | null> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > largestBodyBytes) return null;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const method = incoming.method ?? '';
  const path = incoming.url ?? '';
  const header = (name: string): string => {
    const value = incoming.headers[name];
    return typeof value === 'string' ? value : '';
  };
  const kioskId = header(portalHeaders.kioskId);
  const requestId = header(portalHeaders.requestId);
  const timestamp = header(portalHeaders.timestamp);
  return {
    method,
    path,
    call: portalCalls.find((call) => isCall(call, method, path)) ?? null,
    body,
    kioskId,
    requestId,
    timestamp,
    signature: header(portalHeaders.signature),
    text: canonicalRequest({ kioskId, requestId, method, path, timestamp, bodySha256: sha256(body) }),
  };
}

function isCall(call: PortalCall, method: string, path: string): boolean {
  const route = portalRoutes[call];
  return route.method === method && route.path === path.split('?')[0];
}

/** What a proxy, a guest network or a broken server says in the portal's place: no work is done, nothing is signed. */
function strangersReply(mischief: Mischief): Reply | null {
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
