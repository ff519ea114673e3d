import type { RawKey } from '../../shared/identity/index.ts';
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

const modifierKeys: ReadonlySet<string> = new Set([
  'Shift',
  'CapsLock',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'NumLock',
]);

function rawKeyOf(event: KeyboardEvent, kind: RawKey['kind']): RawKey {
  const key = { code: event.code, key: event.key.slice(0, 32), kind, timeMs: Math.max(0, event.timeStamp) };
  // Shift of the modifiers themselves is what they do; every other key says under which Shift it came.
  return kind === 'down' && !modifierKeys.has(event.key) ? { ...key, shift: event.shiftKey } : key;
}

/** Reads every hardware key before the page does; returns the end of listening. */
export function listenToHardware(store: KeyboardStore, filter: BurstFilter): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    const id = fieldIdOf(event.target);
    if (id === null && isForeignInput(event.target)) {
      filter.settle();
      return;
    }
    const raw = rawKeyOf(event, 'down');
    if (modifierKeys.has(event.key)) {
      if (!event.repeat) filter.push(raw, null);
      return;
    }
    const isFast = filter.isFast(raw.timeMs);
    const isText = [...event.key].length === 1;
    const isEnd = event.key === 'Enter' || event.key === 'Tab';
    const isCommand = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
    const isForSystem = event.isComposing || event.key === 'Process';
    // Between two questions the old field may be gone and the new one not there yet.
    const isAhead = store.isHeld() && (id !== null || event.target === document.body);
    if (isAhead && !isFast && !(isText || isEnd)) {
      swallow(event);
      filter.settle();
      return;
    }
    if (isForSystem || isCommand || !(isText || isEnd)) {
      // At a scanner's pace this is a number under Alt or Ctrl+Shift+U, or a key that an input method took first.
      if (isFast) {
        if (!isForSystem) swallow(event);
        filter.push(raw, null);
      } else filter.settle();
      return;
    }
    const target = store.get().target;
    // The filter keeps a key for a moment: the Enter before it may turn the page meanwhile.
    const holds = store.holds();
    const deliver = () => {
      if (isAhead || store.holds() !== holds) store.typeAhead(event.key);
      else if (id !== null && target?.id === id) target.hardware(event.key);
    };
    if (event.repeat) {
      filter.settle();
      if (id === null && !isAhead) return;
      event.preventDefault();
      deliver();
      return;
    }
    const inField = (id !== null || isAhead) && event.key !== 'Tab';
    // From the third key on a fast run does not reach buttons either (a scanner's Enter).
    if (inField || isFast) swallow(event);
    filter.push(raw, inField ? deliver : null);
  }

  function onKeyUp(event: KeyboardEvent): void {
    if (fieldIdOf(event.target) !== null || !isForeignInput(event.target))
      filter.push(rawKeyOf(event, 'up'), null);
  }

  /** What the system writes by itself during a burst (a number under Alt is let go) is the scanner's too. */
  function onBeforeInput(event: InputEvent): void {
    if (filter.isBurst() && event.cancelable) swallow(event);
  }

  /** Whoever presses a button has finished typing: what is still held back arrives before the button is let go. */
  function onPointerDown(): void {
    if (!filter.isBurst()) filter.settle();
  }

  window.addEventListener('pointerdown', onPointerDown, { capture: true });
  window.addEventListener('keydown', onKeyDown, { capture: true });
  window.addEventListener('keyup', onKeyUp, { capture: true });
  window.addEventListener('beforeinput', onBeforeInput, { capture: true });
  return () => {
    window.removeEventListener('pointerdown', onPointerDown, { capture: true });
    window.removeEventListener('keydown', onKeyDown, { capture: true });
    window.removeEventListener('keyup', onKeyUp, { capture: true });
    window.removeEventListener('beforeinput', onBeforeInput, { capture: true });
    filter.settle();
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
