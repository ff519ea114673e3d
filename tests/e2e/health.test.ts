import { expect, onTestFinished, test } from 'vitest';
import { defaultReading } from '../../shared/contract/index.ts';
import { createSlipPrinter, serveSlipPrinter } from '../simulators/escpos.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';
import { paperPrinted } from '../support/printed.ts';
import { demoOfficer } from '../support/staff-kiosk.ts';
import { openTouchPage } from '../support/touch-page.ts';

test('a technician sees a slip printer without paper in words, judges a self-test and prints the report', async () => {
  const printer = createSlipPrinter();
  const served = await serveSlipPrinter(printer);
  onTestFinished(() => served.stop());
  printer.state.paper = 'out';
  const kiosk = await startCoreWithPage({
    change: (config) => ({
      ...config,
      printers: [
        {
          driver: 'escpos',
          transport: { kind: 'tcp', host: '127.0.0.1', port: served.port },
          widthMm: 80,
          dpi: 203,
        },
        ...config.printers,
      ],
    }),
  });
  onTestFinished(() => kiosk.close());
  const client = kiosk.openClient();
  await client.session.begin({ reading: defaultReading });
  const { accounts } = await client.staff.door();
  await client.staff.signIn({ accountId: accounts[0]?.accountId ?? '', pin: demoOfficer.pin });
  await client.staff.makeAccount({ name: 'Lê Văn Cường', role: 'technician', pin: '402913' });
  await client.staff.handBack();
  await client.session.go({ place: '/staff' });

  const { page, close } = await openTouchPage();
  onTestFinished(close);
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().tap();
  const asked = async (title: string): Promise<void> =>
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.goto(kiosk.address);
  await press('Lê Văn Cường');
  await asked('Nhập mã PIN của Lê Văn Cường');
  for (const digit of '402913') await press(digit);

  await asked('Chào Lê Văn Cường');
  await press(/^Sức khỏe của máy/);
  await asked('Hôm nay máy làm được gì?');
  await page.getByText('Máy in hết giấy.').waitFor();
  await page.getByText('Hồ sơ vẫn được nhận; xin Ông/Bà chụp lại mã hồ sơ').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await press('Thử máy');
  await asked('Thử máy');
  await press(/^In chữ trên A4/);
  await page.getByText('Chữ nào cũng rõ, đủ dấu?').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Đạt');
  await page.getByText(/^Đạt, Lê Văn Cường kết luận lúc/).waitFor();

  await press('Quay lại');
  await press('In báo cáo đầu ngày');
  await page.getByText('Đã in xong').waitFor();
  const text = paperPrinted(kiosk.dataFolder, '-readiness-');
  for (const part of ['Máy in hết giấy.', 'Nạp giấy vào máy in', 'Đạt, Lê Văn Cường kết luận'])
    expect(text).toContain(part);
});
