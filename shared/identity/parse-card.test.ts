import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CardReading, parseCard } from './index.ts';

interface Vector {
  readonly id: string;
  readonly description: string;
  readonly payload_base64: string;
  readonly expect: {
    readonly fields: Readonly<Record<string, string | null>> | null;
    readonly extra_raw: readonly string[];
    readonly faults: readonly string[];
    readonly warnings: readonly string[];
    readonly repairs: readonly string[];
  };
}

const root = path.resolve(import.meta.dirname, '../..');

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T;
}

const { vectors } = readJson<{ vectors: readonly Vector[] }>(
  'tests/fixtures/identity/citizen-card-vectors.json',
);
const prefixes = new Set(
  readJson<{ prefixes: readonly { prefix: string }[] }>(
    'resources/identity/id-number-prefixes.json',
  ).prefixes.map(({ prefix }) => prefix),
);

/** A reading in the words of the vectors. */
function inVectorWords(reading: CardReading): Vector['expect'] {
  const nothing = { fields: null, extra_raw: [], warnings: [], repairs: [] };
  if (reading.kind === 'other') return { ...nothing, faults: ['not_card_text'] };
  if (reading.kind === 'damaged') return { ...nothing, faults: [reading.defect] };
  const { person } = reading;
  return {
    fields: {
      id_number: person.idNumber,
      old_id_number: person.oldIdNumber,
      full_name: person.fullName,
      birth_date: person.birthDate,
      sex: person.sex,
      residence: person.residence,
      issue_date: person.issueDate,
    },
    extra_raw: reading.extra.map(({ text }) => text),
    faults: [],
    warnings: reading.warnings,
    repairs: reading.repairs,
  };
}

test.each(vectors)('$id: $description', ({ payload_base64, expect: expected }) => {
  const { fields, extra_raw, faults, warnings, repairs } = expected;
  const reading = parseCard(new Uint8Array(Buffer.from(payload_base64, 'base64')), prefixes);
  expect(inVectorWords(reading)).toEqual({ fields, extra_raw, faults, warnings, repairs });
});

const card = '064203000123||Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';
const read = (text: string) => parseCard(text, prefixes);
const readBytes = (bytes: Uint8Array) => parseCard(bytes, prefixes);

describe('what scanners do to a card', () => {
  test('UTF-8 mangled twice is repaired', () => {
    const once = Buffer.from(card, 'utf8').toString('latin1');
    const twice = Buffer.from(once, 'utf8').toString('latin1');
    expect(read(twice)).toMatchObject({
      kind: 'card',
      person: { fullName: 'Nguyễn Văn An' },
      repairs: ['mojibake_repaired'],
    });
  });

  test('a byte order mark mangled to three letters is taken away', () => {
    expect(read(Buffer.from(`\uFEFF${card}`, 'utf8').toString('latin1'))).toMatchObject({ kind: 'card' });
  });

  test('text in a code page that is not UTF-8 is lossy, not guessed', () => {
    expect(readBytes(Buffer.from('064203000123||Lê Hà|10022003|Nam|Gia Lai|15042021', 'latin1'))).toEqual({
      kind: 'damaged',
      defect: 'text_lossy',
    });
  });

  test('a name whose accented letters vanished is lossy', () => {
    const vanished = card.replace(/[^\u0020-\u007e]/g, '');
    expect(vanished).toContain('Nguyn Vn An');
    expect(read(vanished)).toEqual({ kind: 'damaged', defect: 'text_lossy' });
  });

  test('a true name without accents is taken, with a doubt for the officer', () => {
    expect(read('064203000123||Rmah H Blai|10022003|Nam|Ia Nan, Gia Lai|15042021')).toMatchObject({
      kind: 'card',
      warnings: ['no_diacritics'],
    });
  });

  test('later fields are kept and named by their shape only', () => {
    const extra = '|231000123|064203000124|Siu Minh|02092024|Nữ|';
    const reading = read(card + extra);
    expect(reading.kind === 'card' && reading.extra.map(({ shape }) => shape)).toEqual([
      'old-number',
      'id-number',
      'text',
      'date',
      'sex',
      'empty',
    ]);
  });
});

describe('codes that are no identity card are named', () => {
  test.each([
    ['boarding-pass', 'M1NGUYEN/VAN AN       EABC123 PXUSGNVN 1234 100Y012A0001 100'],
    ['web-address', 'https://dichvucong.gov.vn/tra-cuu?ma=1|2'],
    [
      'bank-transfer',
      '00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52',
    ],
    ['wi-fi', 'WIFI:T:WPA;S:XaChuPah;P:khongcogi;;'],
    ['contact', 'BEGIN:VCARD\nVERSION:3.0\nFN:An\nEND:VCARD'],
    ['receipt', '000.00.06.H21-261122-0361'],
    ['machine-readable-zone', 'IDVNM2030001236064203000123<<8'],
    ['foreign-card', '@\n\u001e\rANSI 636000090002DL00410278'],
    ['product', '8934563138165'],
    ['unknown', 'Xin chào'],
  ])('%s', (code, text) => {
    expect(read(text)).toEqual({ kind: 'other', code });
  });

  test('a megabyte of noise is not even looked at', () => {
    expect(readBytes(new Uint8Array(1_048_576).fill(0x7c))).toEqual({ kind: 'other', code: 'unknown' });
  });
});

describe('whatever comes', () => {
  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void readBytes(bytes)),
      {
        numRuns: 2_000,
      },
    );
  });

  test('no change of one card makes it throw, and what it fills in has the right shape', () => {
    const bytes = Buffer.from(card, 'utf8');
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(3));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const changed = [...bytes];
        for (const [at, byte, cut] of changes) changed.splice(at, cut, byte);
        const reading = readBytes(Uint8Array.from(changed));
        if (reading.kind !== 'card') return;
        expect(reading.person.idNumber).toMatch(/^\d{12}$/);
        expect(reading.person.birthDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(reading.person.fullName).not.toMatch(/[?\uFFFD|]/);
        expect(reading.person.fullName.normalize('NFC')).toBe(reading.person.fullName);
      }),
      { numRuns: 2_000 },
    );
  });

  test('every name survives being mangled to Latin-1 on the way', () => {
    const word = fc.constantFrom(
      'Nguyễn',
      'Thị',
      'Đặng',
      'Rơ',
      'Châm',
      "H'Blĭp",
      'Ƀiă',
      'Lê',
      'Hà',
      'An',
      'Mlô',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const fullName = words.join(' ');
        const payload = `064203000123||${fullName}|10022003|Nam|Xã Chư Păh|15042021`;
        const mangled = Buffer.from(payload, 'utf8').toString('latin1');
        expect(read(mangled)).toMatchObject({
          kind: 'card',
          person: { fullName: fullName.normalize('NFC') },
        });
      }),
    );
  });
});
