import { type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react';
import {
  createTypingState,
  defaultTypingOptions,
  insertText,
  selectRange,
  type TypingOptions,
  type TypingState,
  typeKey,
} from '../../shared/vietnamese/typing.ts';
import { editFromBrowser } from './browser-edits.ts';
import { type FieldFormat, shownOffset, valueOffset } from './field-format.ts';
import { useKeyboardStore } from './keyboard-provider.tsx';
import type { TextTarget } from './keyboard-store.ts';

/** What a text field tells the engine about itself. */
export interface TextTargetProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Hears of a new text in the turn of its key, before it is painted. */
  readonly onType: ((text: string) => void) | undefined;
  readonly onEnter: () => void;
  readonly panel: TextTarget['panel'];
  readonly capitals: TextTarget['capitals'];
  readonly suggestions: TextTarget['suggestions'];
  readonly thousands: boolean;
  readonly multiline: boolean;
  readonly format: FieldFormat | null;
  readonly maxLength: number;
  readonly toneStyle: TypingOptions['toneStyle'];
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Parts of a field that the engine writes by itself, in the turn of the key. */
export interface TextTargetRefs {
  readonly id: string;
  readonly field: RefObject<Field | null>;
  /** A copy of the text before the caret, laid out like the field; our caret stands at its end. */
  readonly mirror: RefObject<HTMLSpanElement | null>;
  readonly caret: RefObject<HTMLElement | null>;
  /** Opens the keyboard for this field. */
  open(): void;
}

/**
 * Binds one field to the typing engine. The engine's state is the truth: keys of every kind change it, it writes
 * text and caret into the field at once, and React only hears the new value.
 */
export function useTextTarget(props: TextTargetProps): TextTargetRefs {
  const store = useKeyboardStore();
  const id = useId();
  const field = useRef<Field>(null);
  const mirror = useRef<HTMLSpanElement>(null);
  const caret = useRef<HTMLElement>(null);
  const state = useRef<TypingState>(createTypingState(props.value, props));
  const beforeCaret = useRef<string | null>(null);
  const isWaiting = useRef(false);
  const emitted = useRef<string[]>([]);
  const lastValue = useRef(props.value);
  const latest = useRef(props);
  latest.current = props;
  const target = useRef<TextTarget>(null);
  target.current ??= createTarget();

  function options(): TypingOptions {
    const { panel, toneStyle, maxLength, multiline, format } = latest.current;
    const method = panel === 'letters' ? store.get().method : 'direct';
    const shared = { ...defaultTypingOptions, method, toneStyle, multiline };
    // A format cuts after it has cleaned: the spaces of a pasted number do not count.
    return format === null ? { ...shared, maxLength } : shared;
  }

  function paint(): void {
    const element = field.current;
    if (element === null) return;
    const { text, caret: at, anchor } = state.current;
    const shown = latest.current.format?.show(text) ?? text;
    const place = (offset: number) =>
      latest.current.format === null ? offset : shownOffset(text, shown, offset);
    if (element.value !== shown) element.value = shown;
    const [from, to] = [place(Math.min(at, anchor)), place(Math.max(at, anchor))];
    if (element.selectionStart !== from || element.selectionEnd !== to) {
      element.setSelectionRange(from, to, at < anchor ? 'backward' : 'forward');
    }
    beforeCaret.current = shown.slice(0, place(at));
    if (isWaiting.current) return;
    isWaiting.current = true;
    store.afterPaint.later(() => {
      isWaiting.current = false;
      paintCaret();
      emit();
    });
  }

  /**
   * The browser neither scrolls to a caret that a script moved nor draws one thick enough to see from a metre away.
   * After the frame, because it measures: in the turn of the key that would cost a layout of its own.
   */
  function paintCaret(): void {
    const element = field.current;
    const slide = mirror.current?.parentElement;
    if (element === null || mirror.current === null || caret.current === null || !slide) return;
    const before = beforeCaret.current ?? '';
    // Writing the same text again would still cost a layout.
    if (mirror.current.textContent !== before) mirror.current.textContent = before;
    const { offsetLeft: left, offsetTop: top, offsetHeight: height } = caret.current;
    const room = slide.clientWidth;
    if (left - element.scrollLeft > room) element.scrollLeft = left - room;
    else if (left < element.scrollLeft) element.scrollLeft = Math.max(0, left - room / 3);
    if (latest.current.multiline) {
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + height > element.scrollTop + element.clientHeight) {
        element.scrollTop = top + height - element.clientHeight;
      }
    }
    paintScroll();
  }

  function paintScroll(): void {
    const element = field.current;
    const slide = mirror.current?.parentElement;
    if (element && slide) slide.style.translate = `${-element.scrollLeft}px ${-element.scrollTop}px`;
  }

  function apply(change: (state: TypingState, options: TypingOptions) => TypingState): void {
    const before = state.current;
    const next = change(before, options());
    if (next === before) return;
    state.current = next;
    paint();
    if (next.text !== before.text) latest.current.onType?.(next.text);
  }

  /** Tells the owner, once for all keys of a frame. */
  function emit(): void {
    const { text } = state.current;
    if (text === (emitted.current[emitted.current.length - 1] ?? lastValue.current)) return;
    emitted.current.push(text);
    latest.current.onChange(text);
  }

  function createTarget(): TextTarget {
    return {
      kind: 'text',
      id,
      get panel() {
        return latest.current.panel;
      },
      get capitals() {
        return latest.current.capitals;
      },
      get multiline() {
        return latest.current.multiline;
      },
      get thousands() {
        return latest.current.thousands;
      },
      get suggestions() {
        return latest.current.suggestions;
      },
      read: () => state.current,
      apply: (change) =>
        apply((now, settings) => accepted(now, change(now, settings), latest.current.format)),
      hardware(key) {
        if (key !== 'Enter') {
          apply((now, settings) => accepted(now, typeKey(now, key, settings), latest.current.format));
        } else if (latest.current.multiline) apply((now, settings) => insertText(now, '\n', settings));
        else {
          store.afterPaint.flush();
          latest.current.onEnter();
        }
        store.refresh();
      },
      leave() {
        store.afterPaint.flush();
        store.close(id);
        field.current?.blur();
      },
    };
  }

  function open(): void {
    if (target.current !== null) store.open(target.current);
  }

  // A value from outside (prefill, another answer) replaces the text; our own comes back, perhaps late, and does not.
  useLayoutEffect(() => {
    const own = emitted.current.indexOf(props.value);
    const isNew = props.value !== lastValue.current;
    lastValue.current = props.value;
    if (own >= 0) emitted.current.splice(0, own + 1);
    else if (isNew) {
      emitted.current = [];
      state.current = createTypingState(props.value, { multiline: latest.current.multiline });
    }
    if (isNew || beforeCaret.current === null) paint();
    if (isNew && own < 0) store.refresh();
  });

  useEffect(() => () => store.close(id), [store, id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions read everything through refs
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    const onBeforeInput = (event: Event): void => {
      if (!(event instanceof InputEvent)) return;
      const change = editFromBrowser(event);
      if (change === 'leave') return;
      event.preventDefault();
      if (change === null) return;
      apply((now, settings) => accepted(now, change(now, settings), latest.current.format));
      store.refresh();
    };
    // An input method of the system has written by itself: its result is taken over as a paste.
    const onCompositionEnd = (): void => {
      apply((now, settings) => {
        const all = selectRange(now, 0, now.text.length);
        const text = latest.current.format?.accept(element.value) ?? element.value;
        return insertText(all, text, settings);
      });
      paint();
    };
    const onSelection = (): void => {
      if (document.activeElement !== element) return;
      const { text, caret: at, anchor } = state.current;
      const { format } = latest.current;
      const shown = element.value;
      if (shown !== (format?.show(text) ?? text)) return;
      const read = (offset: number) => (format === null ? offset : valueOffset(text, shown, offset));
      const from = read(element.selectionStart ?? 0);
      const to = read(element.selectionEnd ?? 0);
      const isSame = from === Math.min(at, anchor) && to === Math.max(at, anchor);
      if (isSame) {
        paint();
        return;
      }
      const backward = element.selectionDirection === 'backward';
      apply((now) => selectRange(now, backward ? to : from, backward ? from : to));
      store.refresh();
    };
    element.addEventListener('beforeinput', onBeforeInput);
    element.addEventListener('compositionend', onCompositionEnd);
    element.addEventListener('scroll', paintScroll);
    document.addEventListener('selectionchange', onSelection);
    return () => {
      element.removeEventListener('beforeinput', onBeforeInput);
      element.removeEventListener('compositionend', onCompositionEnd);
      element.removeEventListener('scroll', paintScroll);
      document.removeEventListener('selectionchange', onSelection);
    };
  }, []);

  return { id, field, mirror, caret, open };
}

/** A field of digits keeps the digits of whatever came, up to its length; the caret stays behind what it stood behind. */
function accepted(before: TypingState, next: TypingState, format: FieldFormat | null): TypingState {
  if (format === null || next.text === before.text) return next;
  const text = format.accept(next.text);
  if (text.length > format.maxLength && text.length > before.text.length) {
    const isOneKey = text.length === before.text.length + 1;
    return isOneKey ? before : createTypingState(text.slice(0, format.maxLength));
  }
  if (text === next.text) return next;
  const caret = format.accept(next.text.slice(0, next.caret)).length;
  return text === before.text ? before : selectRange(createTypingState(text), caret, caret);
}
