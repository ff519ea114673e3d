import { assertDefined } from '../../../../../shared/assert.ts';
import { burstTimings, type RawKey } from '../../../../../shared/identity/index.ts';
import { type Layout, layouts } from './keyboard-layouts.ts';
import { readStrokes, type Stroke } from './strokes.ts';

/** A stretch of keys: what a reader sent, or what a person typed. */
export type KeyRun = { readonly kind: 'code'; readonly bytes: Uint8Array } | { readonly kind: 'typing' };

const endKeys: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab']);
const modifiers = /^(?:Shift|Control|Alt|Meta)(?:Left|Right)$|^CapsLock$|^NumLock$/;
/** The beginning of an identity card (FACTS "Identity card"): the shape by which a layout is recognised. */
const cardShape = /^\d{12}\|(?:\d{9}|\d{12})?\|/;

/**
 * Tells reader from person in raw keys, by pace alone, and reads what the reader sent: from the places of the keys,
 * so that layout and input method (Telex, VNI) of the machine change nothing.
 */
export function decodeKeys(keys: readonly RawKey[]): readonly KeyRun[] {
  return splitRuns(keys.slice(0, burstTimings.mostKeys)).map((run) => {
    const burst = burstOf(run);
    return burst === null ? { kind: 'typing' } : { kind: 'code', bytes: bytesOf(burst) };
  });
}

/** Cuts where a pause is, and after the key that ends a code. */
function splitRuns(keys: readonly RawKey[]): readonly (readonly RawKey[])[] {
  const runs: RawKey[][] = [];
  let run: RawKey[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  let ended = false;
  for (const key of keys) {
    const paused = key.timeMs - lastMs > burstTimings.pauseMs;
    if (run.length > 0 && (paused || (ended && key.kind === 'down'))) {
      runs.push(run);
      run = [];
      ended = false;
    }
    run.push(key);
    lastMs = key.timeMs;
    if (key.kind === 'down' && endKeys.has(key.code)) ended = true;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** The part of a run that came at a scanner's pace; null when a person typed it. */
function burstOf(run: readonly RawKey[]): readonly RawKey[] | null {
  const typed = withoutRepeats(run);
  const downs = typed.filter((key) => key.kind === 'down' && !modifiers.test(key.code));
  const gaps = downs.slice(1).map((key, index) => key.timeMs - (downs[index]?.timeMs ?? 0));
  // A person may have pressed a last key just before the reader began.
  const slow = gaps.findIndex((gapMs) => gapMs < burstTimings.medianGapMs);
  if (slow === -1) return null;
  const rest = gaps.slice(slow).sort((a, b) => a - b);
  if (rest.length + 1 < burstTimings.fewestKeys) return null;
  if (assertDefined(rest[Math.floor(rest.length / 2)], 'median gap') >= burstTimings.medianGapMs) return null;
  if (slow === 0) return typed;
  const first = assertDefined(downs[slow], 'first key of the burst');
  const before = assertDefined(downs[slow - 1], 'last key before the burst');
  // Shift or Alt of the first character comes before its key, and after the person's last one.
  return typed
    .slice(typed.indexOf(before) + 1, typed.indexOf(first))
    .filter(({ kind }) => kind === 'down')
    .concat(typed.slice(typed.indexOf(first)));
}

/** A key held down repeats as quickly as a scanner sends, but without being let go in between. */
function withoutRepeats(run: readonly RawKey[]): readonly RawKey[] {
  // A page that tells no releases cannot be judged by them.
  if (!run.some((key) => key.kind === 'up')) return run;
  const held = new Set<string>();
  return run.filter((key) => {
    if (key.kind === 'up') return held.delete(key.code) || modifiers.test(key.code);
    if (held.has(key.code)) return false;
    held.add(key.code);
    return true;
  });
}

function bytesOf(burst: readonly RawKey[]): Uint8Array {
  const strokes = readStrokes(burst).filter((stroke) => !('code' in stroke && endKeys.has(stroke.code)));
  return encode(strokes, chooseCharacters(strokes));
}

/** The characters of the keys in the first layout that makes a card of them; the US layout when none does. */
function chooseCharacters(strokes: readonly Stroke[]): readonly string[] {
  const candidates = [
    ...layouts.map((layout) => strokes.map((stroke) => characterOf(stroke, layout))),
    // A layout that we have no table for: what the machine's own layout made of the keys.
    strokes.map((stroke) =>
      'code' in stroke && stroke.key?.length === 1 ? stroke.key : characterOf(stroke, {}),
    ),
  ];
  const card = candidates.find((characters) => cardShape.test(characters.join('')));
  const chosen = card ?? assertDefined(candidates[0], 'US layout');
  return isCapsInverted(chosen) ? chosen.map(swapCase) : chosen;
}

function characterOf(stroke: Stroke, layout: Layout): string {
  if ('value' in stroke) return stroke.value < 0x80 ? String.fromCodePoint(stroke.value) : '\u0080';
  const [plain, shift, altGr] = layout[stroke.code] ?? ['', ''];
  if (stroke.altGr) return altGr ?? '';
  return stroke.shift ? shift : plain;
}

/** A scanner that makes up for Caps Lock by itself turns Shift round while it is on: "nAM" for "Nam". */
function isCapsInverted(characters: readonly string[]): boolean {
  const sex = characters.join('').split('|')[4]?.trim();
  return sex !== undefined && /^n(?:AM|\P{Ll}*)$/u.test(sex);
}

function swapCase(character: string): string {
  const upper = character.toUpperCase();
  return character === upper ? character.toLowerCase() : upper;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/**
 * Values from 128 on are bytes when they all fit one (the reader sends the bytes of the code one by one), and
 * letters when they do not (it sends Unicode numbers).
 */
function encode(strokes: readonly Stroke[], characters: readonly string[]): Uint8Array {
  const values = strokes.flatMap((stroke, index): readonly number[] => {
    if ('value' in stroke) return [stroke.value];
    return [...(characters[index] ?? '')].map((character) => character.codePointAt(0) ?? 0);
  });
  if (values.some((value) => value > 0xff)) {
    return new TextEncoder().encode(values.map((value) => String.fromCodePoint(value)).join(''));
  }
  const bytes = Uint8Array.from(values);
  try {
    strict.decode(bytes);
    return bytes;
  } catch {
    // Single letters of the Windows code page, not parts of UTF-8.
    return new TextEncoder().encode(windows1252.decode(bytes));
  }
}
