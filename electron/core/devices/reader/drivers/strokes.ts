import type { RawKey } from '../../../../../shared/identity/index.ts';

/** One character as a keyboard scanner made it: by a key, or by the number of a character. */
export type Stroke =
  | {
      readonly code: string;
      readonly key: string | undefined;
      readonly shift: boolean;
      readonly altGr: boolean;
    }
  | { readonly value: number };

/** A number being typed: Alt and the numeric pad (Windows), Alt + hexadecimal, or Ctrl+Shift+U (Linux). */
interface Numbering {
  readonly by: 'alt' | 'ctrl-shift-u';
  hexadecimal: boolean;
  digits: string;
}

const largestCharacter = 0x10ffff;
const modifierCodes: ReadonlySet<string> = new Set([
  'ShiftLeft',
  'ShiftRight',
  'ControlLeft',
  'ControlRight',
  'AltLeft',
  'AltRight',
  'MetaLeft',
  'MetaRight',
  'CapsLock',
  'NumLock',
]);

/** Follows Shift, AltGr, Ctrl and typed numbers through raw keys; keys that make no character are left out. */
export function readStrokes(keys: readonly RawKey[]): readonly Stroke[] {
  const strokes: Stroke[] = [];
  const held = new Set<string>();
  let numbering: Numbering | null = null;

  const isHeld = (name: 'Shift' | 'Control'): boolean => held.has(`${name}Left`) || held.has(`${name}Right`);

  function finishNumber(): void {
    const value = numbering === null ? null : numberOf(numbering);
    if (value !== null) strokes.push({ value });
    numbering = null;
  }

  function down(key: RawKey): void {
    if (modifierCodes.has(key.code)) {
      held.add(key.code);
      if (key.code === 'AltLeft') numbering = { by: 'alt', hexadecimal: false, digits: '' };
      return;
    }
    if (numbering !== null) {
      number(numbering, key);
      return;
    }
    if (isHeld('Control')) {
      if (key.code === 'KeyU' && isHeld('Shift')) {
        numbering = { by: 'ctrl-shift-u', hexadecimal: true, digits: '' };
        return;
      }
      // Scanners send control characters as Ctrl and a letter: Ctrl+M is a carriage return.
      const letter = /^Key([A-Z])$/.exec(key.code)?.[1];
      if (letter !== undefined) strokes.push({ value: letter.charCodeAt(0) & 0x1f });
      return;
    }
    strokes.push({
      code: key.code,
      key: key.key,
      shift: key.shift ?? isHeld('Shift'),
      altGr: held.has('AltRight'),
    });
  }

  function number(current: Numbering, key: RawKey): void {
    if (current.by === 'alt' && key.code === 'NumpadAdd') {
      current.hexadecimal = true;
      return;
    }
    const digit = digitOf(key.code, current.hexadecimal);
    if (digit !== null) current.digits += digit;
    else if (current.by === 'ctrl-shift-u') finishNumber();
  }

  for (const key of keys) {
    if (key.kind === 'down') {
      down(key);
      continue;
    }
    held.delete(key.code);
    if (key.code === 'AltLeft' && numbering !== null) finishNumber();
    // Ctrl+Shift+U may hold its modifiers until the number is complete, or let them go before it.
    if (/^(?:Control|Shift)/.test(key.code) && hasDigits(numbering)) finishNumber();
  }
  return strokes;
}

function hasDigits(numbering: Numbering | null): boolean {
  return numbering?.by === 'ctrl-shift-u' && numbering.digits !== '';
}

function digitOf(code: string, hexadecimal: boolean): string | null {
  const digit = /^(?:Numpad|Digit)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  return hexadecimal ? (/^Key([A-F])$/.exec(code)?.[1] ?? null) : null;
}

function numberOf(numbering: Numbering): number | null {
  if (numbering.digits === '') return null;
  const value = Number.parseInt(numbering.digits, numbering.hexadecimal ? 16 : 10);
  return value <= largestCharacter && (value < 0xd800 || value > 0xdfff) ? value : null;
}
