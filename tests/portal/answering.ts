import type http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import {
  type CatalogueManifest,
  canonicalAnswer,
  canonicalRequest,
  deliveryProofSchema,
  type PortalCall,
  portalCalls,
  portalHeaders,
  portalRoutes,
  signatureVersion,
} from '../../shared/portal/index.ts';
import { findAsker, type Reply, type SignedRequest, strangersReply } from './asking.ts';
import type { PortalDatabase } from './database.ts';
import type { DossierDesk } from './dossiers/dossier-desk.ts';
import { createUploadAnswering } from './dossiers/upload-answering.ts';
import type { Uploads } from './dossiers/uploads.ts';
import type { Mischief, WireStep } from './misbehaviour.ts';
import type { PaymentDesk } from './payments/payment-desk.ts';
import { createPortalRouter } from './procedures.ts';
import type { RatingBook } from './ratings.ts';
import type { SignInDesk } from './sign-in/sign-in-desk.ts';
import { createPortalSigner, isSignedByKiosk, sha256 } from './signing.ts';

const largestBodyBytes = 1024 * 1024;

interface Asked extends SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly call: PortalCall | null;
  readonly body: Buffer;
}

/** Answers one HTTP request as the portal does, with the mischief asked for; everything is signed on the way out. */
export function createAnswering(deps: {
  readonly database: PortalDatabase;
  readonly manifest: () => CatalogueManifest;
  readonly signIn: SignInDesk;
  readonly desk: DossierDesk;
  readonly ratings: RatingBook;
  readonly payments: PaymentDesk;
  readonly uploads: Uploads;
  readonly takeMischief: (call: WireStep | null) => Mischief;
  /** Aborts the late replies when the portal stops. */
  readonly stopped: AbortSignal;
}) {
  const { database } = deps;
  const signer = createPortalSigner(database.getPrivateKey());
  const portalPublicKey = signer.publicKey;
  const handler = new OpenAPIHandler(
    createPortalRouter({
      database,
      portalPublicKey,
      manifest: deps.manifest,
      signIn: deps.signIn,
      desk: deps.desk,
      ratings: deps.ratings,
      payments: deps.payments,
    }),
  );
  const uploads = createUploadAnswering({
    ...deps,
    sign: signer.sign,
    log: (asked, step, status, mischief) => log(asked, step, status, mischief, Date.now()),
  });

  /** The work itself; durable when it returns. */
  async function work(asked: Asked, now: number, mischief: Mischief): Promise<Omit<Reply, 'headers'>> {
    const refusal = mischief.get('refuse');
    if (refusal !== null) {
      const { code, status, data } = refusal;
      return { status, body: Buffer.from(JSON.stringify({ code, status, message: code, data })) };
    }
    const [, dossierId, revision] = /^\/v1\/dossiers\/([^/]+)\/revisions\/(\d+)/.exec(asked.path) ?? [];
    if (mischief.get('lose-file') !== null && dossierId !== undefined)
      deps.desk.loseFirstFile(dossierId, Number(revision));
    const { response } = await handler.handle(
      new Request(`http://portal${asked.path}`, {
        method: asked.method,
        headers: { 'content-type': 'application/json' },
        ...(asked.body.length > 0 ? { body: new Uint8Array(asked.body) } : {}),
      }),
      {
        context: {
          asker: findAsker(database, asked),
          now,
          isSignedWith: (publicKey) => isSignedByKiosk(publicKey, asked.text, asked.signature),
        },
      },
    );
    if (response === undefined) {
      const refusal = { code: 'NOT_FOUND', status: 404, message: 'No such call' };
      return { status: 404, body: Buffer.from(JSON.stringify(refusal)) };
    }
    const body = Buffer.from(await response.arrayBuffer());
    const lie = mischief.get('other-proof');
    return { status: response.status, body: lie !== null && response.ok ? otherProof(body, lie.what) : body };
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

  function log(
    asked: SignedRequest,
    call: WireStep | null,
    status: number,
    mischief: Mischief,
    now: number,
  ): void {
    const kioskTime = Date.parse(asked.timestamp);
    database.logRequest({
      at: new Date(now).toISOString(),
      kiosk_id: asked.kioskId || null,
      request_id: asked.requestId || null,
      call,
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
      log(asked, asked.call, 0, mischief, now);
      incoming.socket.resetAndDestroy();
      return;
    }
    const stranger = strangersReply(mischief);
    const reply = stranger ?? seal(asked, await work(asked, now, mischief), now, mischief);
    log(asked, asked.call, reply.status, mischief, now);
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
    answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
      const url = incoming.url ?? '/';
      if (uploads.isMine(url)) return uploads.answer(incoming, outgoing);
      return deps.signIn.isMine(url) ? answerSignIn(incoming, outgoing) : answer(incoming, outgoing);
    },
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
  const asked = path.split('?')[0] ?? '';
  return route.method === method && new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(asked);
}

/** A proof that does not fit what was sent. */
function otherProof(body: Buffer, what: 'hash' | 'count' | 'content' | 'code'): Buffer {
  const proof = deliveryProofSchema.parse(JSON.parse(body.toString('utf8')));
  const otherHash = '0'.repeat(64);
  const lies = {
    hash: { files: proof.files.map((file) => ({ ...file, sha256: otherHash })) },
    count: { fileCount: proof.fileCount - 1, files: proof.files.slice(1) },
    content: { contentHash: otherHash },
    code: { officialCode: 'H21-991231-0000' },
  };
  return Buffer.from(JSON.stringify({ ...proof, ...lies[what] }));
}
