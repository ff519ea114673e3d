import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OldPlace, readPlaces } from './places.ts';

const file = path.resolve(import.meta.dirname, '../../resources/places/admin-units.json');
const places = readPlaces(JSON.parse(readFileSync(file, 'utf8')));
const today = (old: readonly OldPlace[]): readonly string[] => old.map(({ now }) => places.nameOf(now));

test('knows 34 provinces and 3,321 communes', () => {
  expect(places.provinces).toHaveLength(34);
  const communes = places.provinces.flatMap(({ code }) => places.communesOf(code));
  expect(communes).toHaveLength(3321);
  expect(new Set(communes.map(({ code }) => code)).size).toBe(3321);
  expect(places.communesOf('52')).toHaveLength(135);
});

describe('searching', () => {
  test.each(['Chư Păh', 'chu pah', 'CHƯ PĂH', 'xã Chư Păh', 'chu pa'])('%s finds xã Chư Păh', (text) => {
    const hits = places.search(text, { provinceCode: '52' });
    expect(hits.some((hit) => hit.kind === 'commune' && hit.commune.code === '23722')).toBe(true);
  });

  test('finds both spellings of a tone', () => {
    for (const text of ['Hòa', 'Hoà']) expect(places.search(text).length).toBeGreaterThan(0);
    expect(places.search('nghĩa hoà', { provinceCode: '52' })).toEqual(
      places.search('nghĩa hòa', { provinceCode: '52' }),
    );
  });

  test('offers what an old name is part of today', () => {
    const hits = places.search('xã Nghĩa Hòa', { provinceCode: '52' });
    expect(hits[0]).toMatchObject({ kind: 'old', old: { name: 'Xã Nghĩa Hòa', now: { code: '23722' } } });
  });

  test('stays within the province and the limit', () => {
    expect(
      places
        .search('an', { provinceCode: '52' })
        .every((hit) => (hit.kind === 'commune' ? hit.commune : hit.old.now).provinceCode === '52'),
    ).toBe(true);
    expect(places.search('a', { limit: 5 })).toHaveLength(5);
  });
});

describe('old addresses', () => {
  test('xã Nghĩa Hòa offers xã Chư Păh and, by name, the two others', () => {
    const found = today(places.matchOld('xã Nghĩa Hòa'));
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        'xã Chư Păh, tỉnh Gia Lai',
        'xã Tư Nghĩa, tỉnh Quảng Ngãi',
        'xã Tiên Lục, tỉnh Bắc Ninh',
      ]),
    );
  });

  test.each([
    ['Thôn 1, xã Nghĩa Hòa, huyện Chư Păh, tỉnh Gia Lai', 'xã Chư Păh, tỉnh Gia Lai'],
    ['Nghĩa Hoà, Tư Nghĩa, Quảng Ngãi', 'xã Tư Nghĩa, tỉnh Quảng Ngãi'],
    ['Xã Nghĩa Hòa, H. Lạng Giang, T. Bắc Giang', 'xã Tiên Lục, tỉnh Bắc Ninh'],
    ['TT. Phú Hòa, Chư Păh, Gia Lai', 'xã Chư Păh, tỉnh Gia Lai'],
  ])('%s is %s first', (address, expected) => {
    expect(today(places.matchOld(address))[0]).toBe(expected);
  });

  test('an unknown old address offers nothing, and nothing is wrong with that', () => {
    expect(places.matchOld('Xã Không Có, huyện Nào Đó')).toEqual([]);
    expect(places.matchOld('')).toEqual([]);
  });
});

test('any text can be searched', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      expect(places.search(text, { limit: 3 }).length).toBeLessThanOrEqual(3);
      expect(Array.isArray(places.matchOld(text))).toBe(true);
    }),
  );
});

test('knows the prefixes of identity numbers', () => {
  expect([places.knowsIdPrefix('064'), places.knowsIdPrefix('052'), places.knowsIdPrefix('999')]).toEqual([
    true,
    true,
    false,
  ]);
});
