import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Text of the page at 7:1 (WCAG 2.2, 1.4.6), which axe does not ask for by itself, in place of 4.5:1. */
const enhancedContrast = {
  'color-contrast-enhanced': { enabled: true },
  'color-contrast': { enabled: false },
};

/**
 * Resolves when the page has stood still: colours that are just changing and a list that has not yet measured itself
 * are nobody's last word. Two frames in a row must pass without a change of the document.
 */
async function standsStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
    await new Promise<void>((resolve) => {
      let quietFrames = 0;
      const watcher = new MutationObserver(() => {
        quietFrames = 0;
      });
      watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      const look = () => {
        quietFrames += 1;
        if (quietFrames <= 2) requestAnimationFrame(look);
        else {
          watcher.disconnect();
          resolve();
        }
      };
      requestAnimationFrame(look);
    });
  });
}

/**
 * Everything axe finds wrong with the page as it stands, one line a rule and place; empty when nothing is.
 * Text must have a contrast of 7:1. `rules` switches single rules off where the page of a test is no whole screen.
 */
export async function accessibilityFaults(
  page: Page,
  rules: Readonly<Record<string, { readonly enabled: boolean }>> = {},
): Promise<readonly string[]> {
  await standsStill(page);
  // Nothing but what is read here travels back: a list of every element that has passed takes longer than the rules.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${axeSource}; undefined`);
  const { faults, judged } = await page.evaluate<{
    readonly faults: readonly string[];
    readonly judged: readonly string[];
  }>(`axe
    .run({ resultTypes: ['violations'], rules: ${JSON.stringify({ ...enhancedContrast, ...rules })} })
    .then(({ violations, passes }) => ({
      faults: violations.map(({ id, nodes }) =>
        id + ': ' + nodes.map(({ html, failureSummary }) => html.slice(0, 240) + ' (' + failureSummary + ')').join(' | '),
      ),
      judged: [...passes, ...violations].map(({ id }) => id),
    }))`);
  // A rule that judged nothing has not passed.
  return judged.includes('color-contrast-enhanced')
    ? faults
    : [...faults, 'color-contrast-enhanced: no text was judged'];
}
