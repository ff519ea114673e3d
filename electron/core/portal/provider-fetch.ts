import type http from 'node:http';
import type https from 'node:https';
import type { Clock } from '../../../shared/clock.ts';
import { isSecureOrLoopback } from '../../../shared/config/index.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import { createPortalAgent } from './tls-agent.ts';
import { exchange, type WireAnswer, type WireLimits } from './wire.ts';

/** Metadata, keys and tokens are small; a provider that needs longer than this does not serve a person who waits. */
const providerLimits: WireLimits = { connectMs: 5_000, answerMs: 10_000, answerBytes: 256 * 1024 };

/** The road to a provider of identities, in the shape of `fetch` as openid-client calls it. */
export interface ProviderFetch {
  /**
   * Raises SIGN_IN_UNREACHABLE, and SIGN_IN_NOT_TRUSTWORTHY for what an honest provider never does: plain HTTP beyond
   * loopback, a false certificate, a redirect, a page instead of data, a flood.
   */
  fetch(
    url: string,
    options: {
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: ArrayBuffer | null | ReadableStream | string | Uint8Array | undefined | URLSearchParams;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<Response>;
  close(): void;
}

export function createProviderFetch(deps: {
  /** A certificate authority of the province, a PEM file. */
  readonly caPath?: string | undefined;
  readonly clock: Clock;
  readonly limits?: WireLimits;
}): ProviderFetch {
  const agents = new Map<string, http.Agent | https.Agent>();
  const limits = deps.limits ?? providerLimits;

  function agentOf(url: URL): http.Agent | https.Agent {
    const agent = agents.get(url.protocol) ?? createPortalAgent(url, deps.caPath);
    agents.set(url.protocol, agent);
    return agent;
  }

  return {
    async fetch(address, options) {
      const url = new URL(address);
      if (!isSecureOrLoopback(url)) throw distrust('insecure');
      const body = options.body === undefined || options.body === null ? null : bytesOf(options.body);
      let answer: WireAnswer;
      try {
        answer = await exchange(
          {
            url,
            method: options.method,
            // Never over a kept connection: a lost reply to a token request cannot be asked for again.
            headers: {
              ...options.headers,
              connection: 'close',
              ...(body === null ? {} : { 'content-length': String(body.length) }),
            },
            body,
            signal: options.signal,
          },
          { agent: agentOf(url), clock: deps.clock, limits },
        );
      } catch (error) {
        throw faultOfRoad(error);
      }
      refuseStrangers(answer);
      const headers = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) {
        if (typeof value === 'string') headers.set(name, value);
      }
      const isEmpty = answer.body.length === 0 || answer.status === 204;
      return new Response(isEmpty ? null : new Uint8Array(answer.body), { status: answer.status, headers });
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

function refuseStrangers({ status, headers }: WireAnswer): void {
  if (status >= 300 && status < 400) throw distrust('redirect');
  // A proxy or a busy provider: to wait and to ask again is right whoever said it.
  if (status >= 500 || status === 429 || status === 408) {
    throw new KioskFault('SIGN_IN_UNREACHABLE', { details: { reason: 'failing', status } });
  }
  if (/^\s*text\/html/i.test(headers['content-type'] ?? '')) throw distrust('not-json');
}

/** The portal's wire says what happened; here it is a sign-in that it happened to. */
function faultOfRoad(error: unknown): unknown {
  if (!isKioskFault(error)) return error;
  const reason = typeof error.details.reason === 'string' ? error.details.reason : error.code;
  if (error.code === 'PORTAL_UNREACHABLE' || error.code === 'PORTAL_TOO_SLOW') {
    return new KioskFault('SIGN_IN_UNREACHABLE', { details: { reason }, cause: error });
  }
  return new KioskFault('SIGN_IN_NOT_TRUSTWORTHY', { details: { reason }, cause: error });
}

function distrust(reason: string): KioskFault {
  return new KioskFault('SIGN_IN_NOT_TRUSTWORTHY', { details: { reason } });
}

function bytesOf(body: ArrayBuffer | ReadableStream | string | Uint8Array | URLSearchParams): Buffer {
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  if (body instanceof URLSearchParams) return Buffer.from(body.toString(), 'utf8');
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  throw new TypeError('a streamed body is not sent to a provider');
}
