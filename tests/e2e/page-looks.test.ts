import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertDefined } from '../../shared/assert.ts';
import { defaultReading, textSizes } from '../../shared/contract/reading.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { type FakeCore, openSession, startFakeCore } from '../support/fake-core.ts';
import { feesShots } from '../support/shots/fees-shots.ts';
import { receiptShots } from '../support/shots/receipt-shots.ts';

const panels = [
  { name: 'upright 27 inch', width: 1080, height: 1920, pxPerMm: 3.2 },
  { name: 'lying 27 inch', width: 1920, height: 1080, pxPerMm: 3.2 },
  { name: 'counter PC', width: 1366, height: 768, pxPerMm: 3.97 },
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(chromiumForTests());
});
afterAll(async () => {
  await browser.close();
});

async function withPage(
  prepare: (core: FakeCore) => void,
  panel: { readonly width: number; readonly height: number; readonly pxPerMm: number },
  work: (page: Page, core: FakeCore) => Promise<void>,
): Promise<void> {
  const core = await startFakeCore();
  core.state.kiosk = { ...core.state.kiosk, pxPerMm: panel.pxPerMm };
  prepare(core);
  const page = await browser.newPage({
    viewport: { width: panel.width, height: panel.height },
    // The same layout in a quarter of the pixels: nothing here is judged by its picture.
    deviceScaleFactor: 0.5,
    hasTouch: true,
  });
  try {
    await page.goto(core.address);
    await page.locator(`html[style*='--mm: ${panel.pxPerMm}px']`).waitFor();
    await work(page, core);
  } finally {
    await page.close();
    await core.close();
  }
}

const screens: Readonly<Record<string, (core: FakeCore) => void>> = {
  attract: () => {},
  home: (core) => {
    core.state.session = openSession('/home');
  },
  guide: (core) => {
    core.state.session = openSession('/guide');
  },
  'set-up': (core) => {
    core.state.health = { ...core.state.health, phase: { kind: 'set-up' } };
  },
  paused: (core) => {
    core.state.health = { ...core.state.health, phase: { kind: 'paused', fault: 'KIOSK_PAUSED' } };
  },
};

const titles: Readonly<Record<string, string>> = {
  attract: 'Quầy một cửa tự phục vụ',
  home: 'Ông/Bà cần làm gì?',
  guide: 'Cách dùng quầy',
  'set-up': 'Cơ quan đặt quầy',
  paused: 'Quầy này tạm dừng',
};

test.each(Object.keys(screens))(
  '%s has no accessibility violation in either theme, with text at 7:1',
  async (name) => {
    await withPage(screens[name] ?? (() => {}), panels[0], async (page) => {
      await page.getByRole('heading', { level: 1, name: titles[name] ?? '' }).waitFor();
      expect(await accessibilityFaults(page), 'normal').toEqual([]);
      await page.getByRole('button', { name: 'Tương phản' }).click();
      await page.locator("html[data-contrast='high']").waitFor();
      expect(await accessibilityFaults(page), 'high').toEqual([]);
    });
  },
);

describe.each(panels)('on the $name panel', (panel) => {
  test.each(textSizes)(
    'keeps home and guide whole in %s letters, with targets of 20 mm',
    async (textSize) => {
      await withPage(
        (core) => {
          core.state.session = openSession('/home');
        },
        panel,
        async (page, core) => {
          await page.getByRole('heading', { level: 1, name: titles.home ?? '' }).waitFor();
          for (let pressed = 0; pressed < textSizes.indexOf(textSize); pressed += 1) {
            await page.getByRole('button', { name: /Cỡ chữ/ }).click();
          }
          await page.locator(`html[data-text-size='${textSize}']`).waitFor();
          const reading = core.state.session.kind === 'open' ? core.state.session.reading : undefined;
          for (const place of ['/home', '/guide']) {
            core.state.session = openSession(place, reading ? { reading } : {});
            core.tell();
            await page.getByRole('heading', { level: 1, name: titles[place.slice(1)] ?? '' }).waitFor();
            await page.evaluate('document.fonts.ready.then(() => undefined)');
            const main = page.getByRole('main');
            const overflow = await main.evaluate((element) => element.scrollHeight - element.clientHeight);
            expect(overflow, `${place} overflows`).toBeLessThanOrEqual(1);
            for (const piece of await main.locator('li, button').all()) {
              const cut = await piece.evaluate((element) => element.scrollHeight - element.clientHeight);
              expect(cut, `${place} cuts ${await piece.textContent()}`).toBeLessThanOrEqual(1);
            }
            for (const button of await page.getByRole('button').all()) {
              const box = await button.boundingBox();
              const name = await button.textContent();
              expect((box?.height ?? 0) / panel.pxPerMm, `height of ${name}`).toBeGreaterThanOrEqual(19.9);
              expect((box?.width ?? 0) / panel.pxPerMm, `width of ${name}`).toBeGreaterThanOrEqual(19.9);
              expect((box?.x ?? 0) + (box?.width ?? 0), `right edge of ${name}`).toBeLessThanOrEqual(
                panel.width,
              );
            }
          }
        },
      );
    },
  );
});

test('an upright screen asks to be touched in its lower two thirds only, in reach mode in its lower half, and hides no way in', async () => {
  await withPage(screens.home ?? (() => {}), panels[0], async (page) => {
    const top = async (): Promise<number> => {
      const boxes = await Promise.all(
        (await page.getByRole('main').getByRole('button').all()).map((button) => button.boundingBox()),
      );
      return Math.min(...boxes.map((box) => box?.y ?? 0));
    };
    await page.getByRole('heading', { level: 1, name: titles.home ?? '' }).waitFor();
    expect(await top()).toBeGreaterThanOrEqual(1920 / 3 - 1);
    await page.getByRole('button', { name: 'Hạ thấp' }).click();
    await page.locator("html[data-reach='true']").waitFor();
    expect(await top()).toBeGreaterThanOrEqual(1920 / 2 - 1);
    const main = page.getByRole('main');
    expect(await main.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(
      1,
    );
  });
});

test.each(panels.slice(0, 2))(
  'the receipt lies whole on the $name panel, with the fee, another print and the question how it was',
  async (panel) => {
    const shot = assertDefined(
      receiptShots.find(({ name }) => name === 'done-fee'),
      'done-fee',
    );
    await withPage(
      (core) => {
        core.state.session = shot.session?.(defaultReading) ?? { kind: 'none' };
        shot.prepare?.(core);
      },
      panel,
      async (page, core) => {
        await page.getByRole('button', { name: 'Rất hài lòng' }).waitFor();
        await shot.act?.(page, core);
        await page.evaluate('document.fonts.ready.then(() => undefined)');
        const foot = await page.getByRole('button', { name: 'Làm việc khác' }).boundingBox();
        for (const name of ['Trả phí', 'In thêm một bản', 'Rất hài lòng']) {
          const box = await page.getByRole('button', { name, exact: true }).boundingBox();
          expect((box?.y ?? panel.height) + (box?.height ?? 0), name).toBeLessThanOrEqual(foot?.y ?? 0);
        }
        expect(await page.getByRole('button', { name: 'Xuống' }).count()).toBe(0);
      },
    );
  },
);

test.each(textSizes)(
  'the field that an officer counts into stays whole above the keys of the counter PC, in %s letters',
  async (textSize) => {
    const shot = assertDefined(
      feesShots.find(({ name }) => name === 'fees-count-typing'),
      'fees-count-typing',
    );
    await withPage(
      (core) => {
        core.state.session = shot.session?.({ ...defaultReading, textSize }) ?? { kind: 'none' };
        shot.prepare?.(core);
      },
      panels[2],
      async (page, core) => {
        await shot.act?.(page, core);
        const field = await page.getByRole('textbox').nth(2).boundingBox();
        const keys = await page.getByRole('region', { name: 'Bàn phím' }).boundingBox();
        const bar = await page.getByRole('complementary').first().boundingBox();
        expect(field?.y ?? 0).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
        expect((field?.y ?? 0) + (field?.height ?? 768)).toBeLessThanOrEqual(keys?.y ?? 0);
      },
    );
  },
);
