import type { DeskDossier, DeskList, ReceptionState, RegisterLine } from '../../../shared/contract/index.ts';

/** What the fake core says of the counter's own work. */
export interface FakeDesk {
  readonly receivers: readonly { readonly name: string; readonly publicKey: string }[];
  readonly list: DeskList;
  readonly dossier: DeskDossier;
  readonly reception: ReceptionState | null;
  readonly register: {
    readonly rows: RegisterLine[];
    readonly total: number;
    readonly cursor: number | null;
  };
}

const receivedAtMs = Date.UTC(2026, 10, 20, 2, 5);

export const refusedDossier: DeskDossier = {
  dossierId: '0192f0c1-2345-7abc-8def-0123456789ab',
  code: 'TAM-K2-CDP-2227K',
  isTemporary: true,
  temporaryCode: 'TAM-K2-CDP-2227K',
  procedureCode: '1.001193',
  procedureName: 'Thủ tục đăng ký khai sinh',
  person: 'Nguyễn Thị Hoàng Yến Vy',
  receivedAtMs,
  dueAtMs: receivedAtMs + 86_400_000,
  state: 'needs-staff',
  portalState: null,
  fault: 'DOSSIER_REFUSED',
  isErased: false,
  isDamaged: false,
  content: {
    filer: {
      fullName: 'Nguyễn Thị Hoàng Yến Vy',
      idNumber: '064185000123',
      birthDate: '1985-02-01',
      phone: '0905000123',
      email: null,
      address: 'Làng Kép, xã Chư Păh, tỉnh Gia Lai',
    },
    owner: {
      fullName: 'Nguyễn Minh Khang',
      idNumber: null,
      birthDate: '2026-11-01',
      phone: null,
      email: null,
      address: null,
    },
    trust: 'card-qr',
    needsIdentityCheck: true,
    identityCheck: null,
    fee: { amountVnd: 8_000, exemptionClaimed: false, way: 'counter' },
    delivery: { way: 'office' },
    papers: [
      {
        revision: 0,
        title: 'Tờ khai đăng ký khai sinh',
        kind: 'form',
        pages: 2,
        doubtfulPages: [],
        compared: null,
      },
      {
        revision: 0,
        title: 'Giấy chứng sinh',
        kind: 'paper',
        pages: 1,
        doubtfulPages: [1],
        compared: { officer: 'Trần Thị Bình', atMs: receivedAtMs },
      },
    ],
    absent: [{ title: 'Giấy chứng nhận kết hôn của cha mẹ', because: 'later' }],
    withdrawalReason: null,
  },
  revisions: [
    {
      revision: 0,
      kind: 'submission',
      sealedAtMs: receivedAtMs,
      deliveredAtMs: null,
      state: 'parked',
      percent: 0,
      nextTryAtMs: null,
      fault: 'DOSSIER_REFUSED',
      said: 'Số định danh của trẻ không khớp với cơ sở dữ liệu dân cư.',
    },
  ],
  history: [],
  requests: [],
  ending: null,
  can: ['retry', 'paper', 'export', 'cancel', 'supplement-request', 'refusal', 'control-slip'],
};

export const busyReception: ReceptionState = {
  draftId: '0192f0c1-2345-7abc-8def-0123456789ab',
  procedureName: 'Thủ tục đăng ký khai sinh',
  filer: { fullName: 'Nguyễn Thị Hoàng Yến Vy', maskedIdNumber: '064•••••123' },
  check: null,
  papers: [
    {
      componentId: 'birth-paper',
      name: 'Giấy chứng sinh',
      pages: 1,
      compared: { officer: 'Trần Thị Bình', atMs: receivedAtMs },
    },
    { componentId: 'marriage', name: 'Giấy chứng nhận kết hôn của cha mẹ', pages: 2, compared: null },
  ],
};

export const emptyDesk: FakeDesk = {
  receivers: [],
  list: { items: [], cursor: null, counts: { waiting: 0, needsStaff: 0, supplement: 0 }, kept: null },
  dossier: refusedDossier,
  reception: null,
  register: { rows: [], total: 0, cursor: null },
};

const others = [
  ['Rơ Châm H’Bía', 'Thủ tục đăng ký kết hôn', 'waiting', null],
  ['Nguyễn Văn An', 'Thủ tục cấp bản sao Giấy khai sinh', 'delivered', null],
  ['Trần Thị Mậu', 'Thủ tục chứng thực bản sao từ bản chính giấy tờ', 'supplement', null],
  ['Siu Krih', 'Thủ tục đăng ký thường trú', 'paper', null],
] as const;

/** A morning at the counter: one refused, the others on their way. */
export const busyDesk: FakeDesk = {
  receivers: [
    { name: 'Máy số 2, sảnh UBND xã', publicKey: 'A'.repeat(43) },
    { name: 'Máy của xã Ia Khươl', publicKey: 'B'.repeat(43) },
  ],
  list: {
    items: [
      refusedDossier,
      ...others.map(([person, procedureName, state, fault], index) => ({
        ...refusedDossier,
        dossierId: `0192f0c1-2345-7abc-8def-01234567891${index}`,
        code: `000.00.15.H21-261120-000${index}`,
        isTemporary: false,
        person,
        procedureName,
        state,
        fault,
      })),
    ],
    cursor: null,
    counts: { waiting: 3, needsStaff: 1, supplement: 12 },
    kept: null,
  },
  dossier: refusedDossier,
  reception: busyReception,
  register: {
    rows: others.map(([person, procedure, state], index) => ({
      number: index + 1,
      code: `000.00.15.H21-261120-000${index}`,
      procedure,
      person: index === 1 ? null : person,
      contact: 'Làng Kép, xã Chư Păh, tỉnh Gia Lai, 0905000123',
      receivedAtMs,
      dueAtMs: receivedAtMs + 86_400_000,
      passedAtMs: index === 0 ? null : receivedAtMs + 50_000_000,
      returnedAtMs: index === 1 ? receivedAtMs + 80_000_000 : null,
      way: 'office',
      state,
    })),
    total: 4,
    cursor: null,
  },
};
