import { useEffect } from 'react';
import { expectFault, useKioskStore } from '../client/index.ts';

/** At most one report a second: the core only needs to know that somebody is there. */
const reportEveryMs = 1_000;

/** Tells the core that the person touches the screen. While the idle question stands, only its button answers. */
export function useTouchReport(): void {
  const store = useKioskStore();
  useEffect(() => {
    let reportedAt = Number.NEGATIVE_INFINITY;
    let waiting = 0;
    // After the frame that shows the press: telling the core must not make the person wait for it.
    const reportLater = (): void => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => setTimeout(report));
    };
    const report = (): void => {
      const { session, link } = store.get();
      if (session.kind !== 'open' || session.idleQuestion !== null || link !== 'connected') return;
      if (performance.now() - reportedAt < reportEveryMs) return;
      reportedAt = performance.now();
      store.core.session.touch().then(store.setSession, (error: unknown) => {
        // A touch that is lost because the core restarts costs nothing: the next one counts.
        expectFault(error);
      });
    };
    window.addEventListener('pointerdown', reportLater, { capture: true, passive: true });
    window.addEventListener('keydown', reportLater, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(waiting);
      window.removeEventListener('pointerdown', reportLater, { capture: true });
      window.removeEventListener('keydown', reportLater, { capture: true });
    };
  }, [store]);
}
