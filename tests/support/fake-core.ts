import path from 'node:path';
import { RPCHandler } from '@orpc/server/ws';
import type { KioskEvent, SessionState } from '../../shared/contract/index.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import type { OtherCode } from '../../shared/identity/index.ts';
import { counterCalls } from './fake-core/counter.ts';
import { dossierCalls } from './fake-core/dossier.ts';
import { type Fake, os } from './fake-core/fake.ts';
import { feesCalls } from './fake-core/fees.ts';
import { identityCalls } from './fake-core/identity.ts';
import { servePage } from './fake-core/page-server.ts';
import { type FakeKiosk, untouched } from './fake-core/state.ts';
import { technicianCalls } from './fake-core/technician.ts';
import { trackingCalls } from './fake-core/tracking.ts';
import { visitCalls } from './fake-core/visit.ts';

export { shippedConsents, shownPerson } from './fake-core/identity.ts';
export { type FakeKiosk, openSession } from './fake-core/state.ts';

const builtPage = path.resolve(import.meta.dirname, '../../dist/renderer');

export interface FakeCore {
  readonly address: string;
  readonly state: FakeKiosk;
  /** Names of the calls the page made, oldest first; beats and touches apart. */
  readonly calls: readonly string[];
  /** Sends the present health and session to every page. */
  tell(): void;
  /** A code came to nothing at some reader. */
  tellNews(fault: FaultCode, other: OtherCode | null): void;
  /** The code of a receipt was held before a reader. */
  tellReceipt(code: string): void;
  /** The core dies: sockets close and nobody answers until `wake`. */
  sleep(): void;
  wake(): void;
  close(): Promise<void>;
}

/**
 * Serves the built page under the product's own policy, and a core made from the contract that only plays back what
 * the test wrote: for looks and for the page's own behaviour, without database, portal or devices.
 */
export async function startFakeCore(
  change: Partial<FakeKiosk> = {},
  pageFolder = builtPage,
): Promise<FakeCore> {
  const state = untouched(change);
  const calls: string[] = [];
  const listeners = new Set<(event: KioskEvent) => void>();
  let news = 0;

  const presentState = (): readonly KioskEvent[] => [
    { kind: 'health', health: state.health },
    { kind: 'session', session: state.session },
    { kind: 'identity', step: state.identity.step, fault: null, other: null, count: 0 },
    { kind: 'sign-in', signIn: state.signIn },
    { kind: 'tickets', ...state.queueNews },
    ...(state.papers === null
      ? []
      : ([{ kind: 'device', device: 'scanner', state: 'ready', fault: null }] as const)),
  ];
  const setSession = (session: SessionState): SessionState => {
    state.session = session;
    return session;
  };
  const changeOpen = (change: Partial<Extract<SessionState, { kind: 'open' }>>): SessionState =>
    setSession(state.session.kind === 'open' ? { ...state.session, ...change } : state.session);

  const fake: Fake = { state, calls, listeners, presentState, setSession, changeOpen };
  const router = os.router({
    ...visitCalls(fake),
    ...identityCalls(fake),
    ...dossierCalls(fake),
    ...trackingCalls(fake),
    ...feesCalls(fake),
    ...counterCalls(fake),
    ...technicianCalls(fake),
  });
  const server = await servePage({ handler: new RPCHandler(router), pageFolder });

  return {
    address: server.address,
    state,
    calls,
    tell() {
      for (const event of presentState()) for (const listen of [...listeners]) listen(event);
    },
    tellNews(fault, other) {
      news += 1;
      const { step } = state.identity;
      for (const listen of [...listeners]) listen({ kind: 'identity', step, fault, other, count: news });
    },
    tellReceipt(code) {
      news += 1;
      for (const listen of [...listeners]) listen({ kind: 'receipt', code, count: news });
    },
    sleep: server.sleep,
    wake: server.wake,
    close: server.close,
  };
}
