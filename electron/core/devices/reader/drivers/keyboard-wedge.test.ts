import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type RawKey, rawKeySchema } from '../../../../../shared/identity/index.ts';
import {
  type KeyboardScanner,
  scanByKeyboard,
  seeded,
  typeByHand,
} from '../../../../../tests/simulators/keyboard-scanner.ts';
import { decodeKeys } from './keyboard-wedge.ts';

const card = '064203000123|231000123|Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';
const askew = "064203000456||H'Blĭp Ƀiă Ŏ|20112010|Nữ|Làng Kơ Tŭ, Ia Pnôn|02092024||";

/** The runs of keys, codes as text. */
function textsOf(keys: readonly RawKey[]): readonly string[] {
  return decodeKeys(keys).map((run) =>
    run.kind === 'code' ? Buffer.from(run.bytes).toString('utf8') : '(typing)',
  );
}

const steady: KeyboardScanner = { beyondAscii: 'alt-bytes', gapMs: () => 2 };

describe('every way of sending letters beyond ASCII gives the same text', () => {
  test.each(['alt-bytes', 'alt-unicode', 'alt-hexadecimal', 'ctrl-shift-u'] as const)('%s', (beyondAscii) => {
    for (const text of [card, askew]) {
      expect(textsOf(scanByKeyboard(text, { ...steady, beyondAscii }))).toEqual([text]);
    }
  });

  test('letters of the Windows code page alone, one number each', () => {
    expect(textsOf(scanByKeyboard('064203000123||Lê Hà', { ...steady, beyondAscii: 'alt-unicode' }))).toEqual(
      ['064203000123||Lê Hà'],
    );
  });
});

describe('the machine’s own settings change nothing', () => {
  test('an input method (Telex, VNI) that swallows the letters', () => {
    const swallowed = scanByKeyboard(card, steady).map((key) => ({ ...key, key: 'Process' }));
    expect(textsOf(swallowed)).toEqual([card]);
  });

  test('a scanner set to a French keyboard', () => {
    expect(textsOf(scanByKeyboard(card, { ...steady, layout: 'french' }))).toEqual([card]);
  });

  test('a scanner that makes up for Caps Lock', () => {
    expect(textsOf(scanByKeyboard(card, { ...steady, invertsCase: true }))).toEqual([card]);
  });

  test.each(['Enter', 'Tab', 'none'] as const)('a code that ends with %s', (end) => {
    expect(textsOf(scanByKeyboard(card, { ...steady, end }))).toEqual([card]);
  });

  test('a layout without a table is read from what it made of the keys', () => {
    // Every key sits elsewhere, but the layout gives the right characters.
    const odd = [...'064203000123||AN'].map((key, index) => ({
      code: 'KeyJ',
      key,
      kind: 'down' as const,
      timeMs: index * 3,
    }));
    expect(textsOf(odd)).toEqual(['064203000123||AN']);
  });
});

test('presses alone are enough where the page tells whether Shift was held', () => {
  const ascii = 'https://dichvucong.gov.vn/tra?ma=H21-Ab|9';
  const held = new Set<string>();
  const presses = scanByKeyboard(ascii, steady).flatMap(({ code, kind, timeMs }): RawKey[] => {
    if (kind === 'down') held.add(code);
    else held.delete(code);
    if (kind === 'up' || code.startsWith('Shift')) return [];
    return [{ code, kind, timeMs, shift: held.has('ShiftLeft') }];
  });
  expect(textsOf(presses)).toEqual([ascii]);
});

describe('reader and person are told apart by pace', () => {
  test('a quick typist is typing', () => {
    expect(
      textsOf(
        typeByHand('nguyeenx vawn an thoon mootj xax chuw pawh', { middleGapMs: 75, random: seeded(1) }),
      ),
    ).not.toContain(expect.stringContaining('n'));
    const runs = decodeKeys(typeByHand('nguyeenx vawn an', { middleGapMs: 60, random: seeded(2) }));
    expect(runs.every(({ kind }) => kind === 'typing')).toBe(true);
  });

  test('a scan in the middle of typing is cut out of it', () => {
    const random = seeded(3);
    const before = typeByHand('nguyeen', { middleGapMs: 110, random });
    const scanned = scanByKeyboard(card, steady, (before.at(-1)?.timeMs ?? 0) + 35);
    const after = typeByHand('vawn', { middleGapMs: 110, random }, (scanned.at(-1)?.timeMs ?? 0) + 150);
    const texts = textsOf([...before, ...scanned, ...after]);
    expect(texts.filter((text) => text !== '(typing)')).toEqual([card]);
  });

  test('two scans one after the other are two codes', () => {
    const first = scanByKeyboard(card, steady);
    const second = scanByKeyboard(askew, steady, (first.at(-1)?.timeMs ?? 0) + 3);
    expect(textsOf([...first, ...second])).toEqual([card, askew]);
  });

  test('a key held down is no reader', () => {
    const held: RawKey[] = Array.from({ length: 60 }, (_, index) => ({
      code: 'KeyA',
      kind: 'down',
      timeMs: index * 25,
    }));
    expect(textsOf([...held, { code: 'KeyA', kind: 'up', timeMs: 1_500 }])).toEqual(['(typing)']);
  });

  test('a busy page that sees some keys late still sees one burst', () => {
    let count = 0;
    const stalling = { ...steady, gapMs: () => (++count % 40 === 0 ? 70 : 4) };
    expect(textsOf(scanByKeyboard(card, stalling))).toEqual([card]);
  });
});

describe('recorded keys', () => {
  const folder = path.resolve(import.meta.dirname, '../../../../../tests/fixtures/wedge');
  const recordingSchema = z.object({
    about: z.string(),
    runs: z.array(z.string()),
    keys: z.array(rawKeySchema),
  });
  test.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('%s', (name) => {
    const recording = recordingSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
    expect(textsOf(recording.keys)).toEqual(recording.runs);
  });
});

test('no keys make it throw, and noise stays bounded', () => {
  const random = seeded(9);
  const codes = [
    'AltLeft',
    'Numpad9',
    'KeyU',
    'ControlLeft',
    'ShiftLeft',
    'NumpadAdd',
    'Enter',
    'Backslash',
    'Unidentified',
  ];
  const keys = Array.from(
    { length: 60_000 },
    (_, index): RawKey => ({
      code: codes[Math.floor(random() * codes.length)] ?? 'KeyA',
      kind: random() < 0.6 ? 'down' : 'up',
      timeMs: index * random() * 2,
    }),
  );
  expect(() => decodeKeys(keys)).not.toThrow();
});
