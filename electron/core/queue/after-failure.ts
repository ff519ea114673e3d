import type { FaultCode, FaultDetails } from '../../../shared/faults/index.ts';
import { pauseBeforeTry } from '../portal/index.ts';
import type { OutboxRow, OutboxStep } from './outbox.ts';
import { queueTimings } from './timings.ts';
import { retryAfterMsOf, setbackFaults, type Verdict } from './verdict.ts';

/** What is written down of a revision whose try failed. `nextTryAt` by the wall clock, in ms since 1970. */
export type AfterFailure = {
  readonly attempts: number;
  readonly fault: FaultCode;
  readonly details: FaultDetails;
} & (
  | { readonly kind: 'park' }
  | { readonly kind: 'wait'; readonly step: OutboxStep; readonly nextTryAt: number }
);

/** Waits ever longer, or staff decide: at once where waiting mends nothing, after a few setbacks in a row otherwise. */
export function afterFailure(failed: {
  readonly row: Pick<OutboxRow, 'attempts' | 'fault'>;
  readonly verdict: Verdict;
  /** How far this try came. */
  readonly step: OutboxStep;
  /** The portal took something in this try. */
  readonly moved: boolean;
  readonly now: number;
  readonly random: () => number;
}): AfterFailure {
  const { row, verdict, step, now, random } = failed;
  const { fault } = verdict;
  const attempts = countAttempts(row, verdict, failed.moved);
  if (verdict.kind === 'park') return { kind: 'park', attempts, fault: fault.code, details: fault.details };
  if (verdict.kind === 'setback' && attempts >= queueTimings.mostSetbacks) {
    // Too large says what is to be done; a proof that does not fit only says what went wrong.
    const code = fault.code === 'DOSSIER_TOO_LARGE' ? fault.code : 'DOSSIER_UNSENDABLE';
    const details = code === fault.code ? fault.details : { ...fault.details, last: fault.code };
    return { kind: 'park', attempts, fault: code, details };
  }
  const pauseMs = Math.max(pauseBeforeTry(attempts - 1, queueTimings.dossier, random), retryAfterMsOf(fault));
  return {
    kind: 'wait',
    // A setback begins by comparing; everything else goes on where it stopped.
    step: verdict.kind === 'setback' ? 'create' : step,
    attempts,
    nextTryAt: now + Math.min(pauseMs, queueTimings.longestPauseMs),
    fault: fault.code,
    details: fault.details,
  };
}

/** Progress makes the next pause short again; setbacks are counted over everything in between. */
function countAttempts(row: Pick<OutboxRow, 'attempts' | 'fault'>, verdict: Verdict, moved: boolean): number {
  const afterSetback = row.fault !== null && setbackFaults.has(row.fault);
  if (verdict.kind === 'setback') return afterSetback ? row.attempts + 1 : 1;
  return moved && !afterSetback ? 1 : row.attempts + 1;
}
