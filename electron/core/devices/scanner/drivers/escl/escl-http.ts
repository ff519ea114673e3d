import { createWriteStream } from 'node:fs';
import http from 'node:http';
import { finished } from 'node:stream/promises';
import type { Clock } from '../../../../../../shared/clock.ts';
import { KioskFault } from '../../../../../../shared/faults/index.ts';
import { type CertificatePins, type CertificatePolicy, connectJudged } from '../../../judged-connection.ts';
import { scannerTimings } from '../../scanner.machine.ts';
import { startDeadline } from '../../wait.ts';
import { longestXmlBytes } from './escl-xml.ts';

export interface EsclAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export interface EsclDownload {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** False when the connection broke before the announced end; the picture may be whole all the same. */
  readonly isEnded: boolean;
}

interface Ask {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly body?: string;
  readonly hostHeader: string | null;
  readonly signal: AbortSignal;
}

/** Printers of 2012 know nothing newer, and it is the office's own network; Electron's TLS has no such levels. */
const oldTls =
  process.versions.electron === undefined
    ? ({ minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const)
    : {};

/** Speaks HTTP with one scanner: one connection per request, because their keep-alive cannot be trusted. */
export interface EsclHttp {
  /** Reads a short answer; rejects with SCANNER_LOST when nobody answers. */
  ask(request: Ask): Promise<EsclAnswer>;
  /** Streams a 200 into a file; other answers leave none. */
  download(
    request: Ask & {
      readonly file: string;
      readonly limitBytes: number;
      readonly onBytes: (bytes: number, announced: number | null) => void;
    },
  ): Promise<EsclDownload>;
}

export function createEsclHttp(deps: {
  readonly clock: Clock;
  readonly policy: CertificatePolicy;
  readonly pins: CertificatePins;
}): EsclHttp {
  const { clock } = deps;
  const terms = {
    policy: deps.policy,
    pins: deps.pins,
    changed: 'SCANNER_CERTIFICATE_CHANGED',
    tls: oldTls,
  } as const;

  /** Sends the request and gives the answer's head; its body still flows. */
  async function send(request: Ask, signal: AbortSignal): Promise<http.IncomingMessage> {
    const socket = await connectJudged(request.url, terms, signal);
    return new Promise((resolve, reject) => {
      const outgoing = http.request({
        createConnection: () => socket,
        method: request.method,
        path: `${request.url.pathname}${request.url.search}`,
        // Firmware sends both lengths, stray returns and other things that a strict parser refuses.
        insecureHTTPParser: true,
        maxHeaderSize: 64 * 1024,
        signal,
        headers: {
          host: request.hostHeader ?? request.url.host,
          connection: 'close',
          accept: '*/*',
          ...(request.body === undefined
            ? {}
            : { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(request.body) }),
        },
      });
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
      outgoing.end(request.body);
    });
  }

  /** Runs one exchange under a limit that every received byte starts again. */
  async function exchange<T>(
    request: Ask,
    limitMs: number,
    work: (answer: http.IncomingMessage, alive: () => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const silence = startDeadline({
      clock,
      ms: limitMs,
      outer: request.signal,
      details: { of: request.method },
    });
    try {
      return await work(await send(request, silence.signal), silence.again, silence.signal);
    } catch (error) {
      if (silence.signal.aborted) throw silence.signal.reason;
      throw asScannerFault(error);
    } finally {
      silence.clear();
    }
  }

  return {
    ask: (request) =>
      exchange(
        request,
        request.method === 'POST' ? scannerTimings.orderMs : scannerTimings.askMs,
        async (answer, alive, signal) => {
          const chunks: Buffer[] = [];
          let size = 0;
          try {
            for await (const chunk of answer as AsyncIterable<Buffer>) {
              alive();
              size += chunk.length;
              if (size > longestXmlBytes)
                throw new KioskFault('SCANNER_ANSWER_INVALID', { details: { bytes: size } });
              chunks.push(chunk);
            }
          } catch (error) {
            // Lengths are announced wrongly; whether the answer is whole shows when it is parsed.
            if (error instanceof KioskFault || signal.aborted || size === 0) throw error;
          }
          return {
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          };
        },
      ),

    download: (request) =>
      exchange(request, scannerTimings.silenceMs, async (answer, alive, signal) => {
        const head = { status: answer.statusCode ?? 0, headers: answer.headers };
        if (head.status !== 200) {
          answer.destroy();
          return { ...head, isEnded: true };
        }
        const length = Number(answer.headers['content-length']);
        const announced = length > 0 ? length : null;
        const file = createWriteStream(request.file, { mode: 0o600 });
        let size = 0;
        let isEnded = true;
        try {
          for await (const chunk of answer as AsyncIterable<Buffer>) {
            alive();
            size += chunk.length;
            if (size > request.limitBytes)
              throw new KioskFault('SCANNER_PAGE_TOO_LARGE', { details: { bytes: size } });
            request.onBytes(size, announced);
            if (!file.write(chunk)) await onceDrained(file);
          }
        } catch (error) {
          // Ours, the disk's, or told to stop: rethrown. The scanner's: the picture may be whole, its own end tells.
          if (error instanceof KioskFault || file.errored !== null || signal.aborted) throw error;
          isEnded = false;
        } finally {
          file.end();
          await finished(file);
        }
        return { ...head, isEnded };
      }),
  };
}

function onceDrained(file: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      file.off('error', failed);
      resolve();
    };
    const failed = (error: Error): void => {
      file.off('drain', done);
      reject(error);
    };
    file.once('drain', done);
    file.once('error', failed);
  });
}

/** Whatever the network says, the person's view is the same: the scanner cannot be reached. */
function asScannerFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof KioskFault) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS' || code === 'EACCES') return error;
  if (code.startsWith('HPE_'))
    return new KioskFault('SCANNER_ANSWER_INVALID', { cause: error, details: { reason: code } });
  if (code.includes('CERT') || code.includes('SIGNED')) {
    return new KioskFault('SCANNER_CERTIFICATE_CHANGED', { cause: error, details: { reason: code } });
  }
  return new KioskFault('SCANNER_LOST', { cause: error, details: { reason: code || error.name } });
}
