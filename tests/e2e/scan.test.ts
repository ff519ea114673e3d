import { expect, onTestFinished, test } from 'vitest';
import { startEscl } from '../simulators/escl.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';
import { fillerOf } from '../support/form-filling.ts';
import { beginPapers, pagesOf, scanThreePapers } from '../support/scan-journey.ts';
import { scannerConfig } from '../support/scanner-desk.ts';
import { openTouchPage } from '../support/touch-page.ts';

test('three papers from a network scanner by touch: a jam loses no page, a blurred page is scanned again', async () => {
  const scanner = await startEscl({ hasGlass: false });
  onTestFinished(() => scanner.stop());
  const scanners = scannerConfig([
    { driver: 'escl', addresses: [scanner.origin], discover: false, certificates: 'any' },
  ]);
  const kiosk = await startCoreWithPage({ change: (config) => ({ ...config, scanners: [...scanners] }) });
  onTestFinished(() => kiosk.close());
  await beginPapers(kiosk.openClient());
  const { page, close } = await openTouchPage();
  onTestFinished(close);
  await page.goto(kiosk.address);
  const hands = {
    ...fillerOf(page),
    sees: async (text: string) => await page.getByText(text).first().waitFor(),
  };
  await scanThreePapers(hands, scanner, async () => expect(await accessibilityFaults(page)).toEqual([]));
  expect(await pagesOf(kiosk.openClient())).toEqual({
    '1.001193-01': 0,
    '1.001193-02': 3,
    '1.001193-03': 1,
    '1.001193-04': 1,
  });
});
