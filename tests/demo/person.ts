import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { Hands } from '../support/birth-journey.ts';
import { handsOf } from '../support/page-hands.ts';
import { touchKeys, typeByTouch } from '../support/touch-typing.ts';
import type { Effort, Pace } from './pace.ts';

/** What a person does at one question; the way forward is pressed for them. */
export type Answer = (person: Person) => Promise<void>;

/** A scripted person before the kiosk: everything they do is counted. */
export interface Person extends Hands {
  readonly page: Page;
  /** Answers one question after the other until this heading; what is not in the list is taken as it stands. */
  answer(answers: Readonly<Record<string, Answer>>, until: string): Promise<void>;
  /** Does something with paper or card that is no touch. */
  withHands(work: () => Promise<void> | void): Promise<void>;
  effort(): Effort;
}

const heading = (page: Page): Promise<string> =>
  page.evaluate(`document.querySelector('h1')?.textContent?.trim() ?? ''`);

/** A question that is answered gives way to the next one within this time. */
const answerLimitMs = 10_000;

const exactly = (text: string): RegExp =>
  new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);

/**
 * Sets a person before this page. Without a `pace` they are as quick as the machine; with one they wait as long as a hand and an eye
 * take. `onScreen` is called with every screen before it is left.
 */
export function openPerson(
  page: Page,
  options: {
    readonly pace?: Pace;
    readonly onScreen?: (title: string) => Promise<void>;
  } = {},
): Person {
  const hands = handsOf(page);
  const { pace } = options;
  let ownMs = 0;
  let seen = '';
  const startedAt = performance.now();
  const count = { screens: 0, taps: 0, keys: 0, hands: 0 };

  /** Time that is not the machine's: the person's own, and that of the pictures. */
  async function own(work: () => Promise<void>): Promise<void> {
    const from = performance.now();
    await work();
    ownMs += performance.now() - from;
  }

  const wait = (ms: number | undefined): Promise<void> =>
    ms === undefined ? Promise.resolve() : own(() => sleep(ms));

  /** A screen that the person has not looked at yet takes its time. */
  async function look(): Promise<void> {
    const title = await heading(page);
    if (title === seen) return;
    seen = title;
    count.screens += 1;
    await wait(pace?.lookMs);
  }

  async function touch(work: () => Promise<void>): Promise<void> {
    await look();
    await wait(pace?.tapMs);
    count.taps += 1;
    await work();
  }

  async function press(name: string | RegExp): Promise<void> {
    await page.getByRole('button', { name }).first().waitFor();
    await own(async () => await options.onScreen?.(await heading(page)));
    await touch(() => hands.press(name));
  }

  async function next(): Promise<void> {
    await press(/^(Tiếp tục|Bỏ qua câu này|Đã đúng, tiếp tục)$/);
  }

  const person: Person = {
    ...hands,
    page,
    press,
    next,
    choose: (text) => touch(() => hands.choose(text)),
    chooseBeginning: (text) => touch(() => hands.chooseBeginning(text)),
    telex: () => press(/Phím dấu$/),
    sign: () => touch(() => hands.sign()),
    async type(text) {
      await look();
      for (const piece of text.split(/(\{[^}]+\})/u).filter((one) => one !== '')) {
        const isMark = piece.startsWith('{');
        const strokes = isMark ? [piece] : pace === undefined ? [piece] : [...piece];
        count.keys += isMark ? 1 : [...piece].length;
        for (const stroke of strokes) {
          await wait(pace?.keyMs);
          if (isMark) await touchKeys(page, [stroke.slice(1, -1)]);
          else await typeByTouch(page, stroke);
        }
      }
    },
    async answer(answers, until) {
      for (;;) {
        const title = await heading(page);
        if (title === until) return;
        await answers[title]?.(person);
        // A row of a list ends on its list again, without a way forward of this question.
        if ((await heading(page)) !== title) continue;
        const again = page.getByRole('button', { name: 'Đã đúng, tiếp tục' });
        const wasAskedAgain = await again.isVisible();
        await next();
        const wentOn = page
          .locator('h1')
          .filter({ hasNotText: exactly(title) })
          .waitFor({ timeout: answerLimitMs });
        await (wasAskedAgain
          ? wentOn
          : Promise.race([wentOn, again.waitFor({ timeout: answerLimitMs })])
        ).catch((cause: unknown) => {
          throw new Error(`“${title}” wants another answer`, { cause });
        });
      }
    },
    async withHands(work) {
      count.hands += 1;
      await wait(pace?.handMs);
      await work();
    },
    effort: () => ({ ...count, machineMs: performance.now() - startedAt - ownMs }),
  };
  return person;
}
