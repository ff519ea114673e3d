import type { Clock } from '../../shared/clock.ts';
import type { WithdrawalReason } from '../../shared/contract/index.ts';
import type { Identities, Sessions } from './citizen/index.ts';
import type { composeSubmission } from './compose-submission.ts';
import type { Log } from './diagnostics/index.ts';
import type { Store } from './storage/index.ts';
import { createTracking, type OpenedDossiers, type Tracking } from './tracking/index.ts';
import type { Words } from './words.ts';

/** Tracking as the calls ask for it: the reason of a withdrawal as it was chosen. */
export interface TrackingCalls extends Omit<Tracking, 'withdraw'> {
  withdraw(dossierId: string, reason: WithdrawalReason): Promise<{ readonly dossierId: string }>;
}

/** Joins tracking to the queue, sealing and the person at the kiosk. */
export function composeTracking(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly sessions: Sessions;
  readonly identities: Identities;
  readonly opened: OpenedDossiers;
  readonly words: Words;
  readonly submission: ReturnType<typeof composeSubmission>;
  /** The receipt that was held before a reader is taken up. */
  readonly onTaken: () => void;
}): TrackingCalls {
  const { sessions, identities, submission } = deps;
  const tracking = createTracking({
    store: deps.store,
    clock: deps.clock,
    log: deps.log,
    opened: deps.opened,
    queue: submission.queue,
    sealing: submission.sealing,
    contentOf: submission.contentOf,
    identity: () => identities.state(),
    needsIdentityCheck: () => identities.needsStaffCheck(),
    isClockTrusted: submission.isClockTrusted,
    sessionId() {
      const session = sessions.state();
      return session.kind === 'open' ? session.sessionId : undefined;
    },
    role: () => sessions.role(),
    onTaken: deps.onTaken,
    onNews: submission.tellQueue,
  });
  const say = deps.words.in('vi', ['track']);
  return {
    ...tracking,
    withdraw: (dossierId, reason) =>
      tracking.withdraw(
        dossierId,
        reason.kind === 'other' ? reason.text : say(`track.withdraw.${reason.kind}`),
      ),
  };
}
