import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FeeLine, feeLines, procedureSchema } from '../procedure/index.ts';
import { type FeeItem, reckonFee } from './index.ts';

function line(code: string, today = '2026-11-22'): FeeLine {
  const file = path.resolve(`resources/catalogue/2026-11-22/procedures/${code}.json`);
  const [first] = feeLines(procedureSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), 'counter', today);
  if (first === undefined) throw new Error(`${code} has no fee`);
  return first;
}

const item = (given: Partial<FeeItem> & { readonly line: FeeLine }): FeeItem => ({
  count: null,
  papers: null,
  exemption: { kind: 'none' },
  ...given,
});
const due = (...items: readonly FeeItem[]): unknown => {
  const fee = reckonFee(items);
  return fee.kind === 'known' ? fee.dueVnd : fee.because;
};
const bare: FeeLine = {
  appliesTo: null,
  amount: { kind: 'amount', vnd: 50_001, usualVnd: null, until: null },
  per: null,
  tiers: [],
  maxPerCopyVnd: null,
  exemptions: { kind: 'ask-staff' },
  note: null,
};

test('certified copies: two tiers and a cap for each copy, every paper by itself', () => {
  const certified = line('2.000815');
  const of = (pages: number, copies: number) => due(item({ line: certified, papers: [{ pages, copies }] }));
  expect([of(1, 1), of(2, 1), of(3, 1), of(5, 2), of(198, 1), of(199, 1), of(900, 3)]).toEqual([
    2_000, 4_000, 5_000, 14_000, 200_000, 200_000, 600_000,
  ]);
  const two = [
    { pages: 2, copies: 1 },
    { pages: 2, copies: 1 },
  ];
  expect(due(item({ line: certified, papers: two }))).toBe(8_000);
  expect(due(item({ line: certified }))).toBe('count');
});

test('a reduction for a time holds to its last day, and the usual amount is kept beside it', () => {
  const card = (today: string) => reckonFee([item({ line: line('1.014064', today), count: 2 })]);
  expect(card('2026-12-31')).toMatchObject({ dueVnd: 70_000, usualVnd: 140_000 });
  expect(card('2026-12-31')).toMatchObject({ items: [{ reducedUntil: '2026-12-31' }] });
  expect(card('2027-01-01')).toMatchObject({ dueVnd: 140_000, items: [{ reducedUntil: null }] });
});

test('a claimed exemption takes nothing off until it is granted', () => {
  const fee = (exemption: FeeItem['exemption']) => reckonFee([item({ line: bare, exemption })]);
  expect(fee({ kind: 'claimed' })).toMatchObject({ dueVnd: 50_001, undecidedVnd: 50_001 });
  expect(fee({ kind: 'refused' })).toMatchObject({ dueVnd: 50_001, undecidedVnd: 0 });
  expect(fee({ kind: 'granted', percentOff: 100 })).toMatchObject({ dueVnd: 0, usualVnd: 50_001 });
  expect(fee({ kind: 'granted', percentOff: 50 })).toMatchObject({ dueVnd: 25_000 });
});

test('what nobody knows is asked for, never guessed', () => {
  const unknownUnit: FeeLine = { ...bare, per: { kind: 'ask-staff' } };
  expect(due()).toBe('not-printed');
  expect(due(item({ line: { ...bare, amount: { kind: 'ask-staff', because: 'set-by-province' } } }))).toBe(
    'set-by-province',
  );
  expect(due(item({ line: unknownUnit, count: 1 }))).toBe(50_001);
  expect(due(item({ line: unknownUnit, count: 2 }))).toBe('unit');
  expect(due(item({ line: { ...bare, per: { kind: 'text', text: 'văn bản' } } }))).toBe('count');
  expect(due(item({ line: bare }), item({ line: unknownUnit }))).toBe('unit');
  expect(due(item({ line: { ...bare, amount: { kind: 'free' } } }))).toBe(0);
});

test('any order comes to whole đồng between nothing and the usual amount', () => {
  const order = fc.record({
    pages: fc.nat(2_000),
    copies: fc.nat(50),
    count: fc.nat(100),
    vnd: fc.nat(5_000_000),
    percentOff: fc.nat(100),
  });
  const certified = line('2.000815');
  fc.assert(
    fc.property(order, ({ pages, copies, count, vnd, percentOff }) => {
      const exemption = { kind: 'granted', percentOff } as const;
      const amount = { kind: 'amount', vnd, usualVnd: null, until: null } as const;
      const fee = reckonFee([
        item({ line: certified, papers: [{ pages, copies }], exemption }),
        item({ line: { ...bare, amount, per: { kind: 'text', text: 'văn bản' } }, count, exemption }),
      ]);
      if (fee.kind !== 'known') throw new Error('everything is said');
      expect(Number.isSafeInteger(fee.dueVnd)).toBe(true);
      expect(fee.dueVnd).toBeGreaterThanOrEqual(0);
      expect(fee.dueVnd).toBeLessThanOrEqual(fee.usualVnd);
      expect(fee.items.reduce((sum, one) => sum + one.dueVnd, 0)).toBe(fee.dueVnd);
    }),
  );
});
