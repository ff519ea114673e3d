import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { checkCatalogues, checkHolidays } from '../../electron/core/catalogue/check.ts';
import { createCatalogue, createProcedureCalls } from '../../electron/core/catalogue/index.ts';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createOfficeCalendar, defaultOfficeHours, holidayTableSchema } from '../../shared/calendar/index.ts';
import {
  myProcedureSchema,
  procedurePageSchema,
  procedureSearchSchema,
} from '../../shared/contract/procedures.ts';
import { type Channel, channels } from '../../shared/procedure/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { hitRates } from '../support/search-queries.ts';

const root = path.resolve(import.meta.dirname, '../..');
const resources = path.join(root, 'resources');
// Thursday 19/11/2026, 09:15 at the office; Tuesday 24/11 is a day off.
const clock = createFakeClock(Date.parse('2026-11-19T09:15:00+07:00'));
const catalogue = createCatalogue({
  shippedDir: path.join(resources, 'catalogue'),
  dataDir: path.join(resources, 'no-updates-here'),
  clock,
  log: createLog({ write: () => undefined }),
  verifyKey: null,
});
const holidays = holidayTableSchema.parse(
  JSON.parse(readFileSync(path.join(resources, 'calendar/holidays.json'), 'utf8')),
);
const calls = createProcedureCalls({
  catalogue,
  calendar: createOfficeCalendar({ hours: defaultOfficeHours, holidays }),
  clock,
});
const { version } = catalogue.current();
const codes = [...version.procedures.keys(), ...version.rows.keys()];

afterAll(() => catalogue.close());

function found(text: string, filters = {}): string[] {
  return calls.search({ text, filters, page: 0 }).items.map(({ code }) => code);
}

describe('what ships', () => {
  test('passes catalogue:check without a finding', () => {
    expect(checkCatalogues(path.join(resources, 'catalogue'), root)).toEqual([]);
    expect(checkHolidays(path.join(resources, 'calendar/holidays.json'), root)).toEqual([]);
  });

  test('holds the 571 indexed procedures and the 8 described ones that are not in the index', () => {
    expect(version.procedures.size).toBe(71);
    expect(codes.length).toBe(579);
  });

  test('lets every procedure be found by its code and by its name', () => {
    const missed = codes.filter((code) => {
      const name = version.procedures.get(code)?.name ?? version.rows.get(code)?.name ?? '';
      return found(code)[0] !== code || !found(name).includes(code);
    });
    expect(missed).toEqual([]);
  });

  test('gives every procedure a page and every described one a list, in the shape of the contract', () => {
    for (const code of codes) {
      const page = procedurePageSchema.parse(calls.get({ code }));
      expect(page.officialUrl).toMatch(/^https:\/\//);
      if (page.details === null) continue;
      for (const channel of channels) myProcedureSchema.parse(calls.mine({ code, answers: {}, channel }));
    }
  });

  test('never leaves an amount without what stands beside it', () => {
    for (const code of version.procedures.keys()) {
      for (const channel of channels) {
        for (const { amount, exemptions } of calls.mine({ code, answers: {}, channel }).fees) {
          if (amount.kind !== 'free') expect(exemptions.kind, code).not.toBe('not-needed');
        }
      }
    }
  });
});

describe('search', () => {
  test('finds what people mean in the first three, on open and on held-out queries', () => {
    const rates = hitRates((text) => found(text));
    expect(rates.open).toBeGreaterThanOrEqual(95);
    expect(rates.heldOut).toBeGreaterThanOrEqual(95);
  });

  test.each([
    ['without accents', 'lam giay khai sinh', '1.001193'],
    ['with đ typed as d', 'so do', '1.013978'],
    ['while the last word is half typed', 'khai si', '1.001193'],
    ['with a letter missing', 'kết hn', '1.000894'],
    ['with a letter too many', 'giấy độcc thân', '1.004873'],
    ['with a wrong letter', 'chứng thực bản sap', '2.000815'],
    ['with two letters swapped', 'khai sihn', '1.001193'],
    ['with raw Telex keys', 'giaays ddoocj thaan', '1.004873'],
    ['without spaces', 'khaisinh', '1.001193'],
    ['without spaces, half typed', 'khaisi', '1.001193'],
    ['of two short words without the space', 'sodo', '1.013978'],
    ['in capitals', 'ĐĂNG KÝ KẾT HÔN', '1.000894'],
    ['in decomposed letters', 'giấy khai sinh'.normalize('NFD'), '1.001193'],
    ['in English', 'birth certificate', '1.001193'],
    ['by the words of a paper', 'biên bản trẻ bị bỏ rơi', '1.001193'],
  ])('forgives a query %s', (_, text, code) => {
    expect(found(text).slice(0, 3)).toContain(code);
  });

  test('treats old and new tone placement alike', () => {
    expect(found('hoà giải viên')).toEqual(found('hòa giải viên'));
    expect(found('uỷ quyền')).toEqual(found('ủy quyền'));
  });

  test('ranks the exact accents first', () => {
    const names = (text: string) =>
      calls
        .search({ text, filters: {}, page: 0 })
        .items.map(({ code }) => catalogue.find(code)?.searchWords.join(' '));
    expect(names('bán đất')[0]).toContain('bán đất');
    expect(found('tử tuất')[0]).toBe('2.000821');
    expect(found('tù').at(0)).not.toBe(found('tử').at(0));
  });

  test('puts what this office receives together, and what is merely near last', () => {
    const { items } = calls.search({ text: 'khai sinh', filters: {}, page: 0 });
    const groups = items.map(({ group }) => group);
    expect(groups[0]).toBe('here');
    expect([...new Set(groups)].length).toBe(groups.filter((group, at) => group !== groups[at - 1]).length);
  });

  test('counts what a filter would leave', () => {
    const all = calls.search({ text: 'đăng ký', filters: {}, page: 0 });
    for (const { agency, count } of all.facets.agencies) {
      expect(calls.search({ text: 'đăng ký', filters: { agency }, page: 0 }).total).toBe(count);
    }
    for (const { field, count } of all.facets.fields) {
      expect(calls.search({ text: 'đăng ký', filters: { field }, page: 0 }).total).toBe(count);
    }
    for (const { level, count } of all.facets.levels) {
      expect(calls.search({ text: 'đăng ký', filters: { level }, page: 0 }).total).toBe(count);
    }
  });

  test('pages through everything once', () => {
    const first = calls.browse({ filters: {}, page: 0 });
    const seen = new Set<string>();
    for (let page = 0; page < first.pages; page += 1) {
      for (const { code } of calls.browse({ filters: {}, page }).items) seen.add(code);
    }
    expect(seen.size).toBe(579);
    expect(calls.browse({ filters: {}, page: 9_999 }).items).toEqual([]);
  });

  test('offers fields and popular procedures when nothing is found', () => {
    for (const text of ['zzzz qqqq', '', '   ', '!!!', '日本語', '🙂']) {
      const answer = calls.search({ text, filters: {}, page: 0 });
      expect(answer.total, text).toBe(0);
      expect(answer.instead?.fields.length).toBeGreaterThan(0);
      expect(answer.instead?.popular.length).toBeGreaterThan(0);
    }
  });

  // Found by the fuzz below: a word of a script whose letters SQLite's table does not know broke the query.
  test('a word of another script finds nothing and breaks nothing', () => {
    for (const text of ['0\u19b0\u1000', 'ក្រុម', '役所', 'ያልታወቀ khai sinh']) {
      procedureSearchSchema.parse(calls.search({ text, filters: {}, page: 0 }));
    }
    expect(calls.search({ text: '0\u19b0\u1000', filters: {}, page: 0 }).items).toEqual([]);
    expect(found('ያልታወቀ khai sinh')[0]).toBe(found('khai sinh')[0]);
  });

  test('is safe for any text', () => {
    const operators = fc.constantFrom(
      '"',
      "'",
      '*',
      'AND',
      'OR NOT',
      'NEAR(a b)',
      'names:',
      '(',
      '^',
      '-',
      '\u0000',
      '\u202e',
      'đ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(fc.oneof(operators, fc.constantFrom('khai', 'sinh', 'đất', 'a')), { maxLength: 12 })
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (one) => {
        procedureSearchSchema.parse(calls.search({ text: one, filters: {}, page: 0 }));
      }),
      { numRuns: 300 },
    );
    expect(() => calls.search({ text: 'khai sinh '.repeat(100_000), filters: {}, page: 0 })).not.toThrow();
  });
});

describe('the procedure page', () => {
  test('says the date for now, the fee and its exemptions', () => {
    const counter = calls
      .get({ code: '1.004837' })
      .details?.channels?.find(({ channel }) => channel === 'counter');
    expect(counter?.dueNow?.date).toBe('2026-11-25');
    expect(counter?.fees[0]?.amount.kind).toBe('free');
  });

  test('promises the same day before 15:00 where the official page does', () => {
    const dueOf = (channel: Channel) => calls.mine({ code: '1.001193', answers: {}, channel }).dueNow;
    expect(dueOf('counter')?.date).toBe('2026-11-19');
  });

  test('has no date where the time has no unit', () => {
    expect(calls.mine({ code: '1.000894', answers: {}, channel: 'counter' }).dueNow).toBeNull();
  });

  test('is honest about a procedure that is not received here', () => {
    const police = calls.get({ code: '1.004222' });
    expect(police.reception).toEqual({ agency: 'police', here: 'no' });
    expect(police.agencyName.vi).toBe('Công an cấp xã');
    const listed = calls.get({ code: '1.014062' });
    expect(listed.details).toBeNull();
    expect(listed.officialClass.value).toBe('unknown');
    expect(listed.officialUrl).toMatch(/^https:\/\/dichvucong\.gov\.vn\//);
  });
});
