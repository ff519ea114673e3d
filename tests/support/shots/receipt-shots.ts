import type { ReceiptView } from '../../../shared/contract/index.ts';
import { busyFees } from '../fake-core/fees-examples.ts';
import type { FakeCore } from '../fake-core.ts';
import { at, type Shot } from './shot.ts';

const dossierId = '0192f0c1-2345-7abc-8def-0123456789ac';
const done = at(`/done/${dossierId}`);

const receipt: ReceiptView = {
  dossierId,
  kind: 'submission',
  procedureCode: '1.001193',
  procedureName: 'Thủ tục đăng ký khai sinh',
  code: 'TAM-K2-DDQ-2223A',
  isTemporary: true,
  temporaryCode: 'TAM-K2-DDQ-2223A',
  qrText: 'TEMP:TAMK2DDQ2223A',
  receivedAtMs: Date.parse('2026-11-22T08:30:00Z'),
  due: { atMs: Date.parse('2026-11-23T10:00:00Z'), provisional: false },
  delivery: 'office',
  pagesHandedIn: 4,
  later: ['Văn bản ủy quyền (được chứng thực)'],
  prints: { a4: { kind: 'printed', copy: 0 }, slip: { kind: 'none' } },
  queue: { state: 'waiting', percent: 0, fault: null },
};

const withReceipt =
  (change: Partial<ReceiptView> = {}) =>
  (core: FakeCore): void => {
    core.state.receipt = { ...receipt, ...change };
  };

/** What is said once a dossier is received. */
export const receiptShots: readonly Shot[] = [
  { name: 'done-offline', session: done, prepare: withReceipt() },
  {
    name: 'done-rate',
    session: done,
    prepare: (core) => {
      withReceipt()(core);
      core.state.rating = { kind: 'asked' };
    },
  },
  {
    name: 'done-rated',
    session: done,
    prepare: (core) => {
      withReceipt()(core);
      core.state.rating = { kind: 'given', score: 4 };
    },
  },
  {
    name: 'done-supplement',
    session: done,
    prepare: withReceipt({ kind: 'supplement', due: null }),
  },
  { name: 'done-withdrawal', session: done, prepare: withReceipt({ kind: 'withdrawal' }) },
  {
    name: 'done-official',
    session: done,
    prepare: withReceipt({
      code: '000.00.00.H21-261122-0001',
      isTemporary: false,
      qrText: 'HOSO:000.00.00.H21-261122-0001',
      later: [],
      queue: { state: 'delivered', percent: 100, fault: null },
    }),
  },
  {
    name: 'done-printer',
    session: done,
    prepare: withReceipt({
      prints: { a4: { kind: 'failed', fault: 'PRINTER_PAPER_EMPTY' }, slip: { kind: 'none' } },
    }),
    act: async (page) => await page.locator('dl').waitFor(),
  },
  {
    name: 'done-fee',
    session: done,
    prepare: (core) => {
      withReceipt()(core);
      core.state.fees = busyFees;
      core.state.rating = { kind: 'asked' };
    },
    act: async (page) => await page.getByRole('button', { name: /^(Trả phí|Pay the fee)/ }).waitFor(),
  },
];
