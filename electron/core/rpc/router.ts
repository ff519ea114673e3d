import type { Kiosk, SetUpInput, SetUpResult } from '../../../shared/contract/index.ts';
import type { Sessions } from '../citizen/session.ts';
import type { Events } from '../events.ts';
import { guarded } from './guard.ts';

/** What the handlers act on. Features are asked for at call time: before the store is open there are none. */
export interface RouterDeps {
  readonly kiosk: () => Kiosk;
  readonly events: Events;
  readonly sessions: () => Sessions;
  readonly saveSetUp: (input: SetUpInput) => Promise<SetUpResult>;
  readonly painted: () => number;
}

/** The implementation of the whole contract; a call that is missing here does not compile. */
export function createRouter(deps: RouterDeps) {
  return guarded.router({
    system: {
      hello: guarded.system.hello.handler(() => deps.kiosk()),
      painted: guarded.system.painted.handler(() => ({ at: deps.painted() })),
      events: guarded.system.events.handler(({ signal }) => deps.events.watch(signal)),
    },
    session: {
      begin: guarded.session.begin.handler(({ input }) => deps.sessions().begin(input.reading)),
      touch: guarded.session.touch.handler(() => deps.sessions().touch()),
      go: guarded.session.go.handler(({ input }) => deps.sessions().go(input.place)),
      read: guarded.session.read.handler(({ input }) => deps.sessions().read(input.reading)),
      end: guarded.session.end.handler(() => deps.sessions().end('citizen')),
    },
    setUp: {
      save: guarded.setUp.save.handler(({ input }) => deps.saveSetUp(input)),
    },
  });
}
