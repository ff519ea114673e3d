import { expect, test } from 'vitest';
import { type Draft, emptyDraft, findField, findWrongFields, inputOf } from './fields.ts';

const complete: Draft = {
  typed: {
    'office.name': ' Trung tâm Phục vụ hành chính công ',
    'office.place': 'Xã Chư Păh, tỉnh Gia Lai',
    'office.counter': 'Quầy số 1',
    'office.communeCode': '23722',
    'office.agencyCode': 'H21.15.99',
    kioskId: 'K2',
    portalAddress: 'https://cong.example.vn/kiosk',
    enrolmentCode: '',
  },
  pxPerMm: 3.2,
  acceptUnprotectedKey: false,
};

test('marks every empty field at once, but not the code that may be given later', () => {
  expect([...findWrongFields(emptyDraft)].sort()).toEqual([
    'kioskId',
    'office.agencyCode',
    'office.communeCode',
    'office.counter',
    'office.name',
    'office.place',
    'portalAddress',
  ]);
});

test('finds nothing wrong in a complete form and trims what was typed', () => {
  expect(findWrongFields(complete).size).toBe(0);
  expect(inputOf(complete).office.name).toBe('Trung tâm Phục vụ hành chính công');
});

test('refuses a portal that is reached without TLS', () => {
  const plain: Draft = { ...complete, typed: { ...complete.typed, portalAddress: 'http://cong.example.vn' } };
  expect([...findWrongFields(plain)]).toEqual(['portalAddress']);
});

test('finds the field behind a path of the configuration', () => {
  expect(findField('portal.address')).toBe('portalAddress');
  expect(findField('office.name')).toBe('office.name');
  expect(findField('idle.askAfterSeconds')).toBeUndefined();
});
