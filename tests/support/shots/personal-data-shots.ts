import type { DataRequest } from '../../../shared/contract/index.ts';
import type { FakeCore } from '../fake-core.ts';
import type { Shot } from './shot.ts';
import { signedIn } from './staff-shots.ts';

const askedAtMs = Date.parse('2026-11-03T02:00:00Z');
const dayMs = 86_400_000;

const deletion: DataRequest = {
  requestId: '0192f0c1-2345-7abc-8def-0123456789a1',
  number: 7,
  kind: 'delete',
  fullName: 'Nguyễn Văn An',
  maskedIdNumber: '064•••••123',
  askedAtMs,
  replyDueAtMs: askedAtMs + 2 * dayMs,
  repliedAtMs: askedAtMs + dayMs,
  dueAtMs: askedAtMs + 20 * dayMs,
  closedAtMs: null,
  outcome: null,
  overdue: 'request',
  phone: '0987 650 321',
  wish: 'Không muốn quầy giữ giấy khai sinh của con',
  viaOthers: false,
  checkedBy: 'card-in-hand',
  holdings: [
    {
      dossierId: '0192f0c1-2345-7abc-8def-0123456789b1',
      what: 'dossier',
      code: 'H21.15.99-261103-0007',
      procedureName: 'Thủ tục đăng ký khai sinh',
      atMs: askedAtMs - dayMs,
      isRestricted: false,
      keptBecause: null,
      mayCorrect: false,
    },
    {
      dossierId: '0192f0c1-2345-7abc-8def-0123456789b2',
      what: 'dossier',
      code: 'K2-261122-00012-X',
      procedureName: 'Thủ tục cấp bản sao trích lục hộ tịch',
      atMs: askedAtMs,
      isRestricted: true,
      keptBecause: 'not-delivered',
      mayCorrect: true,
    },
  ],
  steps: [
    { atMs: askedAtMs, by: 'Trần Thị Bình', what: 'taken', note: '' },
    { atMs: askedAtMs + dayMs, by: 'Rơ Châm Mai', what: 'replied', note: '' },
  ],
};

const seeing: DataRequest = {
  ...deletion,
  requestId: '0192f0c1-2345-7abc-8def-0123456789a2',
  number: 8,
  kind: 'see',
  fullName: 'Rơ Châm H’Lan',
  repliedAtMs: null,
  dueAtMs: askedAtMs + 30 * dayMs,
  overdue: 'none',
};

const closed: DataRequest = {
  ...seeing,
  requestId: '0192f0c1-2345-7abc-8def-0123456789a3',
  number: 5,
  kind: 'correct',
  closedAtMs: askedAtMs + 3 * dayMs,
  outcome: 'done',
};

const correcting: DataRequest = {
  ...deletion,
  requestId: '0192f0c1-2345-7abc-8def-0123456789a4',
  number: 9,
  kind: 'correct',
  overdue: 'none',
  dueAtMs: askedAtMs + 30 * dayMs,
};

const withRequests = (core: FakeCore): void => {
  core.state.dataRequests = [deletion, seeing, correcting, closed];
};

/** The desk for requests about personal data. */
export const personalDataShots: readonly Shot[] = [
  { name: 'data-requests', session: signedIn('/staff/data'), prepare: withRequests },
  { name: 'data-requests-empty', session: signedIn('/staff/data') },
  { name: 'data-request', session: signedIn(`/staff/data/${deletion.requestId}`), prepare: withRequests },
  { name: 'data-correct', session: signedIn(`/staff/data/${correcting.requestId}`), prepare: withRequests },
  { name: 'data-take', session: signedIn('/staff/data/new') },
  {
    name: 'data-close',
    session: signedIn(`/staff/data/${deletion.requestId}`),
    prepare: withRequests,
    act: async (page) => {
      await page.getByRole('button', { name: /^(Kết thúc yêu cầu|Close the request)/ }).click();
      await page.getByRole('button', { name: /^(Từ chối|Refused)/ }).waitFor();
    },
  },
];
