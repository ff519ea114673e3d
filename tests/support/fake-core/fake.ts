import { implement } from '@orpc/server';
import { contract, type KioskEvent, type SessionState } from '../../../shared/contract/index.ts';
import type { FakeKiosk } from './state.ts';

/** What every area of the fake core plays with. */
export interface Fake {
  readonly state: FakeKiosk;
  /** Names of the calls the page made, oldest first. */
  readonly calls: string[];
  readonly listeners: Set<(event: KioskEvent) => void>;
  presentState(): readonly KioskEvent[];
  setSession(session: SessionState): SessionState;
  /** Changes an open visit; without one nothing happens. */
  changeOpen(change: Partial<Extract<SessionState, { kind: 'open' }>>): SessionState;
}

export const os = implement(contract);

/** Answers with a fault of the call, where no answer was written. */
export function refuse(makeError: (options: { data: { details: Record<string, never> } }) => Error): never {
  throw makeError({ data: { details: {} } });
}
