import { busyDesk, refusedDossier } from '../fake-core/desk-examples.ts';
import type { FakeCore } from '../fake-core.ts';
import { goOffline, type Shot } from './shot.ts';
import { signedIn } from './staff-shots.ts';

const withDesk = (core: FakeCore): void => {
  core.state.desk = busyDesk;
};
const withDamaged = (core: FakeCore): void => {
  core.state.desk = {
    ...busyDesk,
    dossier: { ...refusedDossier, isDamaged: true, content: null, can: [] },
  };
};
const place = `/staff/desk/${refusedDossier.dossierId}`;

/** The officer's work list, one dossier with what can be done, and the register. */
export const deskShots: readonly Shot[] = [
  { name: 'desk-list', session: signedIn('/staff/desk'), prepare: withDesk },
  {
    name: 'desk-search',
    session: signedIn('/staff/desk'),
    prepare: withDesk,
    act: async (page) => {
      await page.getByRole('button', { name: /Tìm hồ sơ|Find a dossier/ }).click();
      await page.getByRole('textbox').fill('hoang yen vy');
    },
  },
  { name: 'desk-empty', session: signedIn('/staff/desk/supplement') },
  {
    name: 'desk-list-offline',
    session: signedIn('/staff/desk/waiting'),
    prepare: (core) => {
      withDesk(core);
      goOffline(core);
    },
  },
  {
    name: 'desk-long-name',
    session: signedIn('/staff/desk'),
    prepare: (core) => {
      core.state.desk = {
        ...busyDesk,
        list: {
          ...busyDesk.list,
          items: busyDesk.list.items.map((item) => ({
            ...item,
            person: 'Công Tằng Tôn Nữ Nguyễn Phúc Quỳnh Hương Thảo Nguyên',
            procedureName:
              'Thủ tục cấp bản sao có chứng thực từ bản chính hợp đồng, giao dịch đã được chứng thực',
          })),
        },
      };
    },
  },
  { name: 'desk-dossier-damaged', session: signedIn(place), prepare: withDamaged },
  { name: 'desk-acts-damaged', session: signedIn(`${place}/acts`), prepare: withDamaged },
  { name: 'desk-dossier', session: signedIn(place), prepare: withDesk },
  { name: 'desk-acts', session: signedIn(`${place}/acts`), prepare: withDesk },
  { name: 'desk-cancel', session: signedIn(`${place}/cancel`), prepare: withDesk },
  {
    name: 'desk-paper-sure',
    session: signedIn(`${place}/paper`),
    prepare: withDesk,
    act: async (page) => {
      await page.getByRole('button', { name: /Cổng dịch vụ công không nhận|portal does not take/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'desk-export-to', session: signedIn(`${place}/export`), prepare: withDesk },
  {
    name: 'desk-export',
    session: signedIn(`${place}/export`),
    prepare(core) {
      withDesk(core);
      core.state.desk = { ...core.state.desk, receivers: [] };
    },
  },
  { name: 'desk-supplement', session: signedIn(`${place}/supplement-request`), prepare: withDesk },
  { name: 'desk-refusal', session: signedIn(`${place}/refusal`), prepare: withDesk },
  { name: 'desk-control-slip', session: signedIn(`${place}/control-slip`), prepare: withDesk },
  { name: 'desk-reception', session: signedIn('/staff/reception'), prepare: withDesk },
  {
    name: 'desk-reception-nobody',
    session: signedIn('/staff/reception'),
  },
  {
    name: 'desk-reception-why',
    session: signedIn('/staff/reception'),
    prepare: withDesk,
    act: async (page) => {
      await page.getByRole('button', { name: /^(Đã xem giấy tờ tuỳ thân|Identity document seen)/ }).click();
    },
  },
  { name: 'desk-register', session: signedIn('/staff/register'), prepare: withDesk },
  { name: 'desk-register-empty', session: signedIn('/staff/register') },
  {
    name: 'desk-register-days',
    session: signedIn('/staff/register'),
    prepare: withDesk,
    act: async (page) => {
      await page.getByRole('button', { name: /^(Ngày khác|Other days)/ }).click();
    },
  },
  {
    name: 'desk-register-out',
    session: signedIn('/staff/register'),
    prepare: withDesk,
    act: async (page) => {
      await page.getByRole('button', { name: /^(Xuất sổ|Take it out)/ }).click();
    },
  },
];
