import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainLetters } from './check-character.ts';
import {
  groupTemporaryCode,
  highestCodeNumber,
  makeTemporaryCode,
  readTemporaryCode,
  temporaryCodeQr,
} from './temporary-code.ts';

const letters = [...plainLetters];
const kioskIds = fc
  .array(fc.constantFrom(...letters), { minLength: 2, maxLength: 6 })
  .map((list) => list.join(''));
const dates = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2120-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const numbers = fc.integer({ min: 1, max: highestCodeNumber });
const parts = fc.record({ kioskId: kioskIds, date: dates, number: numbers });

test('says that it is temporary, where it is from, of which day, and which one', () => {
  const code = makeTemporaryCode({ kioskId: 'K2', date: '2026-11-22', number: 5 });
  expect(groupTemporaryCode(code)).toMatch(/^TAM-K2-[2-9A-Z]{3}-2227[2-9A-Z]$/);
  expect(temporaryCodeQr(code)).toBe(`TEMP:${code}`);
});

test('is read back in every way it is shown, typed or scanned', () => {
  fc.assert(
    fc.property(parts, (of) => {
      const code = makeTemporaryCode(of);
      const grouped = groupTemporaryCode(code);
      expect(grouped.replaceAll('-', '')).toBe(code);
      const ways = [code, grouped, ` ${grouped.toLowerCase()} `, grouped.replaceAll('-', ' ')];
      for (const way of [...ways, temporaryCodeQr(code), grouped.replace('TAM', 'Tạm')])
        expect(readTemporaryCode(way)).toBe(code);
    }),
  );
});

test('two numbers of a kiosk never make one code, whatever the clock says', () => {
  fc.assert(
    fc.property(kioskIds, dates, dates, numbers, numbers, (kioskId, one, other, first, second) => {
      fc.pre(first !== second);
      const code = makeTemporaryCode({ kioskId, date: one, number: first });
      expect(makeTemporaryCode({ kioskId, date: other, number: second })).not.toBe(code);
    }),
  );
});

test('two kiosks never make one code', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      fc.pre(one.kioskId !== other.kioskId);
      expect(makeTemporaryCode(one)).not.toBe(makeTemporaryCode(other));
    }),
  );
});

test('every single slip and every two neighbours that changed places are caught', () => {
  const code = makeTemporaryCode({ kioskId: 'QA7', date: '2026-11-22', number: 48_213 });
  const taken: string[] = [];
  for (const [place, right] of [...code].entries()) {
    for (const wrong of letters) {
      const typed = code.slice(0, place) + wrong + code.slice(place + 1);
      if (wrong !== right && readTemporaryCode(typed) !== null) taken.push(typed);
    }
    const next = code.charAt(place + 1);
    const swapped = code.slice(0, place) + next + right + code.slice(place + 2);
    if (next !== '' && next !== right && readTemporaryCode(swapped) !== null) taken.push(swapped);
  }
  expect(taken).toEqual([]);
});

test('anything else that people type or scan is no temporary code', () => {
  fc.assert(fc.property(fc.string(), (text) => void expect(readTemporaryCode(text)).toBeNull()));
  for (const other of ['', 'TAM', 'KEPT:2222-2222', '000.00.06.H56-231027-0361', 'T'.repeat(10_000)])
    expect(readTemporaryCode(other)).toBeNull();
});

test('a number that does not fit is a defect, never a shorter code', () => {
  const of = { kioskId: 'K2', date: '2026-11-22' };
  for (const number of [0, -1, 1.5, highestCodeNumber + 1])
    expect(() => makeTemporaryCode({ ...of, number })).toThrow();
  for (const kioskId of ['L2', 'K', 'K2K2K2K', 'k2'])
    expect(() => makeTemporaryCode({ ...of, kioskId, number: 1 })).toThrow();
});
