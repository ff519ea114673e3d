import type { RawKey } from '../../shared/identity/index.ts';

/** How a keyboard scanner is set up. */
export interface KeyboardScanner {
  /** How it sends letters beyond ASCII. `drop` and `question-mark` lose them, as many do out of the box. */
  readonly beyondAscii:
    | 'alt-bytes'
    | 'alt-unicode'
    | 'alt-hexadecimal'
    | 'ctrl-shift-u'
    | 'drop'
    | 'question-mark';
  /** The keyboard it believes to be. */
  readonly layout?: 'us' | 'french';
  /** It makes up for a Caps Lock that it believes to be on. */
  readonly invertsCase?: boolean;
  readonly end?: 'Enter' | 'Tab' | 'none';
  /** Milliseconds from one key event to the next; random ones come from the caller, so that runs repeat. */
  readonly gapMs: () => number;
}

const usShift: Readonly<Record<string, string>> = {
  '|': 'Backslash',
  ':': 'Semicolon',
  '?': 'Slash',
  _: 'Minus',
};
const usPlain: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ',': 'Comma',
  '.': 'Period',
  '-': 'Minus',
  '/': 'Slash',
  "'": 'Quote',
  '=': 'Equal',
};
const frenchMoved: Readonly<Record<string, string>> = {
  a: 'KeyQ',
  q: 'KeyA',
  z: 'KeyW',
  w: 'KeyZ',
  m: 'Semicolon',
  ',': 'KeyM',
  '-': 'Digit6',
  "'": 'Digit4',
};

/** The raw keys of a scan, as a page sees them from the first press to the last release. */
export function scanByKeyboard(text: string, scanner: KeyboardScanner, startMs = 0): RawKey[] {
  const keys: RawKey[] = [];
  let timeMs = startMs;
  const event = (code: string, kind: RawKey['kind']): void => {
    keys.push({ code, kind, timeMs: Math.round(timeMs * 10) / 10 });
    timeMs += scanner.gapMs();
  };
  const press = (code: string, ...held: string[]): void => {
    for (const modifier of held) event(modifier, 'down');
    event(code, 'down');
    event(code, 'up');
    for (const modifier of held.toReversed()) event(modifier, 'up');
  };
  const altNumber = (number: string, hexadecimal = false): void => {
    event('AltLeft', 'down');
    if (hexadecimal) press('NumpadAdd');
    for (const digit of number) press(/\d/.test(digit) ? `Numpad${digit}` : `Key${digit.toUpperCase()}`);
    event('AltLeft', 'up');
  };
  for (const character of text.normalize('NFC')) {
    if (character <= '~') pressAscii(character, scanner, press);
    else if (scanner.beyondAscii === 'alt-bytes') {
      for (const byte of Buffer.from(character, 'utf8')) altNumber(String(byte).padStart(4, '0'));
    } else if (scanner.beyondAscii === 'alt-unicode') altNumber(String(character.codePointAt(0)));
    else if (scanner.beyondAscii === 'alt-hexadecimal') {
      altNumber((character.codePointAt(0) ?? 0).toString(16), true);
    } else if (scanner.beyondAscii === 'ctrl-shift-u') {
      press('KeyU', 'ControlLeft', 'ShiftLeft');
      for (const digit of (character.codePointAt(0) ?? 0).toString(16)) {
        press(/\d/.test(digit) ? `Digit${digit}` : `Key${digit.toUpperCase()}`);
      }
      press('Space');
    } else if (scanner.beyondAscii === 'question-mark') press('Slash', 'ShiftLeft');
  }
  if (scanner.end !== 'none') press(scanner.end ?? 'Enter');
  return keys;
}

function pressAscii(
  character: string,
  scanner: KeyboardScanner,
  press: (code: string, ...held: string[]) => void,
): void {
  const lower = character.toLowerCase();
  const isLetter = /[a-z]/.test(lower);
  const upper = isLetter && character !== lower;
  const shift = isLetter && scanner.invertsCase === true ? !upper : upper;
  const shifted = shift ? ['ShiftLeft'] : [];
  if (scanner.layout === 'french') {
    if (/\d/.test(character)) {
      press(`Digit${character}`, 'ShiftLeft');
      return;
    }
    if (character === '|') {
      press('Digit6', 'AltRight');
      return;
    }
    const moved = frenchMoved[lower];
    if (moved !== undefined) {
      press(moved, ...shifted);
      return;
    }
  }
  if (isLetter) {
    press(`Key${lower.toUpperCase()}`, ...shifted);
    return;
  }
  if (/\d/.test(character)) {
    press(`Digit${character}`);
    return;
  }
  const plain = usPlain[character];
  if (plain !== undefined) {
    press(plain);
    return;
  }
  const withShift = usShift[character];
  if (withShift === undefined) throw new Error(`The simulated scanner has no key for ${character}`);
  press(withShift, 'ShiftLeft');
}

/** A small generator of numbers between 0 and 1 that gives the same ones every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A person's keys: presses overlap as they do with quick typists, gaps vary around the given middle. */
export function typeByHand(
  text: string,
  options: { readonly middleGapMs: number; readonly random: () => number },
  startMs = 0,
): RawKey[] {
  const events: RawKey[] = [];
  let timeMs = startMs;
  for (const character of text) {
    const code =
      character === ' '
        ? 'Space'
        : /\d/.test(character)
          ? `Digit${character}`
          : `Key${character.toUpperCase()}`;
    const heldMs = 60 + options.random() * 50;
    events.push(
      { code, kind: 'down', timeMs: Math.round(timeMs) },
      { code, kind: 'up', timeMs: Math.round(timeMs + heldMs) },
    );
    timeMs += options.middleGapMs * (0.6 + options.random() * 1.1);
  }
  return events.sort((a, b) => a.timeMs - b.timeMs);
}
