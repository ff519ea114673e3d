import { expect, onTestFinished, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { handInTwoFees, payByCode, signInAtScreen, takeCash } from '../support/counter-journey.ts';
import { demoOfficer } from '../support/staff-kiosk.ts';
import { openTestPortal } from '../support/test-portal.ts';
import { openTouchKiosk } from '../support/touch-page.ts';

test('a fee is paid by VietQR; another one half by transfer and half in cash, and both end confirmed', async () => {
  const portal = await openTestPortal();
  const { kiosk, page, hands, close } = await openTouchKiosk(portal);
  onTestFinished(close);
  const client = kiosk.openClient();
  const [byCode, byBoth] = await handInTwoFees(client);
  await expect.poll(async () => (await client.fees.view({ dossierId: byCode })).mayTransfer).toBe(true);

  const { asked, press, sees } = hands;
  const look = async (what: string): Promise<void> =>
    expect(await accessibilityFaults(page), what).toEqual([]);
  await page.goto(kiosk.address);
  await payByCode(hands, () => portal.payments.pay({ way: 'exact', dossierId: byCode }), look);

  // The second person's bank sends half of it.
  await kiosk.openClient().session.go({ place: `/pay/${byBoth}/qr` });
  await page.goto(kiosk.address);
  await asked('Quét mã để trả 8.000 đ');
  portal.payments.pay({ way: 'too-little', dossierId: byBoth });
  await sees('Đã nhận 4.000 đ, chưa đủ');
  await signInAtScreen(hands);
  await takeCash(hands, { row: /Trả thiếu/, given: '5{000}', back: '1.000' }, look);

  // What lies in the drawer is counted, and adds up.
  await press('Quay lại');
  await press('Kiểm quỹ');
  await press(new RegExp(demoOfficer.name));
  await asked(`Đếm quỹ của ${demoOfficer.name}`);
  await page.getByRole('textbox', { name: 'Số tờ 2.000 đ' }).fill('2');
  await press('Khóa sổ');
  await sees('Khớp sổ');
});
