/** Which character a key gives, plain and with Shift, by its place (`KeyboardEvent.code`); third: with AltGr. */
export type Layout = Readonly<Record<string, readonly [plain: string, shift: string, altGr?: string]>>;

function letters(places: string, characters: string): Record<string, readonly [string, string]> {
  const entries = [...places].map((place, index): [string, readonly [string, string]] => {
    const letter = characters[index] ?? '';
    return [`Key${place}`, [letter, letter.toUpperCase()]];
  });
  return Object.fromEntries(entries);
}

function digits(plain: string, shifted: string): Record<string, readonly [string, string]> {
  return Object.fromEntries(
    [...'1234567890'].map((place, index) => [`Digit${place}`, [plain[index] ?? '', shifted[index] ?? '']]),
  );
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What scanners send unless they are set up otherwise. */
const us: Layout = {
  ...letters(alphabet, alphabet.toLowerCase()),
  ...digits('1234567890', '!@#$%^&*()'),
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  IntlBackslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
  NumpadDecimal: ['.', '.'],
  ...Object.fromEntries([...'0123456789'].map((digit) => [`Numpad${digit}`, [digit, digit]])),
};

const uk: Layout = {
  ...us,
  Digit2: ['2', '"'],
  Digit3: ['3', '£'],
  Quote: ["'", '@'],
  Backslash: ['#', '~'],
  Backquote: ['`', '¬'],
};

const french: Layout = {
  ...us,
  ...letters('QWAZM', 'azqw,'),
  ...digits('&é"\'(-è_çà', '1234567890'),
  Digit6: ['-', '6', '|'],
  KeyM: [',', '?'],
  Semicolon: ['m', 'M'],
  Comma: [';', '.'],
  Period: [':', '/'],
  Slash: ['!', '§'],
  Minus: [')', '°'],
};

const german: Layout = {
  ...us,
  ...letters('YZ', 'zy'),
  ...digits('1234567890', '!"§$%&/()='),
  IntlBackslash: ['<', '>', '|'],
  Comma: [',', ';'],
  Period: ['.', ':'],
  Slash: ['-', '_'],
  Minus: ['ß', '?'],
};

/** In the order in which they are tried. */
export const layouts: readonly Layout[] = [us, uk, french, german];
