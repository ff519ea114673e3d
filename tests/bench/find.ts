import { chromium, type Page } from 'playwright';
import { chromiumForTests } from '../support/chromium.ts';
import { openSession, startFakeCore } from '../support/fake-core.ts';
import { typeByTouch } from '../support/touch-typing.ts';
import type { BenchRow } from './bench-row.ts';

/** Every letter of these leads to other results than the one before it. */
const words = ['khai', 'chungthuc', 'sodo', 'dangky', 'tamtru'];

/** In the page: milliseconds from the finger on a key to the frame that shows other results; null when none came. */
const watchResults = `
  let pressedAt = 0;
  let painted = null;
  addEventListener('pointerdown', () => { pressedAt = performance.now(); painted = null; }, true);
  new MutationObserver(() => {
    const at = pressedAt;
    if (at === 0) return;
    pressedAt = 0;
    requestAnimationFrame(() => setTimeout(() => { painted = performance.now() - at; }));
  }).observe(document.querySelector('main ul').parentElement.parentElement, { childList: true, subtree: true, characterData: true });
  window.nextPaint = async () => {
    for (let waited = 0; painted === null && waited < 1000; waited += 20) await new Promise((go) => setTimeout(go, 20));
    return painted;
  };
`;

async function measureTyping(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (const word of words) {
    for (const letter of word) {
      await typeByTouch(page, letter);
      const painted = await page.evaluate('window.nextPaint()');
      if (typeof painted === 'number') times.push(painted);
    }
    await page.getByRole('button', { name: 'Xoá chữ', exact: true }).tap();
    await page.evaluate('window.nextPaint()');
  }
  return times.toSorted((a, b) => a - b);
}

/** From the finger on a key to the painted results, over the shipped catalogue, on a CPU slowed down four times. */
export async function measureFind(): Promise<readonly BenchRow[]> {
  const core = await startFakeCore();
  core.state.session = openSession('/find/search');
  const browser = await chromium.launch(chromiumForTests());
  try {
    const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
    await page.goto(core.address);
    await page.getByRole('region', { name: 'Bàn phím' }).waitFor();
    await page.getByRole('list').first().waitFor();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.evaluate(watchResults);
    const times = await measureTyping(page);
    const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? Number.NaN;
    const row = (name: string, ours: number): BenchRow => ({
      name,
      unit: 'ms',
      ours,
      raw: null,
      target: '≤ 100 ms',
      met: ours <= 100,
    });
    return [
      row('first results painted after a key, 4× slower CPU, median', at(0.5)),
      row('first results painted after a key, 4× slower CPU, p95', at(0.95)),
    ];
  } finally {
    await browser.close();
    await core.close();
  }
}
