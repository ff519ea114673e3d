/**
 * The letter model: one written letter = base letter + shape (mũ, móc, trăng, gạch) + tone + case.
 * Everything in this folder works on letters and turns them back into NFC text at the end.
 */

/** Tones in the order of the VNI digits: 0 ngang, 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

/** What changes the letter itself. The two `-breve` shapes are Jrai/Bahnar letters (ê̆ ô̆ â̆, ơ̆ ư̆). */
export type Shape = 'none' | 'circumflex' | 'horn' | 'breve' | 'bar' | 'circumflex-breve' | 'horn-breve';

/** One written letter; `plain` is a single code unit that stands for base and shape in the grammar. */
export interface Letter {
  readonly text: string;
  readonly base: string;
  readonly shape: Shape;
  readonly tone: Tone;
  readonly upper: boolean;
  readonly vowel: boolean;
  readonly plain: string;
}

const toneMarks = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'] as const;
const tones: readonly Tone[] = [0, 1, 2, 3, 4, 5];
const combiningBreve = '\u0306';

const shapeMarks: Readonly<Record<Shape, string>> = {
  none: '',
  circumflex: '\u0302',
  horn: '\u031B',
  breve: combiningBreve,
  bar: '',
  'circumflex-breve': `\u0302${combiningBreve}`,
  'horn-breve': `\u031B${combiningBreve}`,
};

/** Which shapes a vowel can take: ă â ê ô ơ ư of Vietnamese, the others of Jrai and Bahnar (FACTS 14). */
const vowelShapes: Readonly<Record<string, readonly Shape[]>> = {
  a: ['none', 'circumflex', 'breve', 'circumflex-breve'],
  e: ['none', 'circumflex', 'breve', 'circumflex-breve'],
  i: ['none', 'breve'],
  o: ['none', 'circumflex', 'horn', 'breve', 'circumflex-breve', 'horn-breve'],
  u: ['none', 'horn', 'breve', 'horn-breve'],
  y: ['none'],
};

/** Letters whose NFC form has two code units are shown to the grammar as one private unit. */
const privateUnits = new Map<string, string>();

/** A letter outside the writing systems above: it stays as it is and makes a word foreign. */
export const foreignPlain = '\uFFFF';

const byText = new Map<string, Letter>();
const byParts = new Map<string, Letter>();

function partsKey(base: string, shape: Shape, tone: Tone, upper: boolean): string {
  return `${base}${shape}${tone}${upper ? 'U' : 'l'}`;
}

function plainOf(text: string): string {
  if (text.length === 1) return text;
  const known = privateUnits.get(text);
  if (known !== undefined) return known;
  const unit = String.fromCharCode(0xe000 + privateUnits.size);
  privateUnits.set(text, unit);
  return unit;
}

function register(letter: Letter): void {
  byText.set(letter.text, letter);
  byParts.set(partsKey(letter.base, letter.shape, letter.tone, letter.upper), letter);
}

function registerVowels(): void {
  for (const [base, shapes] of Object.entries(vowelShapes)) {
    for (const shape of shapes) {
      const shaped = (base + shapeMarks[shape]).normalize('NFC');
      // Only the vowels of Vietnamese carry a tone; the short vowels of Jrai and Bahnar have none.
      const toned = shape === 'none' || shape === 'circumflex' || shape === 'horn' || shaped === 'ă';
      for (const tone of toned ? tones : ([0] as const)) {
        const text = (shaped + toneMarks[tone]).normalize('NFC');
        const plain = plainOf(shaped);
        register({ text, base, shape, tone, upper: false, vowel: true, plain });
        register({ text: text.toUpperCase(), base, shape, tone, upper: true, vowel: true, plain });
      }
    }
  }
}

function registerConsonants(): void {
  const consonants: [base: string, shape: Shape, text: string][] = [...'bcdfghjklmnpqrstvwxz'].map((c) => [
    c,
    'none',
    c,
  ]);
  consonants.push(['d', 'bar', 'đ'], ['b', 'bar', 'ƀ'], ['ñ', 'none', 'ñ'], ['č', 'none', 'č']);
  for (const [base, shape, text] of consonants) {
    register({ text, base, shape, tone: 0, upper: false, vowel: false, plain: text });
    register({ text: text.toUpperCase(), base, shape, tone: 0, upper: true, vowel: false, plain: text });
  }
}

registerVowels();
registerConsonants();

/** The letter with these parts, or null where no such letter is written (a tone on ŏ, a horn on e). */
export function findLetter(base: string, shape: Shape, tone: Tone, upper: boolean): Letter | null {
  return byParts.get(partsKey(base, shape, tone, upper)) ?? null;
}

/** The same letter with another tone, or null when it cannot carry one. */
export function withTone(letter: Letter, tone: Tone): Letter | null {
  if (letter.tone === tone) return letter;
  return letter.vowel ? findLetter(letter.base, letter.shape, tone, letter.upper) : null;
}

/** The same letter with another shape, keeping its tone, or null when there is no such letter. */
export function withShape(letter: Letter, shape: Shape): Letter | null {
  return letter.shape === shape ? letter : findLetter(letter.base, shape, letter.tone, letter.upper);
}

/** Letters and the combining marks that belong to them; digits, spaces and apostrophes end a word. */
export function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
  if (unit < 0xc0) return false;
  return (unit < 0x370 && unit !== 0xd7 && unit !== 0xf7) || (unit >= 0x1e00 && unit <= 0x1eff);
}

function isCombining(unit: number): boolean {
  return unit >= 0x300 && unit <= 0x36f;
}

function foreignLetter(text: string): Letter {
  return { text, base: text, shape: 'none', tone: 0, upper: false, vowel: false, plain: foreignPlain };
}

/** Reads NFC text of one word into letters; a letter followed by a combining breve is one letter. */
export function readLetters(word: string): readonly Letter[] {
  const letters: Letter[] = [];
  let at = 0;
  while (at < word.length) {
    let end = at + 1;
    while (end < word.length && isCombining(word.charCodeAt(end))) end += 1;
    const text = word.slice(at, end);
    letters.push(byText.get(text) ?? foreignLetter(text));
    at = end;
  }
  return letters;
}

/** The letter that a key writes, or null when the key is not a single known letter. */
export function letterOf(text: string): Letter | null {
  return byText.get(text) ?? null;
}

/** Turns letters back into NFC text. */
export function writeLetters(letters: readonly Letter[]): string {
  let text = '';
  for (const letter of letters) text += letter.text;
  return text;
}

/** The grammar's view of letters: one code unit each, lower case, without tone. */
export function plainWord(letters: readonly Letter[]): string {
  let plain = '';
  for (const letter of letters) plain += letter.plain;
  return plain;
}

/** The grammar's code unit for a shaped letter such as ơ̆, for tables that are written as text. */
export function plainUnits(texts: readonly string[]): readonly string[] {
  return texts.map((text) => byText.get(text.normalize('NFC'))?.plain ?? foreignPlain);
}

/** The tone a word carries: that of its last toned letter. */
export function toneOf(letters: readonly Letter[]): Tone {
  for (let i = letters.length - 1; i >= 0; i -= 1) {
    const tone = letters[i]?.tone ?? 0;
    if (tone !== 0) return tone;
  }
  return 0;
}
