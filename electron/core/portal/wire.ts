import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { faultOfWireError } from './wire-fault.ts';

/** Limits of one exchange with the portal. */
export interface WireLimits {
  /** Name, connection and TLS handshake; a road that needs longer does not carry files either. */
  readonly connectMs: number;
  /**
   * From the start of the call to the last byte of the answer; for a body that reports its progress, for each 64 kB from
   * the last piece that the line took: a slow line that moves is no broken one.
   */
  readonly answerMs: number;
  /** The largest answer that any call of the contract can have, with room to spare. */
  readonly answerBytes: number;
}

export const wireLimits: WireLimits = {
  connectMs: 8_000,
  answerMs: 20_000,
  answerBytes: 4 * 1024 * 1024,
};

export interface WireRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  /** Called with the bytes that the line has taken so far, piece by piece. */
  readonly onSent?: ((sentBytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** Monotonic time when the last byte of the request left, and when the first one of the answer came. */
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
}

/**
 * A page goes in one write: a second one would wait for a turn of this thread while the portal waits for the rest. Larger
 * bodies tell piece by piece that the line moves.
 */
const pieceBytes = 128 * 1024;

/** What a line must carry within `answerMs` to count as one that moves. */
const leastMovedBytes = 64 * 1024;

/** A kept connection that the portal closed in the very moment it was used again: ask anew (every call may be repeated). */
export class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

/**
 * One HTTP exchange, without following redirects: rejects with PORTAL_UNREACHABLE, PORTAL_TOO_SLOW,
 * PORTAL_CERTIFICATE or PORTAL_STRANGER, with `StaleConnection`, or with the signal's reason.
 */
export function exchange(
  request: WireRequest,
  deps: { readonly agent: http.Agent | https.Agent; readonly clock: Clock; readonly limits: WireLimits },
): Promise<WireAnswer> {
  const { clock, limits } = deps;
  const host = request.url.host;
  const secure = request.url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? https : http).request(request.url, {
      agent: deps.agent,
      method: request.method,
      headers: request.headers,
    });
    let sentAtMs = clock.monotonicMs();

    let cancelAnswer = (): void => {};
    let answered = false;
    function waitForAnswer(afterBytes: number): void {
      cancelAnswer();
      const limitMs = limits.answerMs * Math.max(1, Math.ceil(afterBytes / leastMovedBytes));
      cancelAnswer = clock.after(limitMs, () =>
        end(new KioskFault('PORTAL_TOO_SLOW', { details: { host, limitMs } })),
      );
    }
    waitForAnswer(0);
    const cancelConnect = clock.after(limits.connectMs, () =>
      end(new KioskFault('PORTAL_UNREACHABLE', { details: { host, reason: 'no-connection' } })),
    );
    function abandon(): void {
      end(request.signal?.reason ?? new DOMException('aborted', 'AbortError'));
    }
    function settle(): void {
      answered = true;
      cancelAnswer();
      cancelConnect();
      request.signal?.removeEventListener('abort', abandon);
    }
    function sendPieces(body: Uint8Array, onSent: (sentBytes: number) => void, from: number): void {
      if (answered || outgoing.destroyed) return;
      const upTo = Math.min(body.length, from + pieceBytes);
      waitForAnswer(upTo - from);
      outgoing.write(body.subarray(from, upTo), (error) => {
        if (error) return; // the request's own error event tells
        onSent(upTo);
        if (upTo < body.length) sendPieces(body, onSent, upTo);
        else {
          if (!answered) waitForAnswer(0);
          outgoing.end();
        }
      });
    }
    /** Ends the exchange with a failure; what happens on the connection afterwards no longer matters. */
    function end(failure: unknown): void {
      settle();
      reject(failure);
      outgoing.destroy();
    }
    function endByError(error: unknown): void {
      if (outgoing.reusedSocket && error instanceof Error && 'code' in error && error.code === 'ECONNRESET') {
        end(new StaleConnection());
        return;
      }
      try {
        end(faultOfWireError(error, host));
      } catch (defect) {
        end(defect);
      }
    }

    outgoing.on('socket', (socket: Socket) => {
      if (!socket.connecting) cancelConnect();
      else socket.once(secure ? 'secureConnect' : 'connect', cancelConnect);
    });
    outgoing.on('finish', () => {
      sentAtMs = clock.monotonicMs();
    });
    outgoing.on('error', endByError);
    outgoing.on('response', (incoming) => {
      const answeredAtMs = clock.monotonicMs();
      answered = true;
      const chunks: Buffer[] = [];
      let sizeBytes = 0;
      incoming.on('data', (chunk: Buffer) => {
        sizeBytes += chunk.length;
        if (sizeBytes > limits.answerBytes) {
          end(new KioskFault('PORTAL_STRANGER', { details: { host, reason: 'too-large' } }));
          return;
        }
        chunks.push(chunk);
      });
      incoming.on('error', endByError);
      incoming.on('end', () => {
        settle();
        // An answer before the whole body went out (a refusal): nothing more may be said on this connection.
        if (!outgoing.writableFinished) outgoing.destroy();
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
          sentAtMs,
          answeredAtMs,
        });
      });
    });
    if (request.signal?.aborted === true) {
      abandon();
      return;
    }
    request.signal?.addEventListener('abort', abandon, { once: true });
    if (request.body !== null && request.onSent !== undefined) sendPieces(request.body, request.onSent, 0);
    else outgoing.end(request.body ?? undefined);
  });
}
