import type * as z from 'zod';
import { type FaultCode, type FaultDetails, KioskFault } from '../../../shared/faults/index.ts';
import {
  canonicalAnswer,
  portalHeaders,
  refusalDataSchema,
  refusalSchema,
} from '../../../shared/portal/index.ts';
import { isSignedBy, sha256Hex } from './keys.ts';
import type { WireAnswer } from './wire.ts';

/** An answer that looks like the portal's; it counts only after `verify`. */
export interface SignedAnswer {
  readonly status: number;
  readonly doneStatus: number;
  readonly body: Buffer;
  /** What the portal must have signed. */
  readonly text: string;
  readonly signature: string;
  /** Portal clock minus kiosk clock; as trustworthy as the signature. */
  readonly clockOffsetMs: number;
}

export interface AskedFor {
  readonly requestId: string;
  readonly requestSha256: string;
  readonly doneStatus: number;
  /** The kiosk's wall clock at the middle of the round trip. */
  readonly kioskTimeMs: number;
}

const enrolmentRefusals: Readonly<Record<string, string>> = {
  ENROLMENT_CODE_WRONG: 'wrong',
  ENROLMENT_CODE_USED: 'used',
  ENROLMENT_CODE_EXPIRED: 'expired',
};

/** The longest pause that a busy portal may ask for; more would be a kiosk switched off from afar. */
const longestRetryAfterSeconds = 3_600;

/** What a portal says at length is cut: it is read on a staff screen. */
const longestReason = 1_000;

/** Decides what an HTTP answer is: the portal's, a stranger's, a failure, a refusal. */
export function createAnswerReader(deps: { readonly host: string }) {
  function fault(code: FaultCode, details: FaultDetails, cause?: unknown): KioskFault {
    return new KioskFault(code, { details: { host: deps.host, ...details }, cause });
  }

  function parseJson(body: Buffer): unknown {
    try {
      return JSON.parse(body.toString('utf8'));
    } catch (error) {
      throw fault('PORTAL_FAILED', { reason: 'answer-unreadable' }, error);
    }
  }

  function parseRefusal(answer: SignedAnswer): { readonly code: string; readonly details: FaultDetails } {
    const refusal = refusalSchema.safeParse(parseJson(answer.body));
    if (!refusal.success)
      throw fault('PORTAL_FAILED', { reason: 'answer-unreadable', status: answer.status });
    const { code, data } = refusal.data;
    const said = refusalDataSchema.safeParse(data);
    if (!said.success) return { code, details: {} };
    const { reasons, largestFileBytes, retryAfterSeconds } = said.data;
    return {
      code,
      details: {
        ...(reasons === undefined ? {} : { said: reasons.join(' ').slice(0, longestReason) }),
        ...(largestFileBytes === undefined ? {} : { largestFileBytes }),
        ...(retryAfterSeconds === undefined
          ? {}
          : { retryAfterSeconds: Math.min(retryAfterSeconds, longestRetryAfterSeconds) }),
      },
    };
  }

  function parseDone<S extends z.ZodType>(answer: SignedAnswer, schema: S): z.output<S> {
    const parsed = schema.safeParse(parseJson(answer.body));
    if (!parsed.success) throw fault('PORTAL_FAILED', { reason: 'answer-unreadable', status: answer.status });
    return parsed.data;
  }

  return {
    /** Sorts out what cannot be the portal's own answer; PORTAL_FAILED, PORTAL_STRANGER or PORTAL_SIGNATURE. */
    read(answer: WireAnswer, asked: AskedFor): SignedAnswer {
      const { status, headers, body } = answer;
      // A redirect may lead anywhere, a captive page or plain HTTP; the portal never sends one (PEERS 6).
      if (status >= 300 && status < 400) throw fault('PORTAL_STRANGER', { reason: 'redirect', status });
      if (status === 511) throw fault('PORTAL_STRANGER', { reason: 'captive', status });
      // Proxies answer these in the portal's name: to wait and to ask again is right whoever said it.
      if (status >= 500 || status === 429 || status === 408) {
        throw fault('PORTAL_FAILED', { status, ...retryAfter(headers['retry-after']) });
      }
      // A proxy that takes no more bytes at once; the portal's own 413 is signed.
      if (status === 413 && typeof headers[portalHeaders.signature] !== 'string')
        throw fault('PORTAL_FAILED', { status, reason: 'request-too-large' });
      const contentType = headers['content-type'] ?? '';
      if (contentType.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
        throw fault('PORTAL_STRANGER', { reason: 'not-json', status });
      }
      const signature = headers[portalHeaders.signature];
      const timestamp = headers[portalHeaders.timestamp];
      const requestId = headers[portalHeaders.requestId];
      if (typeof signature !== 'string' || typeof timestamp !== 'string' || typeof requestId !== 'string') {
        throw fault('PORTAL_STRANGER', { reason: 'unsigned', status });
      }
      if (requestId !== asked.requestId) throw fault('PORTAL_SIGNATURE', { reason: 'other-request' });
      const portalTimeMs = Date.parse(timestamp);
      if (Number.isNaN(portalTimeMs)) throw fault('PORTAL_SIGNATURE', { reason: 'no-time' });
      return {
        status,
        doneStatus: asked.doneStatus,
        body,
        text: canonicalAnswer({
          requestId,
          requestSha256: asked.requestSha256,
          status,
          timestamp,
          contentType,
          bodySha256: sha256Hex(body),
        }),
        signature,
        clockOffsetMs: Math.round(portalTimeMs - asked.kioskTimeMs),
      };
    },

    /** PORTAL_SIGNATURE unless the holder of this key signed exactly this answer to exactly our request. */
    verify(answer: SignedAnswer, portalPublicKey: string): void {
      if (isSignedBy(portalPublicKey, answer.text, answer.signature)) return;
      throw fault('PORTAL_SIGNATURE', { reason: 'not-the-portal' });
    },

    /** The content of a verified answer, or PORTAL_REFUSED with the portal's code and what it says. */
    outcome<S extends z.ZodType>(answer: SignedAnswer, schema: S): z.output<S> {
      if (answer.status === answer.doneStatus) return parseDone(answer, schema);
      const { code, details } = parseRefusal(answer);
      throw fault('PORTAL_REFUSED', { reason: code, status: answer.status, ...details });
    },

    /** As `outcome`, with ENROLMENT_CODE_REFUSED for what another code would mend. */
    enrolmentOutcome<S extends z.ZodType>(answer: SignedAnswer, schema: S): z.output<S> {
      if (answer.status === answer.doneStatus) return parseDone(answer, schema);
      const { code } = parseRefusal(answer);
      const reason = enrolmentRefusals[code];
      if (reason !== undefined) throw fault('ENROLMENT_CODE_REFUSED', { reason });
      throw fault('PORTAL_REFUSED', { reason: code, status: answer.status });
    },
  };
}

/** The pause that a busy portal asks for, as a detail of the fault. */
export function retryAfter(header: string | undefined): FaultDetails {
  // Only the form in seconds: the other one is a date, and the kiosk's clock may be wrong.
  if (header === undefined || !/^\d{1,9}$/.test(header)) return {};
  return { retryAfterSeconds: Math.min(Number(header), longestRetryAfterSeconds) };
}
