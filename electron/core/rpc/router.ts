import type { Kiosk, SetUpInput, SetUpResult } from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { DemoWorld } from '../demo/index.ts';
import type { Events } from '../events.ts';
import type { Services } from '../services.ts';
import { counterCalls } from './counter-calls.ts';
import { dossierCalls } from './dossier-calls.ts';
import { guarded } from './guard.ts';
import { machineCalls } from './machine-calls.ts';
import { visitCalls } from './visit-calls.ts';

/** What the handlers act on. */
export interface RouterDeps {
  readonly kiosk: () => Kiosk;
  readonly events: Events;
  /** Asked for at call time: before the store is open there are none, and the guard lets no call through to them. */
  readonly services: () => Services;
  readonly saveSetUp: (input: SetUpInput) => Promise<SetUpResult>;
  readonly painted: () => number;
  /** Null in production: nobody plays the world there. */
  readonly world: DemoWorld | null;
}

/** The implementation of the whole contract; a call that is missing here does not compile. */
export function createRouter(deps: RouterDeps) {
  const { services } = deps;

  /** Raises ROLE_REFUSED in production. */
  function getWorld(): DemoWorld {
    if (deps.world === null) throw new KioskFault('ROLE_REFUSED', { details: { call: 'dock' } });
    return deps.world;
  }

  return guarded.router({
    system: {
      hello: guarded.system.hello.handler(() => deps.kiosk()),
      painted: guarded.system.painted.handler(() => ({ at: deps.painted() })),
      events: guarded.system.events.handler(({ signal }) => deps.events.watch(signal)),
    },
    ...visitCalls(services),
    ...dossierCalls(services),
    ...counterCalls(services),
    ...machineCalls(services),
    dock: {
      state: guarded.dock.state.handler(() => getWorld().state()),
      play: guarded.dock.play.handler(async ({ input }) => {
        const state = await getWorld().play(input);
        // As the operating system would tell of a pulled cable; otherwise the next turn is half a minute away.
        if (input.kind === 'network' || input.kind === 'portal') services().portal.lookNow();
        return state;
      }),
    },
    setUp: {
      save: guarded.setUp.save.handler(({ input }) => deps.saveSetUp(input)),
    },
  });
}
