import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlaces } from '../../places/places.ts';
import type { Examined, KindContext, ListItem } from '../kind.ts';
import { formMessageIds } from '../message.ts';
import { getKind, type KindName, kindNames } from './kinds.ts';

const resources = path.resolve(import.meta.dirname, '../../../resources');
const readJson = (file: string) => JSON.parse(readFileSync(path.join(resources, file), 'utf8'));
const listOf = (name: string): readonly ListItem[] => readJson(`forms/lists/${name}.json`).items;

const context: KindContext = {
  today: '2026-11-22',
  places: readPlaces(readJson('places/admin-units.json')),
  lists: {
    ethnicity: listOf('ethnicity'),
    nationality: listOf('nationality'),
    relation: listOf('relation'),
    document: listOf('document'),
  },
};

const choices = [
  { id: 'a', label: { vi: 'Một', en: 'One' } },
  { id: 'b', label: { vi: 'Hai', en: 'Two' } },
];
const needed: Partial<Record<KindName, object>> = { choice: { choices }, 'multi-choice': { choices } };

function optionsOf(kind: KindName, options: object = {}): unknown {
  const parsed = getKind(kind).parseOptions({ ...needed[kind], ...options });
  expect(parsed.success, `options of ${kind}`).toBe(true);
  return parsed.data;
}

function examine(kind: KindName, input: unknown, options: object = {}): Examined {
  return getKind(kind).examine(input, optionsOf(kind, options), context);
}

function idsOf(kind: KindName, input: unknown, options: object = {}): readonly string[] {
  return examine(kind, input, options).findings.map(({ id, severity }) =>
    severity === 'warning' ? `${id}?` : id,
  );
}

function read(kind: KindName, input: unknown, options: object = {}): string {
  const parsed = optionsOf(kind, options);
  return getKind(kind).read(examine(kind, input, options).value, parsed, context, 'vi');
}

describe('strange letters get a plain message', () => {
  test.each([
    ['emoji', 'Nguyễn 😀 An', 'emoji'],
    ['a flag', 'An 🇻🇳', 'emoji'],
    ['a family emoji', '👨‍👩‍👧', 'hidden-letter'],
    ['a control character', 'An\u0007', 'control-letter'],
    ['a NUL', 'An\u0000Bình', 'control-letter'],
    ['a right-to-left mark', 'An\u200f Bình', 'hidden-letter'],
    ['an override of direction', '\u202egnp.exe', 'hidden-letter'],
    ['a zero-width space', 'An\u200bBình', 'hidden-letter'],
    ['a lone mark at the start', '\u0301An', 'lone-mark'],
    ['a lone mark after a space', 'An \u0306Bình', 'lone-mark'],
    ['a pile of marks', 'A\u0300\u0301\u0302\u0303\u0304n', 'lone-mark'],
    ['Chinese letters', 'Nguyễn 漢', 'foreign-letter'],
    ['Arabic letters', 'مرحبا', 'foreign-letter'],
    ['half a surrogate', 'An\ud83d', 'control-letter'],
    ['10,000 letters', 'ă'.repeat(10_000), 'too-long'],
    ['a million letters', 'x'.repeat(1_000_000), 'too-long'],
  ])('%s', (_what, input, id) => {
    expect(idsOf('text', input)).toEqual([id]);
    expect(idsOf('person-name', input)).toEqual([id]);
  });

  test('the same inside addresses, documents and own words of a list', () => {
    expect(idsOf('address', { asWritten: 'Thôn 1 😀' })).toContain('emoji');
    expect(
      idsOf('id-document', { type: 'other', number: '1\u200f2', issuer: 'X', issuedOn: '2020-01-01' }),
    ).toContain('hidden-letter');
    expect(idsOf('relation', { other: 'bạn\u0007' })).toEqual(['control-letter']);
  });

  test('letters of Vietnamese, Jrai and Bahnar are ordinary', () => {
    for (const name of [
      'Nguyễn Thị Hường',
      'Rơ Châm H’Ơ̆',
      'Krê̆ Pơ̆ng',
      'Đinh ƀŭn',
      'Siu Bluôm',
      "Y'Jŭt Ayŭn",
      "Ksor H'Dư̆",
    ]) {
      expect(idsOf('person-name', name), name).toEqual([]);
    }
  });

  test('NFD and odd blanks become NFC with single spaces', () => {
    expect(examine('person-name', '  Nguye\u0302\u0303n\u00a0\u00a0Va\u0306n   An ').value).toBe(
      'Nguyễn Văn An',
    );
    expect(examine('text', 'a\r\nb\n\n\n\nc', { lines: 'many' }).value).toBe('a\nb\n\nc');
    expect(examine('text', '   ').empty).toBe(true);
  });

  test('length counts letters as people see them', () => {
    expect(idsOf('text', 'ơ̆'.repeat(10), { max: 10 })).toEqual([]);
    expect(examine('text', 'ơ̆'.repeat(11), { max: 10 }).findings[0]?.params).toEqual({ max: 10, count: 11 });
  });
});

describe('names', () => {
  test.each([
    ['An 2', 'name-digit'],
    ['An@Bình', 'name-sign'],
    ['---', 'name-sign'],
    ['An', 'name-one-word?'],
  ])('%s', (name, id) => {
    expect(idsOf('person-name', name)).toEqual([id]);
  });
});

describe('numbers and money', () => {
  test.each([
    ['number', '1.250', 1250, []],
    ['number', ' 12 ', 12, []],
    ['number', 'mười', null, ['number-unreadable']],
    ['number', '2,5', 2.5, ['number-whole']],
    ['number', '-3', -3, ['number-min']],
    ['number', '9'.repeat(40), null, ['number-unreadable']],
    ['money', '150.000.000 đồng', 150_000_000, []],
    ['money', '150000 đ', 150_000, []],
    ['money', '1e9', null, ['money-unreadable']],
  ] as const)('%s %s', (kind, input, value, ids) => {
    const { value: got } = examine(kind, input);
    expect([typeof got === 'number' ? got : null, idsOf(kind, input)]).toEqual([value, ids]);
  });

  test('read as people write them', () => {
    expect(read('money', 1_250_000)).toBe('1.250.000 đ');
    expect(getKind('money').paper(2_000_000, optionsOf('money'), context)).toBe(
      '2.000.000 đồng (bằng chữ: hai triệu đồng)',
    );
    expect(getKind('number').paper(2, optionsOf('number', { padded: true }), context)).toBe('02');
  });
});

describe('dates', () => {
  test.each([
    ['date', '31/02/2026', ['date-not-exist']],
    ['date', '2026-02-31', ['date-not-exist']],
    ['date', '15', ['date-unreadable']],
    ['date', '2003', ['date-unreadable']],
    ['date', '10/02/0203', ['date-year']],
    ['date', '2026-11-23', ['date-future']],
    ['date', '2026-11-22', []],
    ['year-or-date', '1990', []],
    ['year-or-date', 1990, []],
    ['year-or-date', '2027', ['date-future']],
    ['date-time', { date: '2026-11-18', time: '6:30' }, []],
    ['date-time', { date: '2026-11-18', time: '25:00' }, ['time-not-exist']],
    ['date-time', { time: '06:30' }, ['date-unreadable']],
    ['date-range', { from: '2015', to: '2014-12-31' }, ['range-reversed']],
    ['date-range', { to: '2014' }, ['range-start']],
    ['date-range', { from: '2015' }, []],
  ] as const)('%s %j', (kind, input, ids) => {
    expect(idsOf(kind, input, { when: 'past' })).toEqual(ids);
  });

  test('the message shows the day that does not exist', () => {
    expect(examine('date', '31/02/2026').findings[0]?.params).toEqual({ date: '31/02/2026' });
  });
});

describe('papers and contacts', () => {
  test.each([
    ['personal-id', '064 203 000 123', []],
    ['personal-id', '06420300012', ['id-digits']],
    ['personal-id', '06420300012a', ['id-digits']],
    ['personal-id', '999203000123', ['id-prefix?']],
    ['phone', '+84 905 123 456', []],
    ['phone', '02693.824.111', []],
    ['phone', '905123456', ['phone']],
    ['email', 'an@example.vn', []],
    ['email', 'an@example', ['email']],
    ['email', 'ân@example.vn', ['email']],
    [
      'id-document',
      { type: 'cmnd', number: '12345678', issuer: 'Công an tỉnh Gia Lai', issuedOn: '2010-01-01' },
      ['document-card'],
    ],
    ['id-document', { number: '123' }, ['document-kind', 'document-issuer', 'document-date']],
    [
      'id-document',
      { type: 'passport', number: 'C1234567', issuer: 'Cục Quản lý xuất nhập cảnh', issuedOn: '1995-01-01' },
      ['document-old?'],
    ],
    ['id-document', { type: 'cccd' }, []],
  ] as const)('%s %j', (kind, input, ids) => {
    expect(idsOf(kind, input)).toEqual(ids);
  });

  test('a phone from abroad loses nothing', () => {
    expect(examine('phone', '+1 415 555 0100').value).toBe('+14155550100');
    expect(read('phone', '0905123456')).toBe('0905 123 456');
  });
});

describe('addresses', () => {
  test('a commune of another province is told so', () => {
    const found = examine('address', { provinceCode: '01', communeCode: '23722', detail: 'Thôn 1' }).findings;
    expect(found).toEqual([
      {
        severity: 'fault',
        id: 'address-other-province',
        params: { commune: 'Chư Păh', province: 'Hà Nội' },
        part: 'communeCode',
      },
    ]);
  });

  test.each([
    [{ provinceCode: '52', communeCode: '99999' }, ['address-commune-unknown']],
    [{ provinceCode: '52', detail: 'Thôn 1' }, ['address-commune']],
    [{ detail: 'Thôn 1' }, ['address-province']],
    [{ communeCode: '23722' }, ['address-detail?']],
    [{ asWritten: 'Xã Nghĩa Hòa, huyện Chư Păh' }, ['address-old-kept?']],
    ['Số 5, Paris, Pháp', ['address-old-kept?']],
  ])('%j', (input, ids) => {
    expect(idsOf('address', input)).toEqual(ids);
  });

  test('shows an old address beside what it is today', () => {
    expect(read('address', { asWritten: 'Thôn 1, xã Nghĩa Hòa', communeCode: '23722' })).toBe(
      'Thôn 1, xã Nghĩa Hòa (nay là xã Chư Păh, tỉnh Gia Lai)',
    );
  });
});

describe('lists', () => {
  test.each([
    ['gender', 'Nữ', []],
    ['gender', 'khác', ['choice-unknown']],
    ['ethnicity', 'gia-rai', []],
    ['ethnicity', 'klingon', ['choice-unknown']],
    ['nationality', { other: '' }, ['choice-other']],
    ['choice', 'a', []],
    ['choice', { other: 'x' }, ['choice-unknown']],
    ['multi-choice', ['a', 'a', 'b'], []],
    ['multi-choice', ['a', 'c'], ['choice-unknown']],
  ] as const)('%s %j', (kind, input, ids) => {
    expect(idsOf(kind, input)).toEqual(ids);
  });

  test('54 ethnic groups', () => {
    expect(context.lists.ethnicity).toHaveLength(54);
  });
});

test('a declaration must be made, a signature must be more than a dot', () => {
  expect(idsOf('declaration', false)).toEqual(['declare']);
  expect(idsOf('signature', { width: 400, height: 100, strokes: [[10, 10, 11, 10]] })).toEqual([
    'signature-small',
  ]);
  expect(idsOf('signature', { width: 400, height: 100, strokes: [[10, 10, 200, 50]] })).toEqual([]);
  expect(examine('signature', { width: 400, height: 100, strokes: [] }).empty).toBe(true);
});

test('a signature may also be made on the printed form: an answer like the other, and read as such', () => {
  const onPaper = { onPaper: true };
  expect(idsOf('signature', onPaper)).toEqual([]);
  expect(examine('signature', onPaper).empty).toBe(false);
  expect(getKind('signature').read(onPaper, {}, context, 'vi')).toBe('Ký trên giấy tại quầy');
  expect(idsOf('signature', { onPaper: false })).toEqual(['unreadable']);
  expect(idsOf('signature', { onPaper: true, width: 4, height: 1, strokes: [[0, 0, 4, 1]] })).toEqual([
    'unreadable',
  ]);
});

describe('whatever comes in', () => {
  const known = new Set<string>(formMessageIds);
  const anything = fc.oneof(
    fc.anything({ maxDepth: 3 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.record({ provinceCode: fc.string(), communeCode: fc.string(), detail: fc.string({ unit: 'binary' }) }),
    fc.record(
      { type: fc.anything(), number: fc.anything(), issuer: fc.anything(), issuedOn: fc.anything() },
      { requiredKeys: [] },
    ),
    fc.record(
      { date: fc.anything(), time: fc.anything(), from: fc.anything(), to: fc.anything() },
      { requiredKeys: [] },
    ),
  );

  test.each(kindNames)('%s never throws, says only known things and is steady', (name) => {
    const kind = getKind(name);
    const options = optionsOf(name);
    fc.assert(
      fc.property(anything, (input) => {
        const first = kind.examine(input, options, context);
        expect(kind.examine(input, options, context)).toEqual(first);
        for (const finding of first.findings) expect(known.has(finding.id)).toBe(true);
        expect(typeof kind.read(first.value, options, context, 'vi')).toBe('string');
        expect(typeof kind.paper(first.value, options, context)).toBe('string');
        expect(typeof kind.fold(first.value)).toBe('string');
        if (first.value === null) return;
        // What was normalised once stays: the core judges what the page stored.
        expect(kind.examine(first.value, options, context)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });
});
