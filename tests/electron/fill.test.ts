import { createHash } from 'node:crypto';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { createReferencePortal } from '../portal/reference-portal.ts';
import { expectBirthOnPaper, fillFromChild, fillUntilChild } from '../support/birth-journey.ts';
import { electronHands } from '../support/electron-hands.ts';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';
import { receiptPrinted, textPrinted } from '../support/printed.ts';
import { expectReceipt, layByDock, submitBirth } from '../support/submit-journey.ts';

/** Issue 2: whatever is lost is back, with the person at the same step, within this time. */
const backWithinMs = 10_000;

let kiosk: ElectronKiosk | undefined;
afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

test('a birth registration by touch in Electron is back with every letter after the page crashed, is scanned, handed in and printed', async () => {
  const portal = await createReferencePortal();
  onTestFinished(() => portal.stop());
  kiosk = await startKiosk({ args: ['--portal', portal.address, '--world', portal.adminAddress] });
  const hands = electronHands(kiosk);
  const { press } = hands;
  for (const name of [
    'Chạm để bắt đầu',
    /Tìm hiểu thủ tục/,
    /^Làm giấy khai sinh cho trẻ/,
    /^Điền tờ khai/,
  ]) {
    await press(name);
  }
  await press('Tôi đã đọc');
  await press(/^Bỏ qua bước này/);
  await fillUntilChild(hands);
  await kiosk.seen('Object.assign(globalThis, { before: true }) !== null', 1_000);
  await kiosk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await kiosk.seen(
    `!('before' in globalThis) && document.querySelector('input[data-kiosk-field]')?.value === 'Trần'`,
    backWithinMs,
  );
  await fillFromChild(hands);
  expectBirthOnPaper(textPrinted(kiosk.dataFolder, '1.001193'));
  await submitBirth(hands, layByDock(hands));
  expectReceipt(receiptPrinted(kiosk.dataFolder));
  await hands.sees('Cổng dịch vụ công đã nhận đủ hồ sơ');
  const [arrived] = portal.desk.arrived();
  const files = arrived?.revisions[0]?.files ?? [];
  expect(files).toHaveLength(2);
  for (const { ordinal, sha256 } of files) {
    const bytes = portal.desk.readFile(arrived?.dossierId ?? '', 0, ordinal) ?? Buffer.alloc(0);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
});
