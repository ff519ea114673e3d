import { describe, expect, test } from 'vitest';
import { actingRule, ageOn, checkDeclared, consentNeededFrom, maskNumber } from './index.ts';

const prefixes = new Set(['064', '052']);
const today = '2026-11-22';

test('a number is masked in the middle', () => {
  expect(maskNumber('064203000123')).toBe('064•••••123');
  expect(maskNumber('231000123')).toBe('231•••••123');
  expect(maskNumber('12345')).toBe('•••••');
});

describe('age', () => {
  test.each([
    ['2019-11-23', 6, 'guardian'],
    ['2019-11-22', 7, 'child-and-guardian'],
    ['2010-11-23', 15, 'child-and-guardian'],
    ['2010-11-22', 16, 'self'],
    ['1950-01-01', 76, 'self'],
  ])('born on %s is %i, and consent comes from %s', (born, age, by) => {
    expect(ageOn(born, today)).toBe(age);
    expect(consentNeededFrom(age)).toBe(by);
  });

  test('who was born on 29 February has a birthday every year', () => {
    expect(ageOn('2012-02-29', '2027-02-28')).toBe(14);
    expect(ageOn('2012-02-29', '2027-03-01')).toBe(15);
  });
});

describe('acting for another', () => {
  test.each([
    ['self', 40, null, 'self', 'none', null],
    ['self', 12, null, 'child-and-guardian', 'none', 'child-alone'],
    ['self', null, null, 'self', 'none', null],
    ['child', 35, 3, 'guardian', 'relation', null],
    ['child', 35, 9, 'child-and-guardian', 'relation', null],
    ['child', 50, 19, 'self', 'authorisation', 'age-unlike-child'],
    ['adult', 35, 70, 'representative', 'authorisation', null],
    ['organisation', 35, null, 'representative', 'representation', null],
  ] as const)(
    '%s, aged %s, for one of %s',
    (actingFor, ageAtKiosk, ageOfSubject, consentBy, proof, staff) => {
      expect(actingRule({ actingFor, ageAtKiosk, ageOfSubject })).toEqual({
        consentBy,
        proof,
        staffMustSettle: staff,
      });
    },
  );
});

describe('typed by hand', () => {
  const an = {
    fullName: '  Nguyễn   Văn An ',
    idNumber: '064 203 000 123',
    birthDate: '2003-02-10',
    sex: 'Nam',
    residence: 'Thôn 1,  Xã Chư Păh',
  } as const;

  test('is written one way', () => {
    expect(checkDeclared(an, { today, prefixes })).toEqual({
      ok: true,
      person: { ...an, fullName: 'Nguyễn Văn An', idNumber: '064203000123', residence: 'Thôn 1, Xã Chư Păh' },
      warnings: [],
    });
  });

  test('a name alone is enough: no card is no dead end', () => {
    const alone = { fullName: 'H’Blĭp', idNumber: '', birthDate: null, sex: null, residence: null };
    expect(checkDeclared(alone, { today, prefixes })).toMatchObject({ ok: true, person: { idNumber: null } });
  });

  test('names every field that is wrong, at once', () => {
    const wrong = { fullName: '4n', idNumber: '64203', birthDate: '2027-01-01', sex: null, residence: null };
    expect(checkDeclared(wrong, { today, prefixes })).toEqual({
      ok: false,
      fields: ['fullName', 'idNumber', 'birthDate'],
    });
  });

  test('a number that disagrees with the birth year is a doubt, not a refusal', () => {
    expect(checkDeclared({ ...an, birthDate: '2004-02-10' }, { today, prefixes })).toMatchObject({
      ok: true,
      warnings: ['id_birth_year_mismatch'],
    });
  });
});
