import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { DeliveryProof } from '../../../shared/portal/index.ts';
import type { RevisionKey } from '../portal/index.ts';
import type { Outbox, Proven } from './outbox.ts';
import { queueTimings } from './timings.ts';

/**
 * Proofs of the portal, written down together: waiting for the disk costs more than everything else that a small dossier
 * takes. A crash before it costs nothing: the portal gives the same proof again.
 */
export interface Proofs {
  /** Resolves when it is durable; rejects with DOSSIER_PROOF_WRONG for a code that is another dossier's, or the disk's fault. */
  keep(key: RevisionKey, proof: DeliveryProof): Promise<void>;
  /** Nothing else is on the way for which it would be worth waiting. */
  flush(): void;
}

interface Waiting extends Proven {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export function createProofs(deps: {
  readonly outbox: Pick<Outbox, 'delivered'>;
  readonly clock: Clock;
}): Proofs {
  const { clock } = deps;
  let waiting: Waiting[] = [];
  let cancel = (): void => {};

  function flush(): void {
    cancel();
    if (waiting.length === 0) return;
    const now = waiting;
    waiting = [];
    try {
      const written = deps.outbox.delivered(now);
      for (const one of now) {
        if (written.has(one)) one.resolve();
        else one.reject(new KioskFault('DOSSIER_PROOF_WRONG', { details: { reason: 'code' } }));
      }
    } catch (error) {
      for (const one of now) one.reject(error);
    }
  }

  return {
    keep: (key, proof) =>
      new Promise((resolve, reject) => {
        waiting.push({ ...key, proof, at: clock.now(), resolve, reject });
        if (waiting.length === 1) cancel = clock.after(queueTimings.proofs.togetherMs, flush);
        if (waiting.length >= queueTimings.proofs.most) flush();
      }),
    flush,
  };
}
