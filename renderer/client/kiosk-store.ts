import type {
  CoreClient,
  Health,
  Kiosk,
  KioskEvent,
  Reading,
  ScanView,
  SessionState,
  SignInState,
} from '../../shared/contract/index.ts';
import { defaultReading } from '../../shared/contract/reading.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import type { CoreLink, LinkState } from './core-link.ts';
import { faultOf } from './fault-of.ts';

type DeviceEvent = Extract<KioskEvent, { kind: 'device' }>;
type IdentityEvent = Extract<KioskEvent, { kind: 'identity' }>;

/** What the page knows. It comes from the core and lives in memory only: a reload starts from nothing. */
export interface KioskState {
  readonly link: LinkState;
  readonly kiosk: Kiosk | null;
  readonly health: Health;
  readonly session: SessionState;
  /** How the screen reads while no session is open; back to the default after each person. */
  readonly reading: Reading;
  /** What was pressed and the core has not answered yet: a second press goes on from here. */
  readonly wishedReading: Reading | null;
  readonly devices: Readonly<Partial<Record<DeviceEvent['device'], Omit<DeviceEvent, 'kind' | 'device'>>>>;
  /** How far the core knows who is there, and why the last code came to nothing; the person is a call of its own. */
  readonly identity: Omit<IdentityEvent, 'kind'>;
  /** The sign-in by phone that goes on; nothing in it names a person. */
  readonly signIn: SignInState;
  /** A card on the staff's screens: why it was nobody's; `count` rises with every one. */
  readonly staff: { readonly fault: FaultCode | null; readonly count: number };
  /** The code of a kept form that was just held before a reader. */
  readonly slipCode: string | null;
  /** The code of a receipt that was just held before a reader; `count` rises with every one. */
  readonly receipt: { readonly code: string | null; readonly count: number };
  /** The scan that goes on; `count` rises with every change of the papers. */
  readonly papers: { readonly scan: ScanView | null; readonly count: number };
  readonly queue: { readonly waiting: number; readonly needsStaff: number; readonly count: number };
  /** The queue at the counter; `calls` rises with every call aloud. */
  readonly tickets: { readonly called: number | null; readonly waiting: number; readonly calls: number };
  /** The dossier whose fee or post was last told to be otherwise; `count` rises with every change. */
  readonly fee: { readonly dossierId: string | null; readonly count: number };
  /** A fault that no screen took for itself: shown once, calmly, over the whole screen. */
  readonly fault: FaultCode | null;
  /** The screen broke and was opened again: home says so, once. */
  readonly hasRecovered: boolean;
}

const nothingKnown: KioskState = {
  link: 'connecting',
  kiosk: null,
  health: {
    phase: { kind: 'starting', step: '' },
    network: { state: 'unknown', cause: null, clockOffsetMs: null },
  },
  session: { kind: 'none' },
  reading: defaultReading,
  wishedReading: null,
  devices: {},
  identity: { step: 'none', fault: null, other: null, count: 0 },
  signIn: { step: 'none' },
  staff: { fault: null, count: 0 },
  slipCode: null,
  receipt: { code: null, count: 0 },
  papers: { scan: null, count: 0 },
  queue: { waiting: 0, needsStaff: 0, count: 0 },
  tickets: { called: null, waiting: 0, calls: 0 },
  fee: { dossierId: null, count: 0 },
  fault: null,
  hasRecovered: false,
};

export interface KioskStore {
  readonly core: CoreClient;
  get(): KioskState;
  subscribe(callback: () => void): () => void;
  /** Takes over a session state that a call returned, without waiting for the event. */
  setSession(session: SessionState): void;
  setReading(reading: Reading): void;
  wishReading(reading: Reading | null): void;
  setFault(fault: FaultCode | null): void;
  setRecovered(hasRecovered: boolean): void;
  /** Calls back when a person's visit ends, so that nothing of it stays in the page. */
  onVisitEnd(callback: () => void): () => void;
}

/** Follows the core's event stream across its restarts. */
export function createKioskStore(link: CoreLink): KioskStore {
  let state = nothingKnown;
  let generation = 0;
  const subscribers = new Set<() => void>();
  const visitEnd = new Set<() => void>();

  const set = (change: Partial<KioskState>): void => {
    state = { ...state, ...change };
    for (const subscriber of [...subscribers]) subscriber();
  };

  const setSession = (session: SessionState): void => {
    const before = state.session;
    // Every touch is answered and told again: what says the same as before must not draw the whole page anew.
    if (JSON.stringify(session) === JSON.stringify(before)) return;
    const isOver =
      before.kind === 'open' && (session.kind === 'none' || session.sessionId !== before.sessionId);
    if (isOver) {
      set({ session, reading: defaultReading, wishedReading: null, fault: null, hasRecovered: false });
      for (const callback of [...visitEnd]) callback();
    } else {
      set({ session });
    }
  };

  const take = (event: KioskEvent): void => {
    switch (event.kind) {
      case 'health':
        set({ health: event.health });
        break;
      case 'session':
        setSession(event.session);
        break;
      case 'queue':
        set({ queue: { waiting: event.waiting, needsStaff: event.needsStaff, count: event.count } });
        break;
      case 'fee':
        set({ fee: { dossierId: event.dossierId, count: event.count } });
        break;
      case 'identity':
        set({
          identity: { step: event.step, fault: event.fault, other: event.other, count: event.count },
        });
        break;
      case 'sign-in':
        set({ signIn: event.signIn });
        break;
      case 'staff':
        set({ staff: { fault: event.fault, count: event.count } });
        break;
      case 'slip':
        set({ slipCode: event.code });
        break;
      case 'receipt':
        set({ receipt: { code: event.code, count: event.count } });
        break;
      case 'papers':
        set({ papers: { scan: event.scan, count: event.count } });
        break;
      case 'tickets':
        set({ tickets: { called: event.called, waiting: event.waiting, calls: event.calls } });
        break;
      case 'device':
        set({
          devices: { ...state.devices, [event.device]: { state: event.state, fault: event.fault } },
        });
        break;
    }
  };

  const follow = async (): Promise<void> => {
    generation += 1;
    const mine = generation;
    const isCurrent = (): boolean => mine === generation && link.state() === 'connected';
    while (isCurrent()) {
      try {
        set({ kiosk: await link.core.system.hello() });
        for await (const event of await link.core.system.events()) {
          if (mine !== generation) return;
          take(event);
        }
      } catch (error) {
        if (faultOf(error) === 'CORE_RESTARTING') return; // the next transport follows again
      }
      // A core that is still waking may end the stream early; ask again, but not in a circle.
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  };

  link.watch((next) => {
    set({ link: next });
    if (next === 'connected') void follow();
  });

  return {
    core: link.core,
    get: () => state,
    subscribe(callback) {
      subscribers.add(callback);
      return () => subscribers.delete(callback);
    },
    setSession,
    setReading: (reading) => set({ reading }),
    wishReading: (wishedReading) => set({ wishedReading }),
    setFault: (fault) => set({ fault }),
    setRecovered: (hasRecovered) => set({ hasRecovered }),
    onVisitEnd(callback) {
      visitEnd.add(callback);
      return () => visitEnd.delete(callback);
    },
  };
}
