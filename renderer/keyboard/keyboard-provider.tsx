import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { assertDefined } from '../../shared/assert.ts';
import type { RawKey } from '../../shared/identity/index.ts';
import type { TypingMethod } from '../../shared/vietnamese/typing.ts';
import { createAfterPaint, flushBeforeEvents } from './after-paint.ts';
import { createBurstFilter } from './burst-filter.ts';
import { listenToHardware } from './hardware-keys.ts';
import { createKeyboardStore, type KeyboardStore, type KeyboardView } from './keyboard-store.ts';

const StoreContext = createContext<KeyboardStore | null>(null);

/**
 * Gives the page its keyboard and listens to real ones. `onBurst` gets the keys of a wedge scanner, which never
 * reach a field; one provider stands above every screen.
 */
export function KeyboardProvider(props: {
  readonly onBurst: (keys: readonly RawKey[]) => void;
  readonly method?: TypingMethod;
  readonly children: ReactNode;
}) {
  const [store] = useState(() =>
    createKeyboardStore({ afterPaint: createAfterPaint(), method: props.method }),
  );
  const { onBurst } = props;
  useEffect(() => flushBeforeEvents(store.afterPaint), [store]);
  useEffect(() => {
    const filter = createBurstFilter({
      onBurst,
      after(callback, delayMs) {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
      now: () => performance.now(),
    });
    return listenToHardware(store, filter);
  }, [store, onBurst]);
  return <StoreContext value={store}>{props.children}</StoreContext>;
}

/** The keyboard's store; fields and panels use it, screens need only the components. */
export function useKeyboardStore(): KeyboardStore {
  return assertDefined(useContext(StoreContext), 'KeyboardProvider');
}

/** What the keyboard shows now. */
export function useKeyboardView(): KeyboardView {
  const store = useKeyboardStore();
  return useSyncExternalStore(store.subscribe, store.get);
}
