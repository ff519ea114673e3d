import { randomBytes } from 'node:crypto';
import type http from 'node:http';
import type https from 'node:https';
import type * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { isSecureOrLoopback } from '../../../shared/config/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import {
  canonicalRequest,
  catalogueManifestSchema,
  confirmRegistrationAnswerSchema,
  enrolAnswerSchema,
  healthAnswerSchema,
  kioskProofText,
  makeUuid7,
  type PortalCall,
  parseEnrolmentCode,
  portalHeaders,
  portalProofText,
  portalRoutes,
  resendRegistrationAnswerSchema,
  signatureVersion,
  signInAnswerSchema,
  startRegistrationAnswerSchema,
} from '../../../shared/portal/index.ts';
import type { Log } from '../diagnostics/index.ts';
import { createAnswerReader, type SignedAnswer } from './answer.ts';
import { fingerprint, isSameProof, proveCode, sha256Hex, signText } from './keys.ts';
import type { CallOptions, KeyPair, PortalAdapter, PortalHealth, TrustStore } from './portal.port.ts';
import { createPortalAgent } from './tls-agent.ts';
import { exchange, StaleConnection, type WireLimits, wireLimits } from './wire.ts';

interface Question {
  readonly call: PortalCall;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** The adapter for portals that speak shared/portal over HTTP: the first of several. */
export function createRestAdapter(deps: {
  readonly address: string;
  readonly kioskId: string;
  /** A certificate authority of the province, a PEM file. */
  readonly caPath?: string | undefined;
  readonly trust: TrustStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: WireLimits;
}): PortalAdapter {
  const { kioskId, trust, clock, log } = deps;
  const limits = deps.limits ?? wireLimits;
  const base = new URL(deps.address.replace(/\/+$/, ''));
  const answers = createAnswerReader({ host: base.host });
  let agent: http.Agent | https.Agent | null = null;

  /** Asks once more when a kept connection turns out to be closed; the repetition is a request of its own. */
  async function ask(question: Question, pair: KeyPair): Promise<SignedAnswer> {
    try {
      return await askOnce(question, pair);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
    }
    try {
      return await askOnce(question, pair);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      throw new KioskFault('PORTAL_UNREACHABLE', {
        details: { reason: 'reset', host: base.host },
        cause: error,
      });
    }
  }

  async function askOnce(question: Question, pair: KeyPair): Promise<SignedAnswer> {
    if (!isSecureOrLoopback(base)) throw new KioskFault('PORTAL_INSECURE', { details: { host: base.host } });
    agent ??= createPortalAgent(base, deps.caPath);
    const route = portalRoutes[question.call];
    const body = question.body === undefined ? null : Buffer.from(JSON.stringify(question.body), 'utf8');
    const startedAt = { wall: clock.now(), monotonic: clock.monotonicMs() };
    const requestId = makeUuid7(startedAt.wall, randomBytes(10));
    const timestamp = new Date(startedAt.wall).toISOString();
    const text = canonicalRequest({
      kioskId,
      requestId,
      method: route.method,
      path: route.path,
      timestamp,
      bodySha256: sha256Hex(body ?? ''),
    });
    const answer = await exchange(
      {
        url: new URL(`${base.href.replace(/\/+$/, '')}${route.path}`),
        method: route.method,
        headers: {
          accept: 'application/json',
          [portalHeaders.version]: signatureVersion,
          [portalHeaders.kioskId]: kioskId,
          [portalHeaders.requestId]: requestId,
          [portalHeaders.timestamp]: timestamp,
          [portalHeaders.signature]: signText(text, pair),
          ...(body === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(body.length) }),
        },
        body,
        signal: question.signal,
      },
      { agent, clock, limits },
    );
    const middleMs = (answer.sentAtMs + answer.answeredAtMs) / 2 - startedAt.monotonic;
    return answers.read(answer, {
      requestId,
      requestSha256: sha256Hex(text),
      doneStatus: route.status,
      kioskTimeMs: startedAt.wall + middleMs,
    });
  }

  /** A call that only an enrolled kiosk may make. */
  async function call<S extends z.ZodType>(
    name: PortalCall,
    schema: S,
    options: CallOptions | undefined,
    body?: unknown,
  ): Promise<{ readonly output: z.output<S>; readonly clockOffsetMs: number }> {
    const known = trust.findTrust();
    if (known === null) throw new KioskFault('PORTAL_NOT_ENROLLED', { details: { host: base.host } });
    const answer = await ask({ call: name, body, signal: options?.signal }, trust.getKioskKeys());
    answers.verify(answer, known.portalPublicKey);
    return { output: answers.outcome(answer, schema), clockOffsetMs: answer.clockOffsetMs };
  }

  return {
    portalHost: base.host,
    isEnrolled: () => trust.findTrust() !== null,

    async enrol(options) {
      const code = parseEnrolmentCode(options.code);
      if (code === null) throw new KioskFault('ENROLMENT_CODE_REFUSED', { details: { reason: 'malformed' } });
      const pair = trust.getKioskKeys();
      const kiosk = { kioskId, codeName: code.name, kioskPublicKey: pair.publicKey };
      const answer = await ask(
        {
          call: 'enrol',
          body: { ...kiosk, kioskProof: proveCode(code.secret, kioskProofText(kiosk)) },
          signal: options.signal,
        },
        pair,
      );
      // A refusal cannot be proven here: a kiosk that does not know the portal yet has no key to check it by. All
      // that a stranger can do with a false one is to send the technician for another code.
      const output = answers.enrolmentOutcome(answer, enrolAnswerSchema);
      answers.verify(answer, output.portalPublicKey);
      const expected = proveCode(
        code.secret,
        portalProofText({ ...kiosk, portalPublicKey: output.portalPublicKey }),
      );
      if (!isSameProof(expected, output.portalProof)) {
        throw new KioskFault('PORTAL_SIGNATURE', { details: { reason: 'enrolment-proof', host: base.host } });
      }
      trust.writeTrust({
        portalPublicKey: output.portalPublicKey,
        enrolledAt: output.enrolledAt,
        portalAddress: deps.address,
      });
      const portalKeyFingerprint = fingerprint(output.portalPublicKey);
      log.info('enrolled at the portal', { host: base.host, portalKeyFingerprint });
      return { portalKeyFingerprint, enrolledAt: output.enrolledAt };
    },

    async checkHealth(options): Promise<PortalHealth> {
      const { output, clockOffsetMs } = await call('health', healthAnswerSchema, options);
      return { status: output.status, clockOffsetMs };
    },

    async readCatalogueManifest(options) {
      return (await call('catalogueManifest', catalogueManifestSchema, options)).output;
    },

    async readSignIn(options) {
      const { output, clockOffsetMs } = await call('signIn', signInAnswerSchema, options);
      return { ...output, clockOffsetMs };
    },

    startRegistration: async (request, options) =>
      (await call('startRegistration', startRegistrationAnswerSchema, options, request)).output,

    resendRegistration: async (request, options) =>
      (await call('resendRegistration', resendRegistrationAnswerSchema, options, request)).output,

    confirmRegistration: async (request, options) =>
      (await call('confirmRegistration', confirmRegistrationAnswerSchema, options, request)).output,

    close() {
      agent?.destroy();
      agent = null;
    },
  };
}
