import { afterEach, test } from 'vitest';
import { expectBirthOnPaper, fillFromChild, fillUntilChild } from '../support/birth-journey.ts';
import { electronHands } from '../support/electron-hands.ts';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';
import { textPrinted } from '../support/printed.ts';

/** Issue 2: whatever is lost is back, with the person at the same step, within this time. */
const backWithinMs = 10_000;

let kiosk: ElectronKiosk | undefined;
afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

test('a birth registration by touch in Electron is back with every letter after the page crashed, and is printed', async () => {
  kiosk = await startKiosk();
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
});
