import type { Reading, SessionState, StaffAccount } from '../../../shared/contract/index.ts';
import { type FakeCore, openSession } from '../fake-core.ts';
import { at, goOffline, type Shot } from './shot.ts';

const accounts: readonly StaffAccount[] = [
  ['Trần Thị Bình', 'supervisor', true],
  ['Nguyễn Hoàng Phương Linh (Tư pháp – Hộ tịch)', 'staff', false],
  ['Rơ Châm Mai', 'staff', false],
  ['Lê Văn Cường', 'technician', false],
].map(([name, role, hasCard], index) => ({
  accountId: `0192f0c1-2345-7abc-8def-01234567890${index}`,
  name: String(name),
  role: role as StaffAccount['role'],
  hasCard: hasCard === true,
  madeAt: 0,
}));

export const withAccounts = (core: FakeCore): void => {
  core.state.staffAccounts = accounts;
  core.state.staffDoor = {
    isNew: false,
    needsFirstCode: false,
    accounts: accounts.map(({ accountId, name, hasCard }) => ({ accountId, name, needsCard: hasCard })),
    shownCard: null,
  };
};

/** A visit with the demo's supervisor signed in. */
export const signedIn =
  (place: string) =>
  (reading: Reading): SessionState =>
    openSession(place, {
      reading,
      role: 'supervisor',
      officer: { accountId: accounts[0]?.accountId ?? '', name: 'Trần Thị Bình', role: 'supervisor' },
      backTo: '/fill/review',
    });

/** The counter's screens. */
export const staffShots: readonly Shot[] = [
  { name: 'staff-called', session: (reading) => openSession('/home', { reading, isCalling: true }) },
  { name: 'staff-first', session: at('/staff') },
  {
    name: 'staff-first-code',
    session: at('/staff'),
    prepare: (core) => {
      core.state.staffDoor = { isNew: true, needsFirstCode: true, accounts: [], shownCard: null };
    },
  },
  { name: 'staff-door', session: at('/staff'), prepare: withAccounts },
  {
    name: 'staff-pin',
    session: at('/staff'),
    prepare: withAccounts,
    act: async (page) => {
      await page.getByRole('button', { name: 'Rơ Châm Mai' }).click();
      await page.getByText(/Đã nhập 0|^0 of 6/).waitFor();
      await page.keyboard.type('123', { delay: 150 });
    },
  },
  {
    name: 'staff-pin-wrong',
    session: at('/staff'),
    prepare: withAccounts,
    act: async (page) => {
      await page.getByRole('button', { name: 'Rơ Châm Mai' }).click();
      await page.getByText(/Đã nhập 0|^0 of 6/).waitFor();
      await page.keyboard.type('123456', { delay: 150 });
      await page.getByText(/PIN chưa đúng|PIN is not right/).waitFor();
    },
  },
  { name: 'staff-home', session: signedIn('/staff'), prepare: withAccounts },
  {
    name: 'staff-home-offline',
    session: signedIn('/staff'),
    prepare: (core) => {
      withAccounts(core);
      goOffline(core);
    },
  },
  { name: 'staff-helps', session: signedIn('/find/1.001193'), prepare: withAccounts },
  { name: 'staff-accounts', session: signedIn('/staff/accounts'), prepare: withAccounts },
  {
    name: 'staff-account',
    session: signedIn('/staff/accounts'),
    prepare: withAccounts,
    act: async (page) => {
      await page.getByRole('button', { name: /^Rơ Châm Mai/ }).click();
    },
  },
  {
    name: 'staff-tickets',
    session: signedIn('/staff/tickets'),
    prepare: (core) => {
      withAccounts(core);
      core.state.queueNews = { called: 27, waiting: 6, calls: 27 };
      core.state.ticketDesk = {
        waiting: [{ service: 'counter', count: 6, first: 28 }],
        called: { number: 27, service: 'counter', calledAt: Date.UTC(2026, 10, 23, 2, 35) },
        missed: [24, 19],
      };
    },
  },
  {
    name: 'staff-tickets-two',
    session: signedIn('/staff/tickets'),
    prepare: (core) => {
      withAccounts(core);
      core.state.kiosk = {
        ...core.state.kiosk,
        tickets: [
          { id: 'submit', vi: 'Nộp hồ sơ mới', en: 'Hand in a new dossier' },
          { id: 'collect', vi: 'Nhận kết quả', en: 'Collect a result' },
        ],
      };
      core.state.ticketDesk = {
        waiting: [
          { service: 'submit', count: 12, first: 108 },
          { service: 'collect', count: 0, first: null },
        ],
        called: null,
        missed: [],
      };
    },
  },
];
