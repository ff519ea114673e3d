import { type AccentMark, applyAccent } from '../../shared/vietnamese/accent.ts';
import {
  backspace,
  type CaretMove,
  insertText,
  moveCaret,
  selectRange,
  type TypingMethod,
  type TypingOptions,
  type TypingState,
  typeKey,
} from '../../shared/vietnamese/typing.ts';
import type { AfterPaint } from './after-paint.ts';
import type { DateEntry, DateLimits } from './date-entry.ts';
import {
  applyRawWord,
  applySuggestion,
  findRawWord,
  findSuggestions,
  type SuggestionList,
} from './suggest.ts';

/** Which capitals a field wants by itself: every word of a name, the beginning of a note, none. */
export type Capitals = 'words' | 'beginning' | 'none';

interface Target {
  readonly id: string;
  /** A key of a real keyboard, once it is known not to be a scanner's. */
  hardware(key: string): void;
  /** "Xong": the field is done. */
  leave(): void;
}

/** A text field as the keyboard sees it. */
export interface TextTarget extends Target {
  readonly kind: 'text';
  readonly panel: 'letters' | 'email' | 'passphrase' | 'code' | 'dossier-code' | 'digits';
  readonly capitals: Capitals;
  readonly multiline: boolean;
  readonly thousands: boolean;
  readonly suggestions: SuggestionList | null;
  read(): TypingState;
  apply(change: (state: TypingState, options: TypingOptions) => TypingState): void;
}

/** A date field as the keyboard sees it. */
export interface DateTarget extends Target {
  readonly kind: 'date';
  readonly limits: DateLimits;
  readonly today: string;
  read(): DateEntry;
  change(next: DateEntry): void;
}

export type KeyboardTarget = TextTarget | DateTarget;

export type Layer = 'letters' | 'numbers' | 'highland';

/** `auto` follows the field's capitals; `once` and `lower` hold for one letter. */
export type Shift = 'auto' | 'once' | 'caps' | 'lower';

/** What the suggestions row offers: an entry of the field's list, or the word that raw keys meant. */
export type Chip =
  | { readonly kind: 'entry'; readonly text: string }
  | { readonly kind: 'raw'; readonly text: string; readonly method: TypingMethod };

/** For those who listen: what the last key did. */
export type Said = { readonly kind: 'typed'; readonly text: string } | { readonly kind: 'erased' };

/** What the keyboard shows. A new object only when something visible changed. */
export interface KeyboardView {
  readonly target: KeyboardTarget | null;
  readonly layer: Layer;
  readonly shift: Shift;
  readonly upper: boolean;
  readonly method: TypingMethod;
  readonly chips: readonly Chip[];
  /** Rises with every change of a date, which the wheels show. */
  readonly revision: number;
}

export const typingMethods: readonly TypingMethod[] = ['direct', 'telex', 'vni'];

/** The keyboard's state, outside React so that a key reaches its field in the same turn as the finger. */
export interface KeyboardStore {
  /** What waits for the next frame; fields put their own work there. */
  readonly afterPaint: AfterPaint;
  get(): KeyboardView;
  subscribe(callback: () => void): () => void;
  /** Apart from the view: every key is said, few change what is shown. */
  onSaid(callback: (said: Said) => void): () => void;
  open(target: KeyboardTarget): void;
  /**
   * The question is answered and the page may turn: from here on no key changes the answer that was just judged. What is
   * typed on a real keyboard waits; a touch of the keys that are still shown does nothing.
   */
  hold(): void;
  /** The page has turned, or stays: what waited is written into the field that is open now; without one it is gone. */
  release(): void;
  isHeld(): boolean;
  /** How often keys were held so far: a key that meets another count than it was pressed under was typed ahead. */
  holds(): number;
  /** A real key that was pressed while keys were held, in the order of the keys. */
  typeAhead(key: string): void;
  /** Puts the keyboard away, if this field still holds it. */
  close(id: string): void;
  /** The field's text changed by other means than a key. */
  refresh(): void;
  press(text: string): void;
  /** A letter key: a capital when the keyboard shows capitals. */
  pressLetter(letter: string): void;
  accent(mark: AccentMark): void;
  erase(): void;
  clear(): void;
  move(move: CaretMove): void;
  choose(chip: Chip): void;
  turnShift(): void;
  turnMethod(): void;
  setLayer(layer: Layer): void;
}

function wantsCapital(capitals: Capitals, state: TypingState): boolean {
  const before = state.text.slice(0, Math.min(state.caret, state.anchor));
  if (capitals === 'none') return false;
  if (capitals === 'beginning') return /(^|[.!?]\s|\n)\s*$/u.test(before);
  return /(^|[\s\-'])$/u.test(before);
}

/** H and 'l make H'L: the key that brings its own sign stands within a word, and begins a name all the same. */
function beginsAfterPrefix(letter: string, target: KeyboardTarget | null): boolean {
  if (!letter.startsWith("'") || target?.kind !== 'text' || target.capitals !== 'words') return false;
  const { text, caret, anchor } = target.read();
  return /(^|[\s-])\p{Lu}$/u.test(text.slice(0, Math.min(caret, anchor)));
}

/** 'ng → 'Ng: only the first letter of a pair is a capital in a name. */
export function upperCase(letter: string): string {
  const at = letter.startsWith("'") ? 1 : 0;
  const [first = ''] = letter.slice(at).match(/\P{M}\p{M}*/u) ?? [];
  return (letter.slice(0, at) + first.toUpperCase() + letter.slice(at + first.length)).normalize('NFC');
}

function isUpper(shift: Shift, target: KeyboardTarget | null): boolean {
  if (shift === 'caps' || shift === 'once') return true;
  if (shift === 'lower' || target?.kind !== 'text') return false;
  return wantsCapital(target.capitals, target.read());
}

function chipsFor(target: KeyboardTarget | null, method: TypingMethod): readonly Chip[] {
  if (target?.kind !== 'text') return [];
  const state = target.read();
  const raw = target.panel === 'letters' && method === 'direct' ? findRawWord(state) : null;
  const entries = target.suggestions === null ? [] : findSuggestions(target.suggestions, state);
  const chips: Chip[] = raw === null ? [] : [{ kind: 'raw', text: raw.word, method: raw.method }];
  return [...chips, ...entries.map((text): Chip => ({ kind: 'entry', text }))].slice(0, 4);
}

function sameChips(a: readonly Chip[], b: readonly Chip[]): boolean {
  return a.length === b.length && a.every((chip, i) => chip.text === b[i]?.text && chip.kind === b[i]?.kind);
}

/** `method` is how this kiosk's people begin: with the accent keys, unless the office says otherwise. */
export function createKeyboardStore(deps: {
  readonly afterPaint: AfterPaint;
  readonly method?: TypingMethod | undefined;
}): KeyboardStore {
  const { afterPaint } = deps;
  const callbacks = new Set<() => void>();
  const listeners = new Set<(said: Said) => void>();
  /** What was typed ahead; null while keys go to their field at once. */
  let ahead: string[] | null = null;
  let holds = 0;
  let view: KeyboardView = {
    target: null,
    layer: 'letters',
    shift: 'auto',
    upper: false,
    method: deps.method ?? 'direct',
    chips: [],
    revision: 0,
  };

  function show(change: Partial<KeyboardView>): void {
    const next = { ...view, ...change };
    const upper = isUpper(next.shift, next.target);
    const found = chipsFor(next.target, next.method);
    const chips = sameChips(found, view.chips) ? view.chips : found;
    const isSame = Object.keys(change).length === 0 && upper === view.upper && chips === view.chips;
    if (isSame) return;
    view = { ...next, upper, chips };
    for (const callback of callbacks) callback();
  }

  function tell(said: Said): void {
    for (const listener of listeners) listener(said);
  }

  /** The letter now, what follows from it after the frame. The key before this one is finished first. */
  function edit(
    change: (state: TypingState, options: TypingOptions) => TypingState,
    said: Said | null,
    next: () => Partial<KeyboardView> = () => ({}),
  ): void {
    afterPaint.flush();
    if (view.target?.kind === 'text') view.target.apply(change);
    afterPaint.later(() => {
      show(next());
      if (said !== null) tell(said);
    });
  }

  /** Shift for one letter ends with the letter; so does the layer of the rare letters. */
  function afterLetter(): Partial<KeyboardView> {
    return {
      ...(view.shift === 'once' || view.shift === 'lower' ? { shift: 'auto' as const } : {}),
      ...(view.layer === 'highland' ? { layer: 'letters' as const } : {}),
    };
  }

  function press(text: string): void {
    edit((state, options) => typeKey(state, text, options), { kind: 'typed', text }, afterLetter);
  }

  return {
    afterPaint,
    get: () => view,
    subscribe(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    open(target) {
      if (view.target?.id === target.id) show({ target });
      else show({ target, layer: 'letters', shift: 'auto' });
    },
    hold() {
      ahead ??= [];
      holds += 1;
    },
    release() {
      const keys = ahead ?? [];
      ahead = null;
      for (const key of keys) view.target?.hardware(key);
    },
    isHeld: () => ahead !== null,
    holds: () => holds,
    typeAhead(key) {
      // A second Enter would answer a question that nobody has read.
      if (key === 'Enter') return;
      if (ahead === null) view.target?.hardware(key);
      else ahead.push(key);
    },
    close(id) {
      if (view.target?.id === id) show({ target: null });
    },
    refresh() {
      show(view.target?.kind === 'date' ? { revision: view.revision + 1 } : {});
    },
    press,
    pressLetter(letter) {
      afterPaint.flush();
      press(view.upper || beginsAfterPrefix(letter, view.target) ? upperCase(letter) : letter);
    },
    accent: (mark) => edit((state, options) => applyAccent(state, mark, options), null),
    erase: () => edit(backspace, { kind: 'erased' }),
    clear: () =>
      edit((state, options) => insertText(selectRange(state, 0, state.text.length), '', options), {
        kind: 'erased',
      }),
    move: (move) => edit((state) => moveCaret(state, move), null),
    choose(chip) {
      const said: Said = { kind: 'typed', text: chip.text };
      // Who types the keys of a method wants the method.
      if (chip.kind === 'raw') edit(applyRawWord, said, () => ({ method: chip.method }));
      const list = view.target?.kind === 'text' ? view.target.suggestions : null;
      if (chip.kind === 'raw' || list === null) return;
      edit((state, options) => applySuggestion(list, chip.text, state, options), said);
    },
    turnShift() {
      const next: Readonly<Record<Shift, Shift>> = {
        auto: view.upper ? 'lower' : 'once',
        lower: 'caps',
        once: 'caps',
        caps: 'auto',
      };
      show({ shift: next[view.shift] });
    },
    turnMethod() {
      const at = typingMethods.indexOf(view.method);
      show({ method: typingMethods[(at + 1) % typingMethods.length] ?? 'direct' });
    },
    onSaid(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    setLayer: (layer) => show({ layer }),
  };
}
