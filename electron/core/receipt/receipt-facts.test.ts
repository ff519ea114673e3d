import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  createOfficeCalendar,
  defaultOfficeHours,
  holidayTableSchema,
} from '../../../shared/calendar/index.ts';
import { readReceiptCode } from '../../../shared/dossier/receipt-code.ts';
import { procedureSchema } from '../../../shared/procedure/index.ts';
import { birthFacts } from '../../../tests/support/receipt-desk.ts';
import { receiptOffice } from '../../../tests/support/receipt-office.ts';
import { sealedContent, sealedTemporaryCode } from '../../../tests/support/sealed-content.ts';
import { createWords } from '../words.ts';
import { formContent } from './form-content.ts';
import { readProcedureFacts } from './procedure-facts.ts';
import { receiptFacts } from './receipt-facts.ts';
import { slipContent } from './slip-content.ts';

const words = createWords(path.resolve('resources/strings'));
const say = words.in('vi', ['receipt']);
const printedAtMs = Date.parse('2026-11-23T08:31:00Z');
const official = 'G09.20-20260609-0092637';

function factsOf(
  change: Parameters<typeof sealedContent>[0] = {},
  more: Partial<Parameters<typeof receiptFacts>[0]> = {},
) {
  return receiptFacts({
    content: sealedContent(change),
    officialCode: null,
    office: receiptOffice,
    procedure: birthFacts,
    cash: [],
    copy: 0,
    printedAtMs,
    ...more,
  });
}

const formOf = (...given: Parameters<typeof factsOf>) => formContent(factsOf(...given), say);
const lineOf = (content: ReturnType<typeof formOf>, label: string): string | undefined =>
  [...content.person.flat(), ...content.numbered].find((line) => line.label === label)?.value;
const due = '5. Thời gian trả kết quả giải quyết hồ sơ';

test('a temporary code says that it is one; the official code takes its place and keeps it beside', () => {
  const temporary = formOf();
  expect(temporary.codeLabel).toBe('MÃ TẠM – chưa phải mã hồ sơ chính thức');
  expect(temporary.code.replaceAll('-', '')).toBe(sealedTemporaryCode);
  const known = formOf({}, { officialCode: official });
  expect([known.codeLabel, known.code, known.barcodeText]).toEqual(['Mã hồ sơ', official, official]);
  expect(known.codeNotes.join()).toContain(temporary.code);
});

test('what a reader gets from either barcode leads back to the code', () => {
  for (const facts of [factsOf(), factsOf({}, { officialCode: official })]) {
    const kind = facts.isTemporary ? 'temporary' : 'official';
    for (const text of [facts.qrText, facts.barcodeText, facts.code])
      expect(readReceiptCode(text)).toEqual({ kind, code: facts.barcodeText });
  }
  for (const other of ['KEPT:ABCDEFGH', 'https://example.vn/-1', '064203000123||Nguyễn Văn An|', ''])
    expect(readReceiptCode(other)).toBeNull();
});

test('times stand as the law writes them at the office, and nothing is promised that is not known', () => {
  const sure = formOf();
  expect(lineOf(sure, '4. Thời gian nhận hồ sơ')).toBe('15 giờ 30 phút, ngày 23 tháng 11 năm 2026');
  expect(lineOf(sure, due)).toBe('17 giờ 00 phút, ngày 25 tháng 11 năm 2026');
  expect(lineOf(formOf({ dueAt: null }), due)).toBe('theo thông báo');
  const provisional = formOf({}, { procedure: { ...birthFacts, dueIsProvisional: true } });
  expect(lineOf(provisional, due)).toContain('(dự kiến)');
  const doubted = formOf({ clockTrusted: false });
  expect(lineOf(doubted, due)).toBe('theo thông báo');
  expect(doubted.placeDate).not.toMatch(/\d/);
});

test('the papers list tells what came, what comes later, and leaves out what is not needed', () => {
  const facts = factsOf({
    absent: [
      { componentId: '1.001193-04', title: 'Văn bản ủy quyền', because: 'later' },
      { componentId: 'x', title: 'Hộ chiếu', because: 'shown-only' },
      { componentId: 'y', title: 'Giấy khác', because: 'not-needed' },
    ],
  });
  const rows = formContent(facts, say).papers?.rows.map((row) => [row[1], row.at(-1)]);
  expect(rows).toEqual([
    ['Tờ khai đăng ký khai sinh', '2 trang'],
    ['Giấy chứng sinh', '1 trang'],
    ['Giấy chứng nhận kết hôn', '4 trang'],
    ['Văn bản ủy quyền (1 bản chính, 2 bản sao)', 'bổ sung sau'],
    ['Hộ chiếu', 'chỉ xuất trình'],
  ]);
  expect(facts.pagesHandedIn).toBe(7);
});

test('a copy is numbered and for the customer alone; a supplement and a withdrawal say what they are', () => {
  expect(formOf().parts).toEqual(['Liên 1: Lưu', 'Liên 2: Giao khách hàng']);
  const copy = formOf({}, { copy: 2 });
  expect([copy.marks, copy.parts]).toEqual([['BẢN SAO SỐ 2'], ['Liên 2: Giao khách hàng']]);
  expect(formOf({ kind: 'supplement', revision: 1 }).marks).toEqual(['TIẾP NHẬN GIẤY TỜ BỔ SUNG, LẦN 1']);
  const withdrawal = formOf({ kind: 'withdrawal', revision: 2, withdrawalReason: 'Nộp nhầm' });
  expect(withdrawal.marks).toEqual(['TIẾP NHẬN YÊU CẦU RÚT HỒ SƠ']);
  expect(lineOf(withdrawal, 'Lý do rút hồ sơ')).toBe('Nộp nhầm');
});

test('certified copies are priced by their pages and capped; without a number of copies the officer fills in', () => {
  const feeLine = {
    appliesTo: null,
    amount: { kind: 'amount', vnd: 2000, usualVnd: null, until: null },
    per: null,
    tiers: [
      { fromPage: 1, toPage: 2, vnd: 2000 },
      { fromPage: 3, toPage: null, vnd: 1000 },
    ],
    maxPerCopyVnd: 200_000,
    exemptions: { kind: 'ask-staff' },
    note: null,
  } as const;
  const rowsFor = (copies: number | null) =>
    formOf({}, { procedure: { ...birthFacts, certification: { feeLine, copies } } }).certified?.rows;
  expect(rowsFor(3)).toEqual([
    ['1', 'Giấy chứng sinh', '1', '3', '6.000 đ'],
    ['2', 'Giấy chứng nhận kết hôn', '4', '3', '18.000 đ'],
    ['', 'Cộng', '5', '6', '24.000 đ'],
  ]);
  expect(rowsFor(null)?.at(-1)).toEqual(['', 'Cộng', '5', '…', '…']);
  expect(formOf().certified).toBeNull();
});

test('a price never stands without its exemptions, and a claim is told as the officer’s to decide', () => {
  const priced = { amountVnd: 8000, way: 'later' } as const;
  expect(lineOf(formOf({ fee: { ...priced, exemptionClaimed: false } }), 'Phí, lệ phí')).toBe(
    '8.000 đ. Miễn, giảm: hỏi cán bộ.',
  );
  expect(lineOf(formOf({ fee: { ...priced, exemptionClaimed: true } }), 'Phí, lệ phí')).toContain(
    'cán bộ xem xét',
  );
  expect(lineOf(formOf(), 'Phí, lệ phí')).toBe('Không thu');
});

test('the slip masks the number, and speaks English only under the Vietnamese', () => {
  const slip = slipContent(factsOf(), say, words.in('en', ['receipt']));
  const all = JSON.stringify(slip);
  expect(all).not.toContain('064203000123');
  expect(all).not.toContain('0912000345');
  expect(slip.facts[1]?.value).toBe('Nguyễn Văn An · 064•••••123');
  expect(slip.facts[3]).toMatchObject({ value: '17 giờ 00, ngày 25/11/2026', english: '17:00, 25/11/2026' });
  expect(JSON.stringify(slipContent(factsOf(), say, null))).not.toMatch(/Procedure|Birth/);
});

test('the catalogue gives time, fee, counts and certification; the calendar says how sure the date is', () => {
  const holidays = holidayTableSchema.parse(
    JSON.parse(readFileSync(path.resolve('resources/calendar/holidays.json'), 'utf8')),
  );
  const calendar = createOfficeCalendar({ hours: defaultOfficeHours, holidays });
  const read = (code: string | null, change: Parameters<typeof sealedContent>[0] = {}) =>
    readProcedureFacts({
      content: sealedContent(change),
      procedure:
        code === null
          ? undefined
          : procedureSchema.parse(
              JSON.parse(
                readFileSync(path.resolve(`resources/catalogue/2026-11-22/procedures/${code}.json`), 'utf8'),
              ),
            ),
      channel: 'counter',
      calendar,
      say: (language) => words.in(language, ['find']),
      today: '2026-11-23',
    });
  const birth = read('1.001193');
  expect(birth).toMatchObject({
    processingTime: '1 ngày làm việc',
    fee: { isFree: true, vi: 'Không thu' },
    dueIsProvisional: false,
    certification: null,
  });
  expect(birth.counts['1.001193-02']).toBeDefined();
  expect(read('2.000815').certification?.feeLine?.tiers.length).toBe(2);
  expect(read('1.001193', { dueAt: '2027-01-05T03:00:00.000Z' }).dueIsProvisional).toBe(true);
  expect(read(null)).toMatchObject({ processingTime: null, fee: null, dueIsProvisional: false });
});
