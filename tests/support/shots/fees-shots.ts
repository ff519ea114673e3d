import type { Page } from 'playwright';
import { busyFees, type FakeFees, feeFile, twicePaid } from '../fake-core/fees-examples.ts';
import type { FakeCore } from '../fake-core.ts';
import { at, goOffline, type Shot } from './shot.ts';
import { signedIn } from './staff-shots.ts';

const withFees =
  (change: Partial<FakeFees> = {}) =>
  (core: FakeCore): void => {
    core.state.fees = { ...busyFees, ...change };
  };
const { dossierId } = feeFile;
const file = signedIn(`/staff/fees/${dossierId}`);

async function openDrawer(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /Trần Thị Bình/ })
    .first()
    .click();
  await page.getByRole('textbox').first().waitFor();
}

/** Paying, the counter's fees and the post. */
export const feesShots: readonly Shot[] = [
  { name: 'pay-ways', session: at(`/pay/${dossierId}`), prepare: withFees() },
  {
    name: 'pay-postman',
    session: at(`/pay/${dossierId}`),
    prepare: withFees({ fee: { ...feeFile, way: 'post', exemption: 'none' } }),
  },
  { name: 'pay-qr', session: at(`/pay/${dossierId}/qr`), prepare: withFees() },
  {
    name: 'pay-qr-offline',
    session: at(`/pay/${dossierId}/qr`),
    prepare(core) {
      withFees({
        fee: { ...feeFile, offer: feeFile.offer === null ? null : { ...feeFile.offer, isTold: false } },
      })(core);
      goOffline(core);
    },
  },
  { name: 'pay-twice', session: at(`/pay/${dossierId}`), prepare: withFees({ fee: twicePaid }) },
  { name: 'pay-cash', session: at(`/pay/${dossierId}/cash`), prepare: withFees() },
  { name: 'fees-list', session: signedIn('/staff/fees'), prepare: withFees() },
  { name: 'fees-unmatched', session: signedIn('/staff/fees/unmatched'), prepare: withFees() },
  { name: 'fees-empty', session: signedIn('/staff/fees'), prepare: withFees({ rows: [] }) },
  { name: 'fees-file', session: file, prepare: withFees() },
  { name: 'fees-file-twice', session: file, prepare: withFees({ fee: twicePaid }) },
  {
    name: 'fees-cash',
    session: file,
    prepare: withFees(),
    act: async (page) => {
      await page.getByRole('button', { name: /^(Thu tiền mặt|Take cash)$/ }).click();
      await page.getByRole('textbox').waitFor();
    },
  },
  {
    name: 'fees-exemption',
    session: file,
    prepare: withFees(),
    act: async (page) => {
      await page.getByRole('button', { name: /^(Xét miễn, giảm|Decide the exemption)/ }).click();
    },
  },
  { name: 'fees-drawers', session: signedIn('/staff/fees/drawer'), prepare: withFees() },
  {
    name: 'fees-drawers-lost',
    session: signedIn('/staff/fees/drawer'),
    prepare: withFees({ lostAtMs: Date.parse('2026-11-22T01:30:00Z') }),
  },
  { name: 'fees-count', session: signedIn('/staff/fees/drawer'), prepare: withFees(), act: openDrawer },
  {
    name: 'fees-count-typing',
    session: signedIn('/staff/fees/drawer'),
    prepare: withFees(),
    act: async (page) => {
      await openDrawer(page);
      await page.getByRole('textbox').nth(2).click();
      await page.locator('html[data-keyboard]').waitFor({ timeout: 5_000 });
    },
  },
  { name: 'post-list', session: signedIn('/staff/post'), prepare: withFees() },
  {
    name: 'post-letter',
    session: signedIn('/staff/post'),
    prepare: withFees(),
    act: async (page) => {
      await page.getByRole('button', { name: /Nguyễn Văn An/ }).click();
    },
  },
  { name: 'post-empty', session: signedIn('/staff/post/sent'), prepare: withFees({ letters: [] }) },
  {
    name: 'post-chosen',
    session: signedIn('/staff/post'),
    prepare: withFees(),
    act: async (page) => {
      await page
        .getByRole('button', { name: /^(Chọn vào bảng kê|Put on the list)/ })
        .first()
        .click();
    },
  },
  {
    name: 'post-payer',
    session: signedIn('/staff/post'),
    prepare: withFees(),
    act: async (page) => {
      await page.getByRole('button', { name: /Nguyễn Văn An/ }).click();
      await page.getByRole('button', { name: /^(Cước và người trả|Postage and who pays)/ }).click();
    },
  },
  { name: 'post-table', session: signedIn('/staff/post/table'), prepare: withFees() },
  { name: 'post-receive', session: at(`/receive/${dossierId}`), prepare: withFees() },
];
