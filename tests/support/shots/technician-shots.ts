import type { Reading, SessionState } from '../../../shared/contract/index.ts';
import { type FakeCore, openSession } from '../fake-core.ts';
import type { Shot } from './shot.ts';

const asTechnician =
  (place: string) =>
  (reading: Reading): SessionState =>
    openSession(place, {
      reading,
      role: 'technician',
      officer: {
        accountId: '0192f0c1-2345-7abc-8def-012345678903',
        name: 'Lê Văn Cường',
        role: 'technician',
      },
      backTo: '/home',
    });

const withConfig = (core: FakeCore): void => {
  core.state.technician = {
    ...core.state.technician,
    file: {
      state: 'invalid',
      errors: [
        { path: 'kioskId', message: '2 đến 6 chữ hoa hoặc số, không dùng I, L, O, 0, 1' },
        { path: 'colour', message: 'không có mục này' },
      ],
    },
    config: [
      { path: 'kioskId', value: 'K2' },
      { path: 'office.name', value: 'Trung tâm Phục vụ hành chính công' },
      { path: 'office.place', value: 'Xã Chư Păh, tỉnh Gia Lai' },
      { path: 'portal.address', value: 'https://dichvucong.example.vn/kiosk' },
      { path: 'key.provider', value: 'file' },
      { path: 'key.path', value: null },
      { path: 'printers.1.driver', value: 'ipp' },
      { path: 'printers.1.address', value: 'ipp://…@192.168.1.30/ipp/print' },
      { path: 'hours.stretches.1.from', value: '07:00' },
    ],
  };
  core.state.packages = {
    version: '2026-11-22',
    files: [{ file: 'catalogue-2026-12-01.json', sizeBytes: 812_331, changedAtMs: 0 }],
  };
};

/** The technician's screens. */
export const technicianShots: readonly Shot[] = [
  { name: 'technician-home', session: asTechnician('/staff/technician'), prepare: withConfig },
  {
    name: 'technician-exported',
    session: asTechnician('/staff/technician'),
    prepare: withConfig,
    act: async (page) => {
      await page.getByRole('button', { name: /Xuất nhật ký kỹ thuật|Export the technical logs/ }).click();
      await page.getByText(/logs\.ndjson/).waitFor();
    },
  },
  { name: 'technician-config', session: asTechnician('/staff/technician/config'), prepare: withConfig },
  { name: 'technician-packages', session: asTechnician('/staff/technician/catalogue'), prepare: withConfig },
  {
    name: 'technician-leave',
    session: asTechnician('/staff/technician'),
    act: async (page) => {
      await page.getByRole('button', { name: /^(Thoát khỏi kiosk|Leave the kiosk)/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];
