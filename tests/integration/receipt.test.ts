import { expect, onTestFinished, test } from 'vitest';
import { createPrinter } from '../../electron/core/devices/printer/index.ts';
import type { PrintJob } from '../../electron/core/devices/printer/printer.port.ts';
import { systemClock } from '../../shared/clock.ts';
import type { DossierContent } from '../../shared/dossier/manifest.ts';
import { readReceiptCode, receiptQr } from '../../shared/dossier/receipt-code.ts';
import { groupTemporaryCode } from '../../shared/dossier/temporary-code.ts';
import { makePlace } from '../faults/storage-place.ts';
import { createSlipPrinter, serveSlipPrinter } from '../simulators/escpos.ts';
import { picturePage, pictureSlip, readCodes } from '../support/read-codes.ts';
import {
  birthFacts,
  openReceiptWorkshop,
  pageCount,
  receiptsOn,
  saveSealed,
  textOf,
} from '../support/receipt-desk.ts';
import {
  sealedDossierId as dossierId,
  sealedContent,
  sealedTemporaryCode,
} from '../support/sealed-content.ts';

const workshop = openReceiptWorkshop();
const official = 'G09.20-20260609-0092637';
/** The widest of the shapes that are known (FACTS 5): on the roll its bars reach from margin to margin. */
const widest = '000.00.06.H56-231027-0361';

/** Receipts over a printer that takes everything and keeps it. */
async function openDesk(
  content: DossierContent = sealedContent(),
  more: Partial<Parameters<typeof receiptsOn>[1]> & { readonly officialCode?: string } = {},
) {
  const store = await makePlace().open();
  saveSealed(store, content, more.officialCode ?? null);
  const jobs: PrintJob[] = [];
  const receipts = receiptsOn(store, {
    contents: [content],
    workshop,
    printers: {
      async print(job) {
        jobs.push(job);
        return { printer: 'tray', confirmedAt: 0 };
      },
    },
    ...more,
  });
  const print = async (paper: 'a4' | 'slip'): Promise<Uint8Array> => {
    await receipts.print({ dossierId, paper, visit: null });
    return jobs.at(-1)?.pdf ?? new Uint8Array();
  };
  return { store, receipts, print, jobs };
}

test('the A4 carries every field of Mẫu số 01, on one page for each of its two parts', async () => {
  const { print, jobs } = await openDesk();
  const pdf = await print('a4');
  expect(jobs[0]?.name).toBe(`receipt-${groupTemporaryCode(sealedTemporaryCode)}`);
  expect(pageCount(pdf)).toBe(2);
  const [file = '', customer = ''] = textOf(pdf).split('\f');
  expect(file).toContain('Liên 1: Lưu');
  expect(customer).toContain('Liên 2: Giao khách hàng');
  for (const part of [file, customer]) {
    const text = part.replace(/\s+/g, ' ');
    for (const words of [
      'ỦY BAN NHÂN DÂN XÃ CHƯ PĂH',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Chư Păh, ngày 23 tháng 11 năm 2026',
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      'MÃ TẠM – chưa phải mã hồ sơ chính thức',
      'TAM-GR2-',
      'Bộ phận TN&TKQ: Trung tâm Phục vụ hành chính công, Quầy số 1',
      'Tiếp nhận hồ sơ của: Nguyễn Văn An',
      'Địa chỉ: Thôn 1, Xã Chư Păh, tỉnh Gia Lai',
      'Số điện thoại: 0912000345',
      'Email: an.nguyen@example.vn',
      'Số CMND/CC/HC: 064203000123',
      'Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh (1.001193)',
      'Hình thức thu phí: Nộp tại quầy',
      '1. Thành phần hồ sơ nộp gồm:',
      'Bản chính Chứng thực Photo Bản điện tử',
      '3 Giấy chứng nhận kết hôn 4 trang',
      '4 Văn bản ủy quyền (1 bản chính, 2 bản bổ sung sau',
      '2. Số lượng hồ sơ: 01 bộ',
      '3. Thời gian giải quyết hồ sơ theo quy định: 1 ngày làm việc',
      '4. Thời gian nhận hồ sơ: 15 giờ 30 phút, ngày 23 tháng 11 năm 2026',
      '5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 25 tháng 11 năm 2026',
      '6. Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công, Xã Chư Păh, tỉnh Gia Lai (Quầy số 1)',
      'Tra cứu: Tại máy tự phục vụ',
      'Vào Sổ theo dõi hồ sơ, Quyển số: Số thứ tự:',
      'NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN HỒ SƠ',
      '(Ký và ghi rõ họ tên)',
      'được lập thành 2 liên',
      'dịch vụ bưu chính công ích',
    ]) {
      expect(text).toContain(words);
    }
  }
});

test('a copy with the official code is numbered, keeps the temporary code, and names where the post goes', async () => {
  const content = sealedContent({
    delivery: {
      way: 'post',
      recipient: 'Trần Thị Mẫu',
      phone: '0905000456',
      communeCode: '23722',
      commune: 'Xã Chư Păh, tỉnh Gia Lai',
      street: 'Số 12, Thôn 1',
    },
  });
  const { print } = await openDesk(content, { officialCode: official });
  await print('a4');
  const text = textOf(await print('a4')).replace(/\s+/g, ' ');
  expect(text).toContain('BẢN SAO SỐ 1');
  expect(text).not.toContain('Liên 1');
  expect(text).toContain(`Mã hồ sơ ${official}`);
  expect(text).toContain('Mã tạm đã cấp trước đó: TAM-GR2-');
  expect(text).toContain(
    'đến: Trần Thị Mẫu, Số 12, Thôn 1, Xã Chư Păh, tỉnh Gia Lai. Điện thoại: 0905000456',
  );
});

test('names with every Jrai and Bahnar letter, and 30 papers, flow over pages without losing a letter', async () => {
  const fullName = 'Rơ Châm H’Bŭk Êƀă Čư̆h Ñơ̆ng Ksor Ô̆ Â̆n Tơlơi Ayŭn Ê̆ban Kpă Ŏng Ĭa Ĕa';
  const person = { ...sealedContent().persons.filer, fullName, address: 'Plơi Ƀông Mơ̆r, Xã Ia Ly' };
  const [file] = sealedContent().files;
  const files = Array.from({ length: 30 }, (_, index) => ({
    ...(file as DossierContent['files'][number]),
    ordinal: index + 1,
    title: `Giấy thứ ${index + 1}: bản sao trích lục hộ tịch của người được đăng ký khai sinh`,
  }));
  const { print } = await openDesk(
    sealedContent({ persons: { ...sealedContent().persons, filer: person, owner: person }, files }),
  );
  const pdf = await print('a4');
  expect(pageCount(pdf)).toBeGreaterThanOrEqual(4);
  const text = textOf(pdf).replace(/\s+/g, ' ').normalize('NFC');
  for (const word of [...fullName.split(' '), 'Ƀông', 'Mơ̆r']) expect(text).toContain(word.normalize('NFC'));
  for (let number = 1; number <= 30; number += 1) expect(text).toContain(`Giấy thứ ${number}:`);
});

test('cash that was taken stands on the slip: how much, by whom and when', async () => {
  const cash = [
    { vnd: 6_000, officer: 'Lê Thị Lan', atMs: Date.parse('2026-11-23T08:40:00Z') },
    { vnd: 2_000, officer: null, atMs: Date.parse('2026-11-24T01:05:00Z') },
  ];
  const { print } = await openDesk(sealedContent(), { cash, language: 'en' });
  const text = textOf(await print('slip')).replace(/\s+/g, ' ');
  for (const words of [
    'Đã thu tiền mặt',
    '6.000 đ, Lê Thị Lan thu lúc 15 giờ 40, ngày 23/11/2026',
    '2.000 đ, thu lúc 08 giờ 05, ngày 24/11/2026',
    '6.000 đ, taken by Lê Thị Lan at',
  ]) {
    expect(text).toContain(words);
  }
  const { print: printUnpaid } = await openDesk();
  expect(textOf(await printUnpaid('slip'))).not.toContain('Đã thu');
});

test('a person who reads English finds it under the Vietnamese of the slip', async () => {
  const { print } = await openDesk(sealedContent(), { language: 'en' });
  const text = textOf(await print('slip')).replace(/\s+/g, ' ');
  expect(text).toContain('Hẹn trả kết quả / Result due 17 giờ 00, ngày 25/11/2026 17:00, 25/11/2026');
  expect(text).toContain('TEMPORARY CODE');
  expect(text).toContain('064•••••123');
  expect(text).not.toContain('064203000123');
  expect(textOf(await print('a4'))).not.toContain('TEMPORARY');
});

test.each([null, official, widest])(
  'both codes of %s are read from the picture of either paper',
  async (code) => {
    const { print } = await openDesk(sealedContent(), code === null ? {} : { officialCode: code });
    const expected = {
      kind: code === null ? 'temporary' : 'official',
      code: code ?? sealedTemporaryCode,
    } as const;
    for (const [paper, dpi] of [
      ['a4', 300],
      ['slip', 203],
    ] as const) {
      const codes = await readCodes(picturePage(await print(paper), dpi));
      expect(codes).toEqual({ QRCode: receiptQr(expected), Code128: expected.code });
      for (const text of Object.values(codes)) expect(readReceiptCode(text)).toEqual(expected);
    }
  },
);

test('the certified copies of 2.000815 stand in their table', async () => {
  const feeLine = {
    appliesTo: null,
    amount: { kind: 'amount', vnd: 2000, usualVnd: null, until: null },
    per: null,
    tiers: [{ fromPage: 1, toPage: null, vnd: 2000 }],
    maxPerCopyVnd: null,
    exemptions: { kind: 'ask-staff' },
    note: null,
  } as const;
  const procedure = { ...birthFacts, certification: { feeLine, copies: 2 } };
  const { print } = await openDesk(sealedContent(), { procedure });
  const text = textOf(await print('a4')).replace(/\s+/g, ' ');
  expect(text).toContain('Số trang Số bản Lệ phí');
  expect(text).toContain('2 Giấy chứng nhận kết hôn 4 2 16.000 đ');
});

test('the table of certified copies comes to the fee that was reckoned from the form', async () => {
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
  const counted = [
    { pages: 5, copies: 2 },
    { pages: 1, copies: 3 },
    { pages: 2, copies: 1 },
  ];
  const { print } = await openDesk(
    sealedContent({
      fee: {
        basis: { count: null, papers: counted },
        amountVnd: 24_000,
        exemptionClaimed: false,
        way: 'counter',
      },
    }),
    { procedure: { ...birthFacts, certification: { feeLine, copies: null } } },
  );
  const text = textOf(await print('a4')).replace(/\s+/g, ' ');
  expect(text).toContain('Phí, lệ phí: 24.000 đ');
  for (const row of ['1 Giấy thứ 1 trong tờ khai 5 2 14.000 đ', '2 Giấy thứ 2 trong tờ khai 1 3 6.000 đ'])
    expect(text).toContain(row);
  expect(text).toMatch(/8 6 24\.000 đ/u);
});

test('the paper of a free registration that asks for copies, too, does not call them free', async () => {
  const { print } = await openDesk(
    sealedContent({ fee: { amountVnd: null, hasMore: true, exemptionClaimed: false, way: 'counter' } }),
  );
  const text = textOf(await print('a4')).replace(/\s+/g, ' ');
  expect(text).toContain('Cán bộ thông báo');
  expect(text).not.toContain('Không thu');
});

test('the slip falls from an ESC/POS printer with both codes as a scanner reads them', async () => {
  const sim = createSlipPrinter();
  const wire = await serveSlipPrinter(sim);
  onTestFinished(() => wire.stop());
  const transport = { kind: 'tcp', host: '127.0.0.1', port: wire.port } as const;
  const printer = createPrinter(
    { driver: 'escpos', transport, widthMm: 80, dpi: 203 },
    { clock: systemClock },
  );
  const { receipts } = await openDesk(sealedContent(), { printers: printer, officialCode: widest });
  await receipts.print({ dossierId, paper: 'slip', visit: null });
  const [slip] = sim.slips;
  if (slip === undefined) throw new Error('a slip is expected');
  expect(await readCodes(pictureSlip(slip))).toEqual({ QRCode: `HOSO:${widest}`, Code128: widest });
  expect((await receipts.facts({ dossierId })).prints.slip).toMatchObject({ kind: 'printed', copy: 0 });
});
