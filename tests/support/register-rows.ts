import type { RegisterRow } from '../../electron/core/office-papers/index.ts';

const firstAtMs = Date.parse('2026-11-23T02:05:00Z');

function registerRow(index: number): RegisterRow {
  const row = {
    code: `G09.20-20261123-${String(index).padStart(7, '0')}`,
    procedure: 'Thủ tục đăng ký khai sinh',
    sets: 1,
    lead: 'UBND xã Chư Păh',
    receivedAtMs: firstAtMs + index * 60_000,
    dueAtMs: firstAtMs + 86_400_000,
    passedAtMs: null,
    returnedAtMs: firstAtMs + 90_000_000,
    way: 'office',
    note: 'đủ',
  } as const;
  if (index % 5 === 4) return { ...row, kind: 'erased' };
  return {
    ...row,
    kind: 'kept',
    person: `=Nguyễn Văn An ${index}`,
    address: 'Thôn 3, xã Chư Păh',
    phone: '0912 345 678',
  };
}

/** Rows of a register in batches as the database gives them; every fifth is past its retention. */
export function* registerBatches(count: number): Generator<readonly RegisterRow[]> {
  for (let from = 0; from < count; from += 250) {
    yield Array.from({ length: Math.min(250, count - from) }, (_, index) => registerRow(from + index));
  }
}
