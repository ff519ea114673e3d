import type { SignInOffer, SignInState } from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';

/** The sign-in by phone of the open visit. */
export interface SignIns {
  offer(): Promise<SignInOffer>;
  /** Raises SESSION_NOT_OPEN; everything else that goes wrong is a state. */
  start(): Promise<SignInState>;
  state(): SignInState;
  cancel(): SignInState;
  /** The visit is over: stops waiting and gives the tokens back to the provider. */
  sessionEnded(): void;
  close(): Promise<void>;
}

/** Until the road to the provider is built, nobody is offered anything. */
export function createSignIns(deps: { readonly isSessionOpen: () => boolean }): SignIns {
  return {
    offer: async () => ({ signIn: 'not-offered', registration: 'desk' }),
    async start() {
      if (!deps.isSessionOpen()) throw new KioskFault('SESSION_NOT_OPEN');
      return { step: 'ended', fault: 'SIGN_IN_NOT_OFFERED' };
    },
    state: () => ({ step: 'none' }),
    cancel: () => ({ step: 'none' }),
    sessionEnded: () => {},
    close: async () => {},
  };
}
