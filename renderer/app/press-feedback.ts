import { useEffect } from 'react';

const pressable = 'button:not([disabled]), [data-react-aria-pressable]:not([data-disabled])';

/**
 * Shows every button pressed in the turn of the finger itself, before any work or drawing starts. Touch and mouse; keys
 * show by their own state.
 */
export function usePressFeedback(): void {
  useEffect(() => {
    let pressed: Element | null = null;
    const release = (): void => {
      pressed?.removeAttribute('data-pressed');
      pressed = null;
    };
    const press = (event: PointerEvent): void => {
      release();
      pressed = event.target instanceof Element ? event.target.closest(pressable) : null;
      pressed?.setAttribute('data-pressed', 'true');
    };
    const capture = { capture: true, passive: true } as const;
    document.addEventListener('pointerdown', press, capture);
    document.addEventListener('pointerup', release, capture);
    document.addEventListener('pointercancel', release, capture);
    return () => {
      document.removeEventListener('pointerdown', press, capture);
      document.removeEventListener('pointerup', release, capture);
      document.removeEventListener('pointercancel', release, capture);
      release();
    };
  }, []);
}
