import { canBeVietnamese, findSyllable, type SyllableSpan, type ToneStyle, toneSlot } from './grammar.ts';
import { type Letter, type Shape, type Tone, toneOf, withShape, withTone } from './letters.ts';

/** Replaces letters by index; null when one of the new letters does not exist. */
export function replaceLetters(
  letters: readonly Letter[],
  changes: readonly (readonly [index: number, letter: Letter | null])[],
): readonly Letter[] | null {
  const next = [...letters];
  for (const [index, letter] of changes) {
    if (letter === null) return null;
    next[index] = letter;
  }
  return next;
}

/** Writes one tone on the right letter of the syllable and takes every other tone away; null when no letter can carry it. */
export function setTone(
  letters: readonly Letter[],
  span: SyllableSpan,
  tone: Tone,
  style: ToneStyle,
): readonly Letter[] | null {
  const slot = toneSlot(letters, span, style);
  if (slot < 0) return null;
  const next = [...letters];
  for (let i = span.start; i < span.end; i += 1) {
    const letter = next[i];
    if (letter === undefined || (letter.tone === 0 && i !== slot)) continue;
    const changed = withTone(letter, i === slot ? tone : 0);
    if (changed === null) return null;
    next[i] = changed;
  }
  return next;
}

/** The tone of the syllable inside its word. */
export function syllableTone(letters: readonly Letter[], span: SyllableSpan): Tone {
  return toneOf(letters.slice(span.start, span.end));
}

/** ươ loses one horn on the way (dưoi, nguơi); before another letter both belong to it: dươi, người. */
function completeHorns(letters: readonly Letter[], span: SyllableSpan): readonly Letter[] {
  for (let i = span.vowelStart; i + 2 < span.end; i += 1) {
    const u = letters[i];
    const o = letters[i + 1];
    if (u?.base !== 'u' || o?.base !== 'o') continue;
    if ((u.shape === 'horn') === (o.shape === 'horn')) continue;
    const next = replaceLetters(letters, [
      [i, withShape(u, 'horn')],
      [i + 1, withShape(o, 'horn')],
    ]);
    if (next !== null && canBeVietnamese(next.slice(span.start, span.end))) return next;
  }
  return letters;
}

/** Puts the tone back where it belongs after letters came or went; words that are not syllables stay as they are. */
export function settle(letters: readonly Letter[], style: ToneStyle): readonly Letter[] {
  const span = findSyllable(letters);
  if (span === null) return letters;
  const whole = completeHorns(letters, span);
  const tone = syllableTone(whole, span);
  return tone === 0 ? whole : (setTone(whole, span, tone, style) ?? whole);
}

/** A shape key's meaning: which shape each base letter takes. */
export type ShapeRule = Readonly<Record<string, Shape>>;

/** What a shape key did: wrote a shape, or took the one it had written away. */
export interface Reshaped {
  readonly kind: 'applied' | 'undone';
  readonly letters: readonly Letter[];
}

function tryShapes(
  letters: readonly Letter[],
  indexes: readonly number[],
  rule: ShapeRule,
): readonly Letter[] | null {
  const changes = indexes.map((index): [number, Letter | null] => {
    const letter = letters[index];
    const shape = letter === undefined ? undefined : rule[letter.base];
    return [index, letter === undefined || shape === undefined ? null : withShape(letter, shape)];
  });
  const last = indexes[indexes.length - 1] ?? 0;
  const before = letters[last - 1];
  // ư + ô is no syllable: a mũ on the o of ươ makes uô.
  if (
    letters[last]?.base === 'o' &&
    rule.o === 'circumflex' &&
    before?.base === 'u' &&
    before.shape === 'horn'
  ) {
    changes.push([last - 1, withShape(before, 'none')]);
  }
  return replaceLetters(letters, changes);
}

/** Which letters a shape key could mean, best first; only letters before the caret count. */
function shapeCandidates(
  letters: readonly Letter[],
  span: SyllableSpan,
  caret: number,
  rule: ShapeRule,
): readonly (readonly number[])[] {
  const candidates: number[][] = [];
  const end = Math.min(caret, span.vowelEnd);
  for (let i = end - 1; i >= span.vowelStart; i -= 1) {
    const letter = letters[i];
    if (letter === undefined) continue;
    const shape = rule[letter.base];
    if (shape === undefined || letter.shape === shape) continue;
    // One shape for another only in the vowels themselves (ăa → â); after a consonant it is a new letter (bơn-ô).
    if (letter.shape !== 'none' && caret > span.vowelEnd && rule.a !== 'breve') continue;
    const afterU = i > span.vowelStart && letters[i - 1]?.base === 'u';
    // uo + móc: thuở, huơ when nothing follows, ươ when something does.
    if (shape === 'horn' && letter.base === 'o' && afterU && i + 1 < span.end) candidates.unshift([i - 1, i]);
    candidates.push([i]);
  }
  return candidates;
}

function removeShapes(
  letters: readonly Letter[],
  span: SyllableSpan,
  caret: number,
  rule: ShapeRule,
): readonly Letter[] | null {
  const next = [...letters];
  let changed = false;
  for (let i = span.vowelStart; i < Math.min(caret, span.vowelEnd); i += 1) {
    const letter = next[i];
    if (letter === undefined || letter.shape === 'none' || rule[letter.base] !== letter.shape) continue;
    const bare = withShape(letter, 'none');
    if (bare === null) continue;
    next[i] = bare;
    changed = true;
  }
  return changed ? next : null;
}

/**
 * Applies a shape key to the syllable: the first reading that leaves it Vietnamese wins, then taking the
 * same shape away, then (for names of other languages) the letter right before the caret.
 */
export function reshape(
  letters: readonly Letter[],
  span: SyllableSpan,
  caret: number,
  rule: ShapeRule,
): Reshaped | null {
  const adjacentOnly = span.before === 'plain';
  const candidates = shapeCandidates(letters, span, caret, rule).filter(
    (indexes) => !adjacentOnly || indexes.includes(caret - 1),
  );
  for (const indexes of candidates) {
    const next = tryShapes(letters, indexes, rule);
    if (next === null || !canBeVietnamese(next.slice(span.start, span.end))) continue;
    if (findSyllable(next) !== null) return { kind: 'applied', letters: next };
  }
  const undone = removeShapes(letters, span, caret, rule);
  if (undone !== null) return { kind: 'undone', letters: undone };
  for (const indexes of candidates) {
    const far = !indexes.includes(caret - 1) && rule.a !== 'breve';
    const next = far ? null : tryShapes(letters, indexes, rule);
    if (next !== null && findSyllable(next) !== null) return { kind: 'applied', letters: next };
  }
  return null;
}
