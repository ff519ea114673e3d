import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { assertDefined } from '../../shared/assert.ts';
import type {
  CoreClient,
  Health,
  Kiosk,
  Officer,
  Reading,
  SessionState,
} from '../../shared/contract/index.ts';
import { expectFault } from './fault-of.ts';
import type { KioskState, KioskStore } from './kiosk-store.ts';

const StoreContext = createContext<KioskStore | null>(null);

/** Gives the page its core. Answers that were fetched for one person are forgotten when the visit ends. */
export function CoreProvider(props: { readonly store: KioskStore; readonly children: ReactNode }) {
  const queries = useMemo(
    () =>
      new QueryClient({
        defaultOptions: {
          // The core is on this machine: asking twice helps nobody, and `online` means nothing to it.
          queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 0 },
          mutations: { networkMode: 'always', retry: false },
        },
      }),
    [],
  );
  useEffect(() => props.store.onVisitEnd(() => queries.clear()), [props.store, queries]);
  return (
    <StoreContext value={props.store}>
      <QueryClientProvider client={queries}>{props.children}</QueryClientProvider>
    </StoreContext>
  );
}

/** The store itself; screens use the narrower hooks below. */
export function useKioskStore(): KioskStore {
  return assertDefined(useContext(StoreContext), 'CoreProvider');
}

function useKioskState<T>(select: (state: KioskState) => T): T {
  const store = useKioskStore();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** The typed client of shared/contract. Failed calls carry a fault: read it with `faultOf`. */
export function useCore(): CoreClient {
  return useKioskStore().core;
}

/** The same calls as TanStack Query options: `useQuery(queries.dock.state.queryOptions())`. */
export function useCoreQueries() {
  const core = useCore();
  return useMemo(() => createTanstackQueryUtils(core), [core]);
}

/** Who this kiosk is; `null` until the core has said it the first time. */
export function useKiosk(): Kiosk | null {
  return useKioskState((state) => state.kiosk);
}

export function useHealth(): Health {
  return useKioskState((state) => state.health);
}

export function useSession(): SessionState {
  return useKioskState((state) => state.session);
}

export function useLinkState(): KioskState['link'] {
  return useKioskState((state) => state.link);
}

export function useFault(): KioskState['fault'] {
  return useKioskState((state) => state.fault);
}

/** How far the core knows who is there, and what came of the last code; `count` rises with every news. */
export function useIdentityNews(): KioskState['identity'] {
  return useKioskState((state) => state.identity);
}

/** The sign-in by phone that goes on. */
export function useSignIn(): KioskState['signIn'] {
  return useKioskState((state) => state.signIn);
}

/** What came of the last card on the staff's screens. */
export function useStaffNews(): KioskState['staff'] {
  return useKioskState((state) => state.staff);
}

/** The officer who is signed in over the visit. */
export function useOfficer(): Officer | null {
  return useKioskState(({ session }) => (session.kind === 'open' ? session.officer : null));
}

/** The code of a kept form that was just held before a reader. */
export function useSlipCode(): KioskState['slipCode'] {
  return useKioskState((state) => state.slipCode);
}

/** The code of a receipt that was just held before a reader. */
export function useShownReceipt(): KioskState['receipt'] {
  return useKioskState((state) => state.receipt);
}

/** What the core told last about papers: the scan that goes on, and a count that rises with every change. */
export function usePapersNews(): KioskState['papers'] {
  return useKioskState((state) => state.papers);
}

/** How many dossiers are on their way; `count` rises with every change of any of them. */
export function useQueueNews(): KioskState['queue'] {
  return useKioskState((state) => state.queue);
}

/** The queue at the counter: who is called, how many wait. */
export function useTicketNews(): KioskState['tickets'] {
  return useKioskState((state) => state.tickets);
}

/** Whose fee or post was told to be otherwise; `count` rises with every change of any of them. */
export function useFeeNews(): KioskState['fee'] {
  return useKioskState((state) => state.fee);
}

/** How each kind of device is; a kind that never said anything is not there. */
export function useDevices(): KioskState['devices'] {
  return useKioskState((state) => state.devices);
}

/** True once after the screen broke and opened again. */
export function useHasRecovered(): boolean {
  return useKioskState((state) => state.hasRecovered);
}

/** How this person reads: from the session, or chosen on the attract screen before it. */
export function useReading(): Reading {
  return useKioskState(
    (state) => state.wishedReading ?? (state.session.kind === 'open' ? state.session.reading : state.reading),
  );
}

/**
 * Runs a call whose failure no screen shows in a place of its own: a fault is shown over the screen, a defect is
 * thrown on. Returns whether it went well.
 */
export function useAttempt(): (work: () => Promise<void>) => Promise<boolean> {
  const store = useKioskStore();
  return useCallback(
    async (work) => {
      try {
        await work();
        return true;
      } catch (error) {
        const fault = expectFault(error);
        // While the core restarts the veil already says so.
        if (fault !== 'CORE_RESTARTING' && fault !== 'NOT_READY') store.setFault(fault);
        return false;
      }
    },
    [store],
  );
}

/** Moves to another step. The core keeps the place, so that a reload comes back to it. */
export function useGo(): (place: string) => Promise<boolean> {
  const store = useKioskStore();
  const attempt = useAttempt();
  return useCallback(
    (place) => attempt(async () => store.setSession(await store.core.session.go({ place }))),
    [store, attempt],
  );
}

/**
 * Keeps a press that came before the core was there, and does its work as soon as it is. `isWaiting` says that it is
 * being kept.
 */
export function useOnceReady(work: () => unknown): { readonly isWaiting: boolean; press(): void } {
  const isReady = useKioskState(({ link, health }) => link === 'connected' && health.phase.kind === 'ready');
  const [isWanted, setWanted] = useState(false);
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (!isWanted || !isReady) return;
    setWanted(false);
    void latest.current();
  }, [isWanted, isReady]);
  return { isWaiting: isWanted && !isReady, press: () => setWanted(true) };
}

/** Begins the visit with the reading chosen so far. */
export function useBegin(): () => Promise<boolean> {
  const store = useKioskStore();
  const attempt = useAttempt();
  return useCallback(
    () =>
      attempt(async () => store.setSession(await store.core.session.begin({ reading: store.get().reading }))),
    [store, attempt],
  );
}

/** Ends the visit: the core wipes it, the page goes back to the attract screen. */
export function useEnd(): () => Promise<boolean> {
  const store = useKioskStore();
  const attempt = useAttempt();
  return useCallback(
    () => attempt(async () => store.setSession(await store.core.session.end())),
    [store, attempt],
  );
}

/** Changes language, text size, contrast or reach. */
export function useChangeReading(): (change: Partial<Reading>) => Promise<boolean> {
  const store = useKioskStore();
  const attempt = useAttempt();
  return useCallback(
    (change) =>
      attempt(async () => {
        const { session, reading, wishedReading } = store.get();
        if (session.kind === 'none') {
          store.setReading({ ...reading, ...change });
          return;
        }
        // Shown at once, and the ground of the next press: two quick ones must not undo each other.
        const wish = { ...(wishedReading ?? session.reading), ...change };
        store.wishReading(wish);
        try {
          store.setSession(await store.core.session.read({ reading: wish }));
        } finally {
          if (store.get().wishedReading === wish) store.wishReading(null);
        }
      }),
    [store, attempt],
  );
}
