import type { Clock } from '../../shared/clock.ts';
import { KioskFault } from '../../shared/faults/index.ts';
import type { Log } from './diagnostics/index.ts';

/** One named step of starting: what it does, how long it may take, and what happens when it fails. */
export interface StartUpStep {
  readonly name: string;
  readonly limitMs: number;
  run(): Promise<'go-on' | 'stop-here'>;
  /** Taken when the step fails; without one the kiosk pauses with the fault. */
  readonly fallback?: (error: unknown) => void;
}

/**
 * Runs the table of steps in order. Resolves when all are done or one asked to stop; rejects with the fault of a
 * step that has no fallback. A step over its limit counts as failed with START_STEP_TIMED_OUT.
 */
export async function runStartUp(
  steps: readonly StartUpStep[],
  deps: { readonly clock: Clock; readonly log: Log; readonly onStep: (name: string) => void },
): Promise<void> {
  for (const step of steps) {
    deps.onStep(step.name);
    const startedAt = deps.clock.monotonicMs();
    try {
      const outcome = await withLimit(step, deps.clock);
      deps.log.info('start-up step done', {
        step: step.name,
        ms: Math.round(deps.clock.monotonicMs() - startedAt),
      });
      if (outcome === 'stop-here') return;
    } catch (error) {
      deps.log.failure('start-up step failed', error, {
        step: step.name,
        fallback: step.fallback !== undefined,
      });
      if (step.fallback === undefined) throw error;
      step.fallback(error);
    }
  }
}

function withLimit(step: StartUpStep, clock: Clock): Promise<'go-on' | 'stop-here'> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(step.limitMs, () =>
      reject(new KioskFault('START_STEP_TIMED_OUT', { details: { step: step.name, limitMs: step.limitMs } })),
    );
    step.run().then(resolve, reject).finally(cancel);
  });
}
