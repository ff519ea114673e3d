import type { Drawer, FeeFile, FeeRow, PostRow, UnmatchedTransfer } from '../../../shared/contract/index.ts';
import { vietQr } from '../../../shared/money/index.ts';

/** What the fake core knows of money and post. */
export interface FakeFees {
  readonly fee: FeeFile | null;
  readonly rows: readonly FeeRow[];
  readonly unmatched: readonly UnmatchedTransfer[];
  readonly drawers: readonly Drawer[];
  readonly lostAtMs: number | null;
  readonly letters: readonly PostRow[];
}

export const noFees: FakeFees = {
  fee: null,
  rows: [],
  unmatched: [],
  drawers: [],
  letters: [],
  lostAtMs: null,
};

const dossierId = '0192f0c1-2345-7abc-8def-0123456789ac';
const officer = '0192f0c1-2345-7abc-8def-012345678900';
const atMs = Date.parse('2026-11-23T02:05:00Z');
const procedureName = 'Cấp bản sao trích lục hộ tịch';
const content = 'PHI TAMK2CDP2227K';
const code = 'TAM-K2-CDP-2227K';

export const feeFile: FeeFile = {
  dossierId,
  code,
  procedureName,
  state: 'unpaid',
  isCancelled: false,
  dueVnd: 24_000,
  heldVnd: 0,
  owedVnd: 24_000,
  spareVnd: 0,
  pendingVnd: 0,
  exemption: 'claimed',
  way: 'counter',
  delivery: 'post',
  payments: [],
  offer: {
    qrText: vietQr({ to: { bankBin: '970415', account: '990000012345' }, vnd: 24_000, content }),
    bankName: 'VietinBank',
    account: '990000012345',
    holder: 'KHO BAC NHA NUOC (MAU)',
    vnd: 24_000,
    content,
    expiresAtMs: atMs + 1_500_000,
    leftSeconds: 1_500,
    isTold: true,
  },
  mayTransfer: true,
  filer: 'Rơ Châm H’Ơ̆',
  claim: { amountVnd: 24_000, exemptionClaimed: true, way: 'counter' },
  needsOfficer: true,
  lines: [
    { seq: 1, kind: 'due-set', vnd: 24_000, payment: null, officer: null, reason: null, atMs },
    { seq: 2, kind: 'offered', vnd: null, payment: null, officer: null, reason: null, atMs },
  ],
};

/** Paid twice, one of them late; the officer has corrected a slip of the hand. */
export const twicePaid: FeeFile = {
  ...feeFile,
  state: 'twice',
  heldVnd: 48_000,
  owedVnd: 0,
  spareVnd: 24_000,
  offer: null,
  payments: [
    {
      id: 'FT2611239912345678',
      way: 'transfer',
      vnd: 24_000,
      backVnd: 0,
      confirmedBy: 'portal',
      late: 'in-time',
      isDisputed: false,
    },
    {
      id: '0192f0c1-2345-7abc-8def-0123456789ff',
      way: 'cash',
      vnd: 24_000,
      backVnd: 0,
      confirmedBy: 'officer',
      late: 'in-time',
      isDisputed: false,
    },
  ],
  lines: [
    ...feeFile.lines,
    { seq: 3, kind: 'portal-paid', vnd: 24_000, payment: null, officer: null, reason: null, atMs },
    { seq: 4, kind: 'cash-taken', vnd: 240_000, payment: null, officer: 'Trần Thị Bình', reason: null, atMs },
    {
      seq: 5,
      kind: 'corrected',
      vnd: 24_000,
      payment: '0192f0c1-2345-7abc-8def-0123456789ff',
      officer: 'Trần Thị Bình',
      reason: 'Gõ thừa một số 0',
      atMs,
    },
  ],
};

const letter: PostRow = {
  dossierId,
  code,
  procedureName,
  delivery: {
    way: 'post',
    recipient: 'Rơ Châm H’Ơ̆',
    phone: '0905123456',
    communeCode: '23722',
    commune: 'xã Chư Păh, tỉnh Gia Lai',
    street: 'Làng Kép, nhà số 5',
  },
  isPlaceGone: false,
  placesNow: [],
  mayChange: true,
  postageVnd: 18_000,
  payer: 'recipient-on-delivery',
  note: '',
  collectVnd: 24_000,
  feeWay: 'counter',
  trackingNumber: null,
  dispatchedAtMs: null,
  listNumber: null,
  isReady: true,
};

export const busyFees: FakeFees = {
  fee: feeFile,
  rows: [
    feeFile,
    { ...feeFile, dossierId: `${dossierId.slice(0, -1)}d`, code: 'H21.99-261123-0003', ...unknownFee() },
    { ...feeFile, dossierId: `${dossierId.slice(0, -1)}e`, code: 'H21.99-261123-0004' },
  ].map((row) => ({ ...row, openedAtMs: atMs })),
  unmatched: [{ reference: 'FT2611230000000042', vnd: 24_000, movedAtMs: atMs, content: 'CK PHI TA 27K' }],
  lostAtMs: null,
  drawers: [
    {
      officer,
      name: 'Trần Thị Bình',
      takenVnd: 324_000,
      correctedVnd: -9_000,
      refundedVnd: 24_000,
      netVnd: 291_000,
      movements: 14,
      sinceMs: atMs,
    },
    {
      officer: `${officer.slice(0, -1)}1`,
      name: 'Nguyễn Hoàng Phương Linh (Tư pháp – Hộ tịch)',
      takenVnd: 80_000,
      correctedVnd: 0,
      refundedVnd: 0,
      netVnd: 80_000,
      movements: 9,
      sinceMs: null,
    },
  ],
  letters: [
    letter,
    {
      ...letter,
      dossierId: `${dossierId.slice(0, -1)}d`,
      code: 'H21.99-261123-0003',
      isPlaceGone: true,
      isReady: false,
      postageVnd: null,
      placesNow: [{ communeCode: '23722', commune: 'xã Chư Păh, tỉnh Gia Lai' }],
      delivery: {
        way: 'post',
        recipient: 'Nguyễn Văn An',
        phone: '0905000123',
        communeCode: '99999',
        commune: 'xã Nghĩa Hòa, huyện Chư Păh, tỉnh Gia Lai',
        street: 'Thôn 3',
      },
    },
  ],
};

function unknownFee(): Pick<FeeRow, 'dueVnd' | 'state' | 'exemption'> {
  return { dueVnd: null, state: 'ask-staff', exemption: 'none' };
}
