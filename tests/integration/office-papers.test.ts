import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  type ControlSlipFacts,
  controlSlip,
  type DispatchFacts,
  type DossierFacts,
  dispatchList,
  type HandOver,
  mostRegisterRows,
  officePaperDrawing,
  orderRegister,
  type PostalItem,
  postalLabel,
  postalLabelDrawing,
  type RefusalFacts,
  refusal,
  registerDrawing,
  registerWords,
  type SupplementRequestFacts,
  supplementRequest,
} from '../../electron/core/office-papers/index.ts';
import { createWords } from '../../electron/core/words.ts';
import { picturePage, readCodes } from '../support/read-codes.ts';
import { openReceiptWorkshop, pageCount, textOf } from '../support/receipt-desk.ts';
import { receiptOffice } from '../support/receipt-office.ts';
import { registerBatches } from '../support/register-rows.ts';

const workshop = openReceiptWorkshop();
const say = createWords(path.resolve('resources/strings')).in('vi', ['officepapers', 'receipt']);
const issuedAtMs = Date.parse('2026-11-23T02:05:00Z');
const about = { office: receiptOffice, issuedAtMs } as const;

const dossier: DossierFacts = {
  code: 'G09.20-20260609-0092637',
  isTemporary: false,
  procedure: { name: 'Thủ tục đăng ký khai sinh', code: '1.001193' },
  filer: {
    fullName: 'Nguyễn Văn An',
    address: 'Thôn 3, xã Chư Păh, tỉnh Gia Lai',
    phone: '0912 345 678',
    email: 'an.nguyen@example.vn',
  },
};
const headWords = [
  'ỦY BAN NHÂN DÂN XÃ CHƯ PĂH',
  'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Chư Păh, ngày 23 tháng 11 năm 2026',
];
const dossierWords = [
  'Mã hồ sơ: G09.20-20260609-0092637',
  'Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh (1.001193)',
  'Địa chỉ: Thôn 3, xã Chư Păh, tỉnh Gia Lai',
  'Số điện thoại: 0912 345 678',
  'Email: an.nguyen@example.vn',
];

/** In the order of drawing, lines joined: what stands on two lines of a cell is still one text. */
function flat(pdf: Uint8Array): string {
  const text = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' });
  return text.normalize('NFC').replace(/\s+/gu, ' ');
}
/** As a person reads across the page. */
const sideBySide = (pdf: Uint8Array): string => textOf(pdf).replace(/\s+/gu, ' ');

function expectWords(text: string, words: readonly string[]): void {
  expect(words.filter((one) => !text.includes(one))).toEqual([]);
}

test('Mẫu 02 names the papers, the reason and whom to ask, on one page', async () => {
  const facts: SupplementRequestFacts = {
    ...about,
    number: '12',
    dossier,
    papers: [
      { title: 'Giấy chứng sinh', originals: 1, certified: 0, photocopies: 0 },
      { title: 'Giấy tờ tùy thân của cha, mẹ', originals: 0, certified: 2, photocopies: 3 },
    ],
    reason: 'Giấy chứng sinh bị mờ, không đọc được ngày sinh.',
    contact: { officer: 'Rơ Châm H’Lan', phone: '0269 3845 123' },
  };
  const pdf = await workshop.draw(officePaperDrawing, supplementRequest(facts, say));
  expect(pageCount(pdf)).toBe(1);
  expectWords(flat(pdf), [
    ...headWords,
    'Mẫu số 02 – Thông tư 03/2025/TT-VPCP',
    'Số: 12/HDHS',
    'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
    'Hồ sơ của: Nguyễn Văn An',
    ...dossierWords,
    'TT Tên giấy tờ Bản chính Chứng thực Photo',
    '1 Giấy chứng sinh 1',
    '2 Giấy tờ tùy thân của cha, mẹ 2 3',
    'Lý do: Giấy chứng sinh bị mờ, không đọc được ngày sinh.',
    'Rơ Châm H’Lan, số điện thoại 0269 3845 123',
    'NGƯỜI HƯỚNG DẪN',
    '(Ký và ghi rõ họ tên)',
  ]);
});

test('Mẫu 03 gives the reason of the refusal and both sign; what is unknown is a line to write on', async () => {
  const filer = { ...dossier.filer, email: null, address: null };
  const facts: RefusalFacts = {
    ...about,
    number: null,
    dossier: { ...dossier, isTemporary: true, code: 'TAM-K2-CDP-2227K', filer },
    reason: 'Thủ tục này thuộc thẩm quyền của Công an xã.',
    officer: 'Trần Thị Bình',
  };
  const pdf = await workshop.draw(officePaperDrawing, refusal(facts, say));
  expect(pageCount(pdf)).toBe(1);
  expectWords(flat(pdf), [
    ...headWords,
    'Mẫu số 03',
    'Số: ………/HDHS',
    'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
    'Bộ phận TN&TKQ: Trung tâm Phục vụ hành chính công',
    'MÃ TẠM – chưa phải mã hồ sơ chính thức: TAM-K2-CDP-2227K',
    'Tiếp nhận hồ sơ của: Nguyễn Văn An',
    'Địa chỉ: Số điện thoại: 0912 345 678 Email:',
    'không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:',
    'Thủ tục này thuộc thẩm quyền của Công an xã.',
  ]);
  expectWords(sideBySide(pdf), ['NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN HỒ SƠ', 'Nguyễn Văn An Trần Thị Bình']);
});

test('Mẫu 06 has a row for each hand-over and empty rows; its head stands on every page', async () => {
  const handOver: HandOver = {
    from: { unit: 'Bộ phận TN&TKQ', person: 'Trần Thị Bình' },
    to: { unit: 'Công chức tư pháp – hộ tịch', person: 'Rơ Châm H’Lan' },
    atMs: issuedAtMs,
    outcome: 'on-time',
    note: 'kèm bản chính',
  };
  const facts: ControlSlipFacts = {
    ...about,
    dossier,
    agency: 'Ủy ban nhân dân xã Chư Păh',
    handOvers: [handOver],
    emptyRows: 3,
  };
  const pdf = await workshop.draw(officePaperDrawing, controlSlip(facts, say));
  expect(pageCount(pdf)).toBe(1);
  expectWords(flat(pdf), [
    ...headWords,
    'Mẫu số 06',
    'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
    'Mã hồ sơ: G09.20-20260609-0092637',
    'Cơ quan (bộ phận) giải quyết hồ sơ: Ủy ban nhân dân xã Chư Păh',
    'TÊN CƠ QUAN',
    'THỜI GIAN GIAO, NHẬN HỒ SƠ',
    'KẾT QUẢ GIẢI',
    'GHI CHÚ',
    '1. Giao: Bộ phận TN&TKQ',
    '09 giờ 05 phút, ngày 23 tháng 11 năm 2026',
    'Người giao: Trần Thị Bình',
    'Người nhận: Rơ Châm H’Lan',
    'Đúng hạn',
    'kèm bản chính',
    '…… giờ …… phút, ngày …… tháng …… năm ………',
  ]);
  const long = { ...facts, handOvers: Array.from({ length: 30 }, () => handOver) };
  const pages = textOf(await workshop.draw(officePaperDrawing, controlSlip(long, say))).split('\f');
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages.slice(0, -1)) expect(page).toContain('TÊN CƠ QUAN');
});

const letter: PostalItem = {
  dossierCode: 'G09.20-20260609-0092637',
  trackingNumber: 'EG123456789VN',
  recipient: 'Nguyễn Văn An',
  phone: '0912 345 678',
  street: 'Thôn 3',
  commune: 'xã Chư Păh, tỉnh Gia Lai',
  postageVnd: 26_500,
  payer: 'recipient-on-delivery',
  collectVnd: 16_000,
  note: '',
};

test('the label leads the letter to the person and says nothing of what is in it', async () => {
  const pdf = await workshop.draw(postalLabelDrawing, postalLabel({ ...about, item: letter }, say));
  expect(pageCount(pdf)).toBe(1);
  const text = flat(pdf);
  expectWords(text, [
    'Trung tâm Phục vụ hành chính công',
    'Xã Chư Păh, tỉnh Gia Lai',
    'Người nhận: Nguyễn Văn An Thôn 3 xã Chư Păh, tỉnh Gia Lai Điện thoại: 0912 345 678',
    'Số hiệu bưu gửi: EG123456789VN',
    'Mã hồ sơ: G09.20-20260609-0092637',
    'Cước: 26.500 đ',
    'Người trả cước: Người nhận trả khi nhận',
    'Thu hộ: 16.000 đ',
  ]);
  expect(text).not.toContain('khai sinh');
  expect(await readCodes(picturePage(pdf, 203))).toEqual({ Code128: 'EG123456789VN' });
});

test('the dispatch list adds up what the postman collects and asks where no postage is known', async () => {
  const facts: DispatchFacts = {
    ...about,
    number: '7',
    items: [
      letter,
      { ...letter, trackingNumber: null, postageVnd: null, payer: 'office', collectVnd: 4_000, note: 'gấp' },
    ],
    officer: 'Trần Thị Bình',
    postman: 'Lê Văn Cường',
  };
  const pdf = await workshop.draw(officePaperDrawing, dispatchList(facts, say));
  expectWords(flat(pdf), [
    'Số: 7',
    'BẢNG KÊ GIAO NHẬN KẾT QUẢ GỬI BƯU CHÍNH',
    'EG123456789VN',
    'Nguyễn Văn An',
    '26.500 đ',
    'hỏi cán bộ',
    'gấp',
    'Cộng: 2 bưu gửi. Tiền thu hộ: 20.000 đ. Cước đã biết: 26.500 đ; 1 bưu gửi hỏi cán bộ về cước.',
  ]);
  expectWords(sideBySide(pdf), ['NGƯỜI GIAO NHÂN VIÊN BƯU CHÍNH', 'Trần Thị Bình Lê Văn Cường']);
});

const words = registerWords(
  { ...about, from: '01/11/2026', until: '30/11/2026', officer: 'Trần Thị Bình' },
  say,
);
const columns = [
  'STT',
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Số lượng hồ sơ (bộ)',
  'Tên cá nhân, tổ chức',
  'Địa chỉ, số điện thoại',
  'Cơ quan chủ trì giải quyết',
  'Ngày nhận hồ sơ',
  'Ngày hẹn trả kết quả',
  'Ngày chuyển kết quả',
  'Ngày trả kết quả',
  'Phương thức nhận kết quả',
  'Ký nhận',
  'Ghi chú',
];

test('Mẫu 07 has its fourteen columns on every page, and a row past its retention holds no person', async () => {
  expect(words.columns.map(({ title }) => title)).toEqual(columns);
  const order = await orderRegister({ as: 'pdf', words, rows: registerBatches(40), say });
  const pdf = await workshop.draw(registerDrawing, order);
  const pages = textOf(pdf).split('\f').slice(0, -1);
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages)
    expectWords(page, ['STT', 'Tên cá', 'Ký', 'Từ ngày 01/11/2026 đến ngày 30/11/2026']);
  const text = flat(pdf);
  expectWords(text, ['SỔ THEO DÕI HỒ SƠ', 'Mẫu số 07', 'Tại quầy', '09:05', '24/11/2026', 'NGƯỜI LẬP SỔ']);
  expect(text.match(/đã xoá/g)?.length).toBe(16);
});

test('a spreadsheet holds the same rows: texts that look like formulas stay texts, moments can be sorted', async () => {
  const order = await orderRegister({ as: 'xlsx', words, rows: registerBatches(600), say });
  const sheet = await workshop.draw(registerDrawing, order);
  const xml = unzip(sheet, 'xl/worksheets/sheet1.xml');
  expect(xml.match(/<row /g)?.length).toBe(603);
  expect(xml).not.toContain('<f>');
  // 23/11/2026 09:05 at the office.
  expect(xml).toContain('<v>46349.37847</v>');
  const texts = unzip(sheet, 'xl/sharedStrings.xml');
  expectWords(texts, [...columns, '=Nguyễn Văn An 0', 'đã xoá theo quy định']);
  expect(texts).not.toContain('Nguyễn Văn An 599');
});

/** One file of a ZIP, found by the entry in front of it: enough for an archive that we have just made. */
function unzip(zip: Uint8Array, name: string): string {
  const bytes = Buffer.from(zip);
  const directory = bytes.lastIndexOf(name);
  const at = bytes.readUInt32LE(directory - 4);
  const size = bytes.readUInt32LE(directory - 26);
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  return inflateRawSync(bytes.subarray(from, from + size)).toString('utf8');
}

test('a register longer than one file holds is refused before it is drawn', async () => {
  const rows = registerBatches(mostRegisterRows.pdf + 1);
  await expect(orderRegister({ as: 'pdf', words, rows, say })).rejects.toThrow('REGISTER_TOO_LONG');
});
