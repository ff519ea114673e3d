import http from 'node:http';
import type net from 'node:net';
import type { Clock } from '../../../../../../shared/clock.ts';
import { KioskFault } from '../../../../../../shared/faults/index.ts';
import { type CertificatePins, type CertificatePolicy, connectJudged } from '../../../judged-connection.ts';

/** Where a printer lives: for the connection, and in the words IPP wants. */
export interface IppAddress {
  readonly url: URL;
  /** Goes into printer-uri. */
  readonly printerUri: string;
}

/** More than any printer's full list of attributes (about 60 kB). */
const longestAnswerBytes = 1_000_000;

/** Turns `ipp`, `ipps`, `http` or `https` into both forms; IPP's port is 631 (RFC 3510), also for `ipps` (RFC 7472). */
export function readIppAddress(text: string): IppAddress {
  const url = new URL(text);
  const isSecure = url.protocol === 'ipps:' || url.protocol === 'https:';
  const isIpp = url.protocol === 'ipp:' || url.protocol === 'ipps:';
  const port = url.port === '' ? (isIpp ? '631' : isSecure ? '443' : '80') : url.port;
  const path = url.pathname === '' ? '/' : url.pathname;
  return {
    url: new URL(`${isSecure ? 'https' : 'http'}://${url.hostname}:${port}${path}`),
    printerUri: `${isSecure ? 'ipps' : 'ipp'}://${url.hostname}:${port}${path}`,
  };
}

export interface IppHttp {
  /** Posts one IPP message and reads the answer; `PRINTER_LOST` says whether anything may have arrived (`sent`). */
  post(request: {
    readonly body: Buffer;
    readonly limitMs: number;
    readonly signal: AbortSignal | null;
  }): Promise<Buffer>;
}

/** One connection per message: keep-alive of printers cannot be trusted, and a job is a handful of messages. */
export function createIppHttp(deps: {
  readonly clock: Clock;
  readonly address: IppAddress;
  readonly policy: CertificatePolicy;
  readonly pins: CertificatePins;
}): IppHttp {
  const { url } = deps.address;
  const terms = { policy: deps.policy, pins: deps.pins, changed: 'PRINTER_CERTIFICATE_CHANGED' } as const;

  async function exchange(socket: net.Socket, body: Buffer, signal: AbortSignal): Promise<Buffer> {
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const outgoing = http.request({
        createConnection: () => socket,
        method: 'POST',
        path: `${url.pathname}${url.search}`,
        signal,
        headers: {
          host: url.host,
          connection: 'close',
          'content-type': 'application/ipp',
          'content-length': body.length,
        },
      });
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
      outgoing.end(body);
    });
    if (answer.statusCode === 401 || answer.statusCode === 403)
      throw new KioskFault('PRINTER_ACCESS_DENIED', { details: { http: answer.statusCode } });
    const type = answer.headers['content-type'] ?? '';
    if (answer.statusCode !== 200 || !type.startsWith('application/ipp'))
      throw new KioskFault('PRINTER_ANSWER_INVALID', { details: { http: answer.statusCode ?? 0 } });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > longestAnswerBytes) throw new KioskFault('PRINTER_ANSWER_INVALID', { details: { size } });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  return {
    async post({ body, limitMs, signal: outer }) {
      const limit = new AbortController();
      const signal = outer === null ? limit.signal : AbortSignal.any([outer, limit.signal]);
      let socket: net.Socket | null = null;
      const cancel = deps.clock.after(limitMs, () => {
        limit.abort(new KioskFault('PRINTER_SILENT', { details: { ms: limitMs, sent: socket !== null } }));
      });
      try {
        socket = await connectJudged(url, terms, signal);
        return await exchange(socket, body, signal);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw asPrinterFault(error, socket !== null);
      } finally {
        cancel();
        socket?.destroy();
      }
    },
  };
}

/** Whatever the network says, the person's view is the same: the printer cannot be reached. */
function asPrinterFault(error: unknown, sent: boolean): unknown {
  if (!(error instanceof Error) || error instanceof KioskFault) return error;
  const reason = 'code' in error ? String(error.code) : error.name;
  if (reason.startsWith('HPE_'))
    return new KioskFault('PRINTER_ANSWER_INVALID', { cause: error, details: { reason } });
  if (reason.includes('CERT') || reason.includes('SIGNED') || reason.startsWith('ERR_TLS'))
    return new KioskFault('PRINTER_CERTIFICATE_CHANGED', { cause: error, details: { reason } });
  return new KioskFault('PRINTER_LOST', { cause: error, details: { reason, sent } });
}
