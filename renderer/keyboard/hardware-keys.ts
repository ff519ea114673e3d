import type { BurstFilter } from './burst-filter.ts';
import type { KeyboardStore } from './keyboard-store.ts';

/** Fields of ours carry their id here; other inputs (the technician's set-up) keep the browser's own typing. */
export const fieldAttribute = 'data-kiosk-field';

function isForeignInput(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

function fieldIdOf(target: EventTarget | null): string | null {
  return target instanceof HTMLElement ? target.getAttribute(fieldAttribute) : null;
}

/** A third key this fast is no hand's: from there on a run does not reach buttons either (a scanner's Enter). */
const surelyFast = 2;

/** Reads every hardware key before the page does; returns the end of listening. */
export function listenToHardware(store: KeyboardStore, filter: BurstFilter): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Shift' || event.key === 'CapsLock') return;
    const id = fieldIdOf(event.target);
    const isText = [...event.key].length === 1;
    const isEnd = event.key === 'Enter' || event.key === 'Tab';
    const isCommand = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
    if (
      event.isComposing ||
      isCommand ||
      !(isText || isEnd) ||
      (id === null && isForeignInput(event.target))
    ) {
      filter.settle();
      return;
    }
    const target = store.get().target;
    const deliver = () => {
      if (id !== null && target?.id === id) target.hardware(event.key);
    };
    if (event.repeat) {
      filter.settle();
      if (id === null) return;
      event.preventDefault();
      deliver();
      return;
    }
    const inField = id !== null && event.key !== 'Tab';
    if (inField || filter.held >= surelyFast) {
      event.preventDefault();
      event.stopPropagation();
    }
    filter.push(
      { code: event.code, shift: event.shiftKey, timeMs: event.timeStamp },
      inField ? deliver : () => {},
    );
  }
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    window.removeEventListener('keydown', onKeyDown, { capture: true });
    filter.settle();
  };
}
