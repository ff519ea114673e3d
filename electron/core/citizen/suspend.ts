import type { Suspended, SuspendOffer } from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';

/** Keeping a begun form for later, on request only. */
export interface Suspensions {
  offer(): SuspendOffer;
  keep(typed: { readonly idNumber: string | null }): Suspended;
  kept(): Suspended | null;
  print(paper: 'a4' | 'slip'): Promise<{ readonly state: 'printed' }>;
  resume(typed: { readonly code: string; readonly idNumber: string }): {
    readonly draftId: string;
    readonly procedureCode: string;
    readonly procedureName: string;
  };
}

/** Until it is built, nothing is kept. */
export function createSuspensions(): Suspensions {
  const refuse = (): never => {
    throw new KioskFault('DRAFT_NONE');
  };
  return {
    offer: () => ({ kind: 'nothing-open' }),
    keep: refuse,
    kept: () => null,
    print: async () => refuse(),
    resume: () => {
      throw new KioskFault('RESUME_WRONG');
    },
  };
}
