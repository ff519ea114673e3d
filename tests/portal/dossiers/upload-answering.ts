import type http from 'node:http';
import { Readable, Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import {
  canonicalUpload,
  canonicalUploadAnswer,
  portalHeaders,
  signatureVersion,
  uploadsPath,
} from '../../../shared/portal/index.ts';
import { findAsker, type Reply, type SignedRequest, strangersReply } from '../asking.ts';
import type { PortalDatabase } from '../database.ts';
import type { Mischief, UploadStep } from '../misbehaviour.ts';
import type { Asker } from '../procedures.ts';
import { sha256 } from '../signing.ts';
import type { Uploads } from './uploads.ts';

interface AskedUpload extends SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly step: UploadStep | null;
}

const steps: Readonly<Record<string, UploadStep>> = {
  POST: 'uploadCreate',
  HEAD: 'uploadOffset',
  PATCH: 'uploadBytes',
};

/** Answers the requests of uploads: signature, mischief, tus, signature. */
export function createUploadAnswering(deps: {
  readonly database: PortalDatabase;
  readonly uploads: Uploads;
  readonly sign: (text: string) => string;
  readonly takeMischief: (step: UploadStep | null) => Mischief;
  readonly log: (asked: SignedRequest, step: UploadStep | null, status: number, mischief: Mischief) => void;
  readonly stopped: AbortSignal;
}) {
  async function work(
    asked: AskedUpload,
    incoming: http.IncomingMessage,
    mischief: Mischief,
  ): Promise<Reply> {
    const refused = refusalOf(findAsker(deps.database, asked)) ?? mischief.get('refuse')?.status ?? null;
    if (refused !== null) return { status: refused, headers: {}, body: Buffer.from('refused') };
    const lost = mischief.get('lose-upload');
    if (lost !== null) deps.uploads.lose(asked.path, lost.status);
    const hasBody = asked.method !== 'HEAD' && (incoming.headers['content-length'] ?? '0') !== '0';
    const response = await deps.uploads.handle(
      new Request(`http://portal${asked.path}`, {
        method: asked.method,
        headers: plainHeaders(incoming),
        ...(hasBody ? { body: bodyOf(incoming, mischief), duplex: 'half' } : {}),
      } as RequestInit),
    );
    const headers = Object.fromEntries(response.headers);
    const lie = mischief.get('wrong-offset');
    if (lie !== null && response.ok) headers['upload-offset'] = String(lie.offset);
    return { status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) };
  }

  function seal(asked: AskedUpload, reply: Reply, mischief: Mischief): Record<string, string> {
    const timestamp = new Date(Date.now() + (mischief.get('wrong-clock')?.offsetMs ?? 0)).toISOString();
    const requestId =
      mischief.get('other-request') === null ? asked.requestId : asked.requestId.replace(/^./, 'f');
    const text = canonicalUploadAnswer({
      requestId,
      requestSha256: sha256(asked.text),
      status: reply.status,
      timestamp,
      location: reply.headers.location ?? '',
      uploadOffset: reply.headers['upload-offset'] ?? '',
      uploadLength: reply.headers['upload-length'] ?? '',
    });
    const wrong = mischief.get('wrong-signature') !== null || mischief.get('changed-body') !== null;
    return {
      [portalHeaders.version]: signatureVersion,
      [portalHeaders.requestId]: requestId,
      [portalHeaders.timestamp]: timestamp,
      [portalHeaders.signature]: deps.sign(wrong ? `${text} by another` : text),
    };
  }

  return {
    isMine: (url: string): boolean => url === uploadsPath || url.startsWith(`${uploadsPath}/`),

    async answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
      const asked = readUpload(incoming);
      const mischief = deps.takeMischief(asked.step);
      if (mischief.get('reset') !== null) {
        deps.log(asked, asked.step, 0, mischief);
        incoming.socket.resetAndDestroy();
        return;
      }
      const stranger = strangersReply(mischief);
      const reply = stranger ?? (await work(asked, incoming, mischief));
      const signed = stranger === null ? seal(asked, reply, mischief) : {};
      deps.log(asked, asked.step, reply.status, mischief);
      if (mischief.get('drop-reply') !== null) {
        incoming.socket.resetAndDestroy();
        return;
      }
      const latency = mischief.get('latency');
      if (latency !== null) await delay(latency.ms, null, { signal: deps.stopped });
      if (mischief.get('cut-off') !== null) {
        incoming.socket.destroy();
        return;
      }
      const withBody = reply.status !== 204 && asked.method !== 'HEAD';
      outgoing.writeHead(reply.status, {
        ...reply.headers,
        ...signed,
        ...(withBody ? { 'content-length': String(reply.body.length) } : {}),
      });
      outgoing.end(withBody ? reply.body : undefined);
    },
  };
}

function refusalOf(asker: Asker): number | null {
  if (asker.kind === 'kiosk') return null;
  return asker.kind === 'repeated' ? 425 : 401;
}

function headerOf(incoming: http.IncomingMessage, name: string): string {
  const value = incoming.headers[name];
  return typeof value === 'string' ? value : '';
}

function plainHeaders(incoming: http.IncomingMessage): Record<string, string> {
  const headers = Object.entries(incoming.headers).filter(([name]) => name !== 'connection');
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}

function readUpload(incoming: http.IncomingMessage): AskedUpload {
  const method = incoming.method ?? '';
  const path = incoming.url ?? '';
  const asked = {
    kioskId: headerOf(incoming, portalHeaders.kioskId),
    requestId: headerOf(incoming, portalHeaders.requestId),
    timestamp: headerOf(incoming, portalHeaders.timestamp),
    method,
    path,
  };
  const text = canonicalUpload({
    ...asked,
    uploadOffset: headerOf(incoming, 'upload-offset'),
    uploadLength: headerOf(incoming, 'upload-length'),
    uploadMetadata: headerOf(incoming, 'upload-metadata'),
    contentLength: headerOf(incoming, 'content-length'),
  });
  return {
    ...asked,
    text,
    signature: headerOf(incoming, portalHeaders.signature),
    step: steps[method] ?? null,
  };
}

/** The bytes as they come in, or as bad luck lets them come in. */
function bodyOf(incoming: http.IncomingMessage, mischief: Mischief): ReadableStream {
  const reset = mischief.get('reset-mid-body');
  const damage = mischief.get('damage');
  if (reset === null && damage === null) return Readable.toWeb(incoming) as ReadableStream;
  let sizeBytes = 0;
  const meddler = new Transform({
    transform(chunk: Buffer, _, done) {
      if (damage !== null && sizeBytes === 0) chunk[0] = (chunk[0] ?? 0) ^ 0xff;
      const room = reset === null ? chunk.length : Math.max(0, reset.afterBytes - sizeBytes);
      sizeBytes += chunk.length;
      if (chunk.length <= room) return done(null, chunk);
      this.push(chunk.subarray(0, room));
      // What arrived is on its way to the disk; the line dies a moment later.
      setTimeout(() => {
        incoming.socket.resetAndDestroy();
        this.destroy(new Error('the line died'));
      }, 3);
      return undefined;
    },
  });
  incoming.on('error', (error) => meddler.destroy(error));
  return Readable.toWeb(incoming.pipe(meddler)) as ReadableStream;
}
