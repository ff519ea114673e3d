import type { Opened, Tracked } from '../../../shared/contract/index.ts';
import { type FakeCore, shownPerson } from '../fake-core.ts';
import { at, type Shot } from './shot.ts';

const dossierId = '0192f0c1-2345-7abc-8def-0123456789ab';
const requestId = '0192f0c1-2345-7abc-8def-0123456789ac';
const dayMs = 24 * 60 * 60_000;
const receivedAtMs = Date.UTC(2026, 10, 20, 2, 5);

const asked: Tracked = {
  dossierId,
  code: '000.00.15.H21-261120-0007',
  isTemporary: false,
  procedureCode: '1.001193',
  procedureName: 'Thủ tục đăng ký khai sinh',
  receivedAtMs,
  dueAtMs: receivedAtMs + 3 * dayMs,
  now: { state: 5, atMs: receivedAtMs + dayMs },
  askedAtMs: receivedAtMs + 2 * dayMs,
  history: [
    { state: 1, atMs: receivedAtMs },
    { state: 2, atMs: receivedAtMs + 3_600_000 },
    { state: 4, atMs: receivedAtMs + 7_200_000 },
    { state: 5, atMs: receivedAtMs + dayMs },
  ],
  onTheWay: null,
  isAsking: true,
  access: 'closed',
  isErased: false,
};

const waiting: Tracked = {
  ...asked,
  dossierId: requestId,
  code: 'TAM-K2-CDP-2227K',
  isTemporary: true,
  now: null,
  askedAtMs: null,
  history: [],
  isAsking: false,
  onTheWay: { kind: 'submission', state: 'waiting', percent: 0, fault: null },
};

const opened: Opened = {
  dossierId,
  filer: { fullName: 'Nguyễn Thị Hoàng Yến Vy', maskedIdNumber: '064•••••123' },
  owner: { fullName: 'Nguyễn Minh Khang' },
  papers: [
    { title: 'Tờ khai đăng ký khai sinh', pages: 2 },
    { title: 'Giấy chứng sinh', pages: 1 },
  ],
  later: ['Giấy chứng nhận kết hôn của cha mẹ'],
  delivery: 'office',
  requests: [
    {
      requestId,
      askedAtMs: receivedAtMs + dayMs,
      reason: 'Giấy chứng sinh chụp bị mờ, không đọc được số',
      until: '2026-12-01',
      papers: [{ title: 'Giấy chứng sinh', note: 'Bản chính' }],
      answer: null,
    },
  ],
  withdrawal: 'possible',
};

const shows =
  (...tracked: readonly Tracked[]) =>
  (core: FakeCore): void => {
    core.state.tracked = tracked;
  };

const showsOpened = (core: FakeCore): void => {
  core.state.tracked = [{ ...asked, access: 'open' }];
  core.state.opened = opened;
};

/** Every screen of looking a dossier up, and of withdrawing it. */
export const trackShots: readonly Shot[] = [
  { name: 'track', session: at('/track') },
  {
    name: 'track-code',
    session: at('/track/code'),
    act: (page) => page.getByRole('textbox').fill(asked.code),
  },
  { name: 'track-asked', session: at(`/track/${dossierId}`), prepare: shows(asked) },
  {
    name: 'track-waiting',
    session: at(`/track/${dossierId}`),
    prepare: (core) => {
      core.state.tracked = [waiting];
      core.state.health = {
        ...core.state.health,
        network: { state: 'offline', cause: null, clockOffsetMs: null },
      };
    },
  },
  {
    name: 'track-erased',
    session: at(`/track/${dossierId}`),
    prepare: shows({
      ...asked,
      now: { state: 10, atMs: receivedAtMs + 2 * dayMs },
      isAsking: false,
      access: 'never',
      isErased: true,
    }),
  },
  {
    name: 'track-number-wrong',
    session: at(`/track/${dossierId}/number`),
    prepare: shows(asked),
    act: async (page) => {
      await page.getByRole('textbox').fill('064203000123');
      await page.getByRole('button', { name: /Mở hồ sơ|Open the dossier/ }).click();
      await page.locator('dl').waitFor();
    },
  },
  { name: 'track-opened', session: at(`/track/${dossierId}/papers`), prepare: showsOpened },
  {
    name: 'track-supplement',
    session: at(`/track/${dossierId}/papers`),
    prepare: (core) => {
      showsOpened(core);
      core.state.opened = {
        ...opened,
        requests: opened.requests.map((request) => ({
          ...request,
          answer: { sealedAtMs: receivedAtMs + 2 * dayMs, state: 'sending' as const },
        })),
      };
    },
  },
  { name: 'track-withdraw', session: at(`/track/${dossierId}/withdraw`), prepare: showsOpened },
  {
    name: 'track-withdraw-sure',
    session: at(`/track/${dossierId}/withdraw`),
    prepare: showsOpened,
    act: async (page) => {
      await page.getByRole('button', { name: /nhầm|wrong/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'track-mine',
    session: at('/track/mine'),
    prepare: (core) => {
      core.state.identity = { ...shownPerson, step: 'confirmed' };
      core.state.tracked = [asked, waiting];
    },
  },
  { name: 'track-mine-nobody', session: at('/track/mine') },
  {
    name: 'track-receipt-shown',
    session: at('/home'),
    prepare: shows(waiting),
    act: async (page, core) => {
      core.tellReceipt(waiting.code);
      await page.getByRole('dialog').waitFor();
    },
  },
];
