import type { Page } from 'playwright';
import type { Reading, SessionState } from '../../../shared/contract/index.ts';
import { type FakeCore, openSession } from '../fake-core.ts';

/** One state of one screen, played by the fake core. */
export interface Shot {
  readonly name: string;
  readonly session?: (reading: Reading) => SessionState;
  readonly prepare?: (core: FakeCore) => void;
  readonly act?: (page: Page, core: FakeCore) => Promise<void>;
}

/** The road to the portal is gone. */
export const goOffline = (core: FakeCore): void => {
  core.state.health = {
    phase: { kind: 'ready' },
    network: { state: 'offline', cause: 'PORTAL_UNREACHABLE', clockOffsetMs: null },
  };
};

/** An open visit at a place, read as the picture asks. */
export const at =
  (place: string) =>
  (reading: Reading): SessionState =>
    openSession(place, { reading });
