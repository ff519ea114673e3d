import { randomBytes } from 'node:crypto';
import type http from 'node:http';
import type https from 'node:https';
import type * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { isSecureOrLoopback } from '../../../shared/config/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import {
  canonicalRequest,
  makeUuid7,
  type PortalCall,
  portalHeaders,
  portalPath,
  portalRoutes,
  signatureVersion,
} from '../../../shared/portal/index.ts';
import { createAnswerReader, type SignedAnswer } from './answer.ts';
import { sha256Hex, signText } from './keys.ts';
import type { CallOptions, KeyPair, PortalTrust, TrustStore } from './portal.port.ts';
import { createPortalAgent } from './tls-agent.ts';
import { exchange, StaleConnection, type WireAnswer, type WireLimits } from './wire.ts';

export interface Question {
  readonly call: PortalCall;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** A request whose signed text the asker makes: everything that is no call of the contract. */
export interface SignedRequest {
  readonly method: string;
  /** Below the portal's base address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly textOf: (asked: {
    readonly kioskId: string;
    readonly requestId: string;
    readonly timestamp: string;
  }) => string;
  readonly onSent?: ((sentBytes: number) => void) | undefined;
  /** False when a request that may have been heard must not be said again. */
  readonly mayRepeat: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** An HTTP answer with what is needed to check and time it. */
export interface LineAnswer {
  readonly answer: WireAnswer;
  readonly requestId: string;
  readonly requestSha256: string;
  /** The kiosk's wall clock at the middle of the round trip. */
  readonly kioskTimeMs: number;
}

/** The signed line to one portal: kept connections, a signature on every request, proof for every answer. */
export function createSignedLine(deps: {
  readonly address: string;
  readonly kioskId: string;
  readonly caPath?: string | undefined;
  readonly trust: TrustStore;
  readonly clock: Clock;
  readonly limits: WireLimits;
}) {
  const { kioskId, trust, clock, limits } = deps;
  const base = new URL(deps.address.replace(/\/+$/, ''));
  const baseHref = base.href.replace(/\/+$/, '');
  const answers = createAnswerReader({ host: base.host });
  let agent: http.Agent | https.Agent | null = null;

  async function sendOnce(request: SignedRequest, pair: KeyPair): Promise<LineAnswer> {
    if (!isSecureOrLoopback(base)) throw new KioskFault('PORTAL_INSECURE', { details: { host: base.host } });
    agent ??= createPortalAgent(base, deps.caPath);
    const startedAt = { wall: clock.now(), monotonic: clock.monotonicMs() };
    const requestId = makeUuid7(startedAt.wall, randomBytes(10));
    const timestamp = new Date(startedAt.wall).toISOString();
    const text = request.textOf({ kioskId, requestId, timestamp });
    const answer = await exchange(
      {
        url: new URL(`${baseHref}${request.path}`),
        method: request.method,
        headers: {
          ...request.headers,
          [portalHeaders.version]: signatureVersion,
          [portalHeaders.kioskId]: kioskId,
          [portalHeaders.requestId]: requestId,
          [portalHeaders.timestamp]: timestamp,
          [portalHeaders.signature]: signText(text, pair),
        },
        body: request.body,
        onSent: request.onSent,
        signal: request.signal,
      },
      { agent, clock, limits },
    );
    const middleMs = (answer.sentAtMs + answer.answeredAtMs) / 2 - startedAt.monotonic;
    return {
      answer,
      requestId,
      requestSha256: sha256Hex(text),
      kioskTimeMs: startedAt.wall + middleMs,
    };
  }

  /** Asks once more when a kept connection turns out to be closed; the repetition is a request of its own. */
  async function send(request: SignedRequest, pair: KeyPair): Promise<LineAnswer> {
    try {
      return await sendOnce(request, pair);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      if (!request.mayRepeat) throw resetFault(error);
    }
    try {
      return await sendOnce(request, pair);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      throw resetFault(error);
    }
  }

  function resetFault(cause: unknown): KioskFault {
    return new KioskFault('PORTAL_UNREACHABLE', { details: { reason: 'reset', host: base.host }, cause });
  }

  async function ask(question: Question, pair: KeyPair): Promise<SignedAnswer> {
    const route = portalRoutes[question.call];
    const path = portalPath(question.call, question.params);
    const body = question.body === undefined ? null : Buffer.from(JSON.stringify(question.body), 'utf8');
    const bodySha256 = sha256Hex(body ?? '');
    const asked = await send(
      {
        method: route.method,
        path,
        headers: {
          accept: 'application/json',
          ...(body === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(body.length) }),
        },
        body,
        textOf: (stamp) => canonicalRequest({ ...stamp, method: route.method, path, bodySha256 }),
        mayRepeat: true,
        signal: question.signal,
      },
      pair,
    );
    return answers.read(asked.answer, { ...asked, doneStatus: route.status });
  }

  /** PORTAL_NOT_ENROLLED while no portal has taken this kiosk in. */
  function getTrust(): PortalTrust {
    const known = trust.findTrust();
    if (known === null) throw new KioskFault('PORTAL_NOT_ENROLLED', { details: { host: base.host } });
    return known;
  }

  return {
    host: base.host,
    answers,
    ask,
    getTrust,

    /** A request of an enrolled kiosk that is no call; the asker checks the answer with the portal's key. */
    send: (request: SignedRequest): Promise<LineAnswer> => send(request, trust.getKioskKeys()),

    /** A call that only an enrolled kiosk may make. */
    async call<S extends z.ZodType>(
      name: PortalCall,
      schema: S,
      options: CallOptions | undefined,
      body?: unknown,
      params?: Question['params'],
    ): Promise<{ readonly output: z.output<S>; readonly clockOffsetMs: number }> {
      const known = getTrust();
      const answer = await ask({ call: name, body, params, signal: options?.signal }, trust.getKioskKeys());
      answers.verify(answer, known.portalPublicKey);
      return { output: answers.outcome(answer, schema), clockOffsetMs: answer.clockOffsetMs };
    },

    close(): void {
      agent?.destroy();
      agent = null;
    },
  };
}

export type SignedLine = ReturnType<typeof createSignedLine>;
