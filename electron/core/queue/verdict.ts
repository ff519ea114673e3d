import { type FaultCode, isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import type { OutboxStep } from './outbox.ts';
import { roadFaults } from './road.ts';
import { chunkLimits } from './timings.ts';

/** What becomes of a dossier whose try failed. */
export type Verdict =
  /** The road is broken: everything waits. */
  | { readonly kind: 'road'; readonly fault: KioskFault }
  /** Only this dossier waits. */
  | { readonly kind: 'wait'; readonly fault: KioskFault }
  /** Begin again by comparing; a few times at most. */
  | { readonly kind: 'setback'; readonly fault: KioskFault }
  /** Waiting does not mend it: staff decide. */
  | { readonly kind: 'park'; readonly fault: KioskFault };

/** Codes under which an earlier try is remembered as a setback. */
export const setbackFaults: ReadonlySet<string> = new Set([
  'DOSSIER_PROOF_WRONG',
  'DOSSIER_UNSENDABLE',
  'DOSSIER_TOO_LARGE',
]);

/** What the portal says when it does not have what it should: mended by comparing and sending. */
const setbackReasons: ReadonlySet<unknown> = new Set([
  'FILES_MISSING',
  'DOSSIER_UNKNOWN',
  'EARLIER_REVISION_MISSING',
]);

/** Decides by what failed and in which step, never by how often; a failure that is no fault is a defect and counts as a setback. */
export function judgeFailure(error: unknown, step: OutboxStep): Verdict {
  if (!isKioskFault(error)) {
    const fault = new KioskFault('DOSSIER_UNSENDABLE', { details: { reason: 'defect' }, cause: error });
    return { kind: 'setback', fault };
  }
  if (roadFaults.has(error.code)) return { kind: 'road', fault: error };
  const { status } = error.details;
  const as = (code: FaultCode): KioskFault => new KioskFault(code, { details: error.details, cause: error });
  switch (error.code) {
    case 'PORTAL_FAILED':
      // A proxy that does not let the announcement through: it never gets smaller, and nothing of it can be sent in pieces.
      if (status === 413 && step === 'create') return { kind: 'park', fault: as('DOSSIER_TOO_LARGE') };
      // Nor does a piece get smaller than the smallest: a proxy under load may say it once, one with a limit goes on saying it.
      if (status === 413 && !canBeSmaller(error)) return { kind: 'setback', fault: as('DOSSIER_TOO_LARGE') };
      // A 500 may be this dossier's own doing; a gateway or "too many" speaks for the whole portal.
      return { kind: [429, 502, 503, 504].includes(Number(status)) ? 'road' : 'wait', fault: error };
    case 'PORTAL_REFUSED':
      return judgeRefusal(error, as);
    case 'DOSSIER_PROOF_WRONG':
      return { kind: 'setback', fault: error };
    case 'VAULT_FILE_DAMAGED':
      return { kind: 'park', fault: error };
    default:
      // The disk is full or damaged: nothing that the portal or the dossier can mend.
      return { kind: 'road', fault: error };
  }
}

/** The end of a delivery has no size to speak of. */
function canBeSmaller({ details }: KioskFault): boolean {
  return typeof details.sizeBytes === 'number' && details.sizeBytes > chunkLimits.leastBytes;
}

function judgeRefusal(error: KioskFault, as: (code: FaultCode) => KioskFault): Verdict {
  const { status, reason } = error.details;
  if (status === 401) return { kind: 'road', fault: error };
  if (reason === 'REQUEST_REPEATED') return { kind: 'wait', fault: error };
  if (setbackReasons.has(reason)) return { kind: 'setback', fault: as('DOSSIER_PROOF_WRONG') };
  if (status === 423) return { kind: 'wait', fault: as('DOSSIER_LOCKED') };
  if (status === 413) return { kind: 'park', fault: as('DOSSIER_TOO_LARGE') };
  return { kind: 'park', fault: as('DOSSIER_REFUSED') };
}

/** What the portal asked for (Retry-After), in ms. */
export function retryAfterMsOf(fault: KioskFault): number {
  const { retryAfterSeconds } = fault.details;
  return typeof retryAfterSeconds === 'number' ? retryAfterSeconds * 1_000 : 0;
}
