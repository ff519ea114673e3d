import { type Browser, chromium, type Page } from 'playwright';
import { chromiumForTests } from './chromium.ts';
import { type Launched, launch, temporaryFolder } from './launched.ts';

/** The panels that every screen is made for. */
export const panels = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1366, height: 768 },
} as const;

/** A demo kiosk with a touch page on it, all its own. */
export interface TestKiosk {
  readonly page: Page;
  readonly browser: Browser;
  readonly launched: Launched;
  /** `http://127.0.0.1:<port>/` */
  readonly address: string;
  readonly dataFolder: string;
  /** The running core's process id. */
  corePid(): number;
  close(): Promise<void>;
}

/** Starts a demo kiosk in its own data folder and opens its page by touch on a panel of this size. */
export async function openKiosk(
  options: { readonly panel?: keyof typeof panels; readonly flags?: readonly string[] } = {},
): Promise<TestKiosk> {
  const folder = await temporaryFolder();
  const launched = launch([
    '--shell',
    'none',
    '--profile',
    'demo',
    '--data-dir',
    folder.path,
    ...(options.flags ?? []),
  ]);
  const [line, browser] = await Promise.all([
    launched.line(/^Open http/),
    chromium.launch(chromiumForTests()),
  ]);
  const address = /http:\S+/.exec(line)?.[0] ?? '';
  const context = await browser.newContext({
    viewport: panels[options.panel ?? 'portrait'],
    // The same layout in a quarter of the pixels: this machine paints in software.
    deviceScaleFactor: 0.5,
    hasTouch: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  const page = await context.newPage();
  await page.goto(address);
  return {
    page,
    browser,
    launched,
    address,
    dataFolder: folder.path,
    corePid: () => newestCorePid(launched),
    async close() {
      await browser.close();
      await launched.close();
      await folder.remove();
    },
  };
}

/** Launch says the process id of every core that it starts. */
export function newestCorePid(launched: Launched): number {
  const pids = [...launched.output().matchAll(/^Core started \(process (\d+)\)/gm)];
  return Number(pids.at(-1)?.[1]);
}
