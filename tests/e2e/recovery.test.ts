import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { timings } from '../../electron/supervise/control.ts';
import { countPages, crashPage, evaluateInPage, freePort, visibleText } from '../support/devtools.ts';
import { newestCorePid } from '../support/kiosk.ts';
import {
  descendantsOf,
  isAlive,
  type Launched,
  launch,
  processesNaming,
  temporaryFolder,
  testChromiumFlags,
  until,
} from '../support/launched.ts';

/** The product's own limit for coming back (issue: the citizen at the same step within 10 s). */
const backWithinMs = 10_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let launched: Launched;
let port: number;

/** The real Chromium shell, with a second DevTools door beside launch's own pipe to look through. */
beforeEach(async () => {
  folder = await temporaryFolder();
  port = await freePort();
  launched = launch(['--shell', 'chromium', '--profile', 'demo', '--data-dir', folder.path], {
    env: { KIOSK_CHROMIUM_FLAGS: [...testChromiumFlags, `--remote-debugging-port=${port}`].join(' ') },
  });
  await launched.line(/^Chromium shows/);
});

afterEach(async () => {
  await launched.close();
  await folder.remove();
});

const attract = 'Chạm để bắt đầu';
const home = 'Ông/Bà cần làm gì?';
const guide = 'Đưa thẻ căn cước';

async function sees(text: string): Promise<void> {
  await until(async () => (await visibleText(port)).includes(text));
}

/** Clicks the button with this text; true when there was one. */
function clickOn(label: string): string {
  const found = `[...document.querySelectorAll('button')].find((b) => b.innerText.includes(${JSON.stringify(label)}))`;
  return `((b) => (b?.click(), !!b))(${found})`;
}

/** Presses the button with this text as soon as there is one. */
async function press(label: string): Promise<void> {
  await until(async () => (await evaluateInPage(port, clickOn(label))) === true);
}

/** From the invitation to a step that only the core remembers. */
async function goToGuide(): Promise<void> {
  await press(attract);
  await press('Xem cách dùng quầy');
  await sees(guide);
}

/** The page shows the step again, and a press on it is answered: its road to the core is open. */
async function isBackAtGuide(sinceMs: number): Promise<void> {
  await sees(guide);
  await until(async () => {
    await evaluateInPage(port, clickOn('Chọn việc cần làm'));
    return (await visibleText(port)).includes(home);
  });
  expect(performance.now() - sinceMs).toBeLessThan(backWithinMs);
}

function kill(pid: number | undefined): number {
  process.kill(pid ?? 0, 'SIGKILL');
  return performance.now();
}

function browserPid(): number | undefined {
  const browsers = processesNaming(`--remote-debugging-port=${port}`);
  return browsers.find(({ command }) => command.includes('--kiosk') && !command.includes('--type='))?.pid;
}

describe('the citizen is back at the same step', () => {
  test('CORE_RESTARTING: after the core was killed', async () => {
    await goToGuide();
    const killed = kill(newestCorePid(launched));
    await launched.line(/^Core ended \(exit/);
    await isBackAtGuide(killed);
  });

  test('after the core hung', async () => {
    await goToGuide();
    const hung = newestCorePid(launched);
    process.kill(hung, 'SIGSTOP');
    await launched.line(/^Core ended \(silence/);
    expect(isAlive(hung)).toBe(false);
    await isBackAtGuide(performance.now());
  });

  test('after the page crashed', async () => {
    await goToGuide();
    const crashed = performance.now();
    await crashPage(port);
    await launched.line(/^The page crashed/);
    await isBackAtGuide(crashed);
  });

  test('after the page hung', async () => {
    await goToGuide();
    void evaluateInPage(port, 'for (;;);');
    await launched.line(/^The page does not answer/);
    await isBackAtGuide(performance.now());
  });

  test('after the browser was killed', async () => {
    await goToGuide();
    const killed = kill(browserPid());
    await launched.line(/^Chromium ended/);
    await isBackAtGuide(killed);
  });
});

test('shows the calm stop page when the core cannot be kept running', async () => {
  await sees(attract);
  let last = 0;
  for (let crash = 0; crash <= timings.budgetRestarts; crash += 1) {
    await until(() => newestCorePid(launched) !== last);
    last = newestCorePid(launched);
    kill(last);
  }
  await sees('Quầy này tạm dừng');
  expect(await visibleText(port)).toContain('This kiosk is paused');
  expect(launched.process.exitCode).toBe(null);
});

test('stays on its own page: no other address, no second window', async () => {
  await sees(attract);
  const foreign = /http:\S+\d/.exec(await launched.line(/^Demo portal at/))?.[0];
  for (const address of [foreign, 'http://nobody.invalid/', 'about:blank']) {
    await evaluateInPage(port, `window.isOld = true, location.href = ${JSON.stringify(address)}`);
    await until(async () => (await evaluateInPage(port, 'window.isOld')) !== true);
    await sees(attract);
  }
  // The browser itself refuses its own pages to a site: nothing is left, so nothing has to come back.
  await evaluateInPage(port, `window.isOld = true, location.href = 'chrome://version'`);
  expect(await evaluateInPage(port, 'window.isOld')).toBe(true);
  await sees(attract);
  await evaluateInPage(port, `void open('about:blank')`);
  await until(async () => (await countPages(port)) === 1);
  await sees(attract);
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'leaves no process behind when launch ends by %s',
  async (signal) => {
    await sees(attract);
    const family = descendantsOf(launched.process.pid ?? 0);
    expect(family.length).toBeGreaterThan(3);
    launched.process.kill(signal);
    await launched.exited;
    await until(() => family.every((member) => !isAlive(member)));
    expect(processesNaming(folder.path)).toEqual([]);
  },
);
