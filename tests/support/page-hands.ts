import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import type { Hands } from './birth-journey.ts';
import { drawOver, fillerOf } from './form-filling.ts';

/** A person before a page of Chromium, by touch. */
export function handsOf(page: Page): Hands {
  return {
    ...fillerOf(page),
    sees: async (text) => await page.getByText(text).first().waitFor(),
    seesNot: async (text) => await page.getByText(text).first().waitFor({ state: 'detached' }),
    holds: async (text) => assert.equal(await page.getByRole('textbox').inputValue(), text),
    chooseBeginning: async (text) => await page.getByText(new RegExp(`^${text}`)).tap(),
    async sign() {
      await drawOver(page, 'Khung ký, chưa có chữ ký');
      await page.getByRole('img', { name: 'Khung ký, đã có chữ ký' }).waitFor();
    },
  };
}
