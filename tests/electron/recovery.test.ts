import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';

/** Issue 2: whatever is lost is back, with the person at the same step, within this time. */
const backWithinMs = 10_000;

describe('with a person at the guide', () => {
  let kiosk: ElectronKiosk;
  let page: Page;

  beforeEach(async () => {
    kiosk = await startKiosk();
    page = await kiosk.page();
    await goToGuide(page, 60_000);
  });

  afterEach(async () => {
    await kiosk.close();
  });

  function guide(at: Page): ReturnType<Page['locator']> {
    return at.getByRole('heading', { level: 1, name: 'Cách dùng quầy' });
  }

  /** Does the harm and expects the guide on a page that was loaded after it, in time. */
  async function comesBackAfter(harm: () => Promise<void>): Promise<void> {
    await page.evaluate(() => Object.assign(globalThis, { before: true }));
    const startedAt = performance.now();
    await harm();
    await kiosk.seen(
      "!('before' in globalThis) && document.querySelector('h1')?.textContent === 'Cách dùng quầy'",
      backWithinMs,
    );
    expect(performance.now() - startedAt).toBeLessThan(backWithinMs);
  }

  test('a page that crashes comes back at the guide', async () => {
    await comesBackAfter(() =>
      kiosk.app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
      }),
    );
  });

  test('a page that hangs comes back at the guide', async () => {
    const still = kiosk.logged('page-still');
    await comesBackAfter(async () => {
      // Nothing waits for this call: it never comes back.
      page
        .evaluate(() =>
          setTimeout(() => {
            for (;;);
          }),
        )
        .catch(() => {});
      await still;
    });
  });

  test('a page that paints no more comes back once, and is left alone while the screen stays dark', async () => {
    // What a page sees of a screen without frames.
    const darken = 'globalThis.requestAnimationFrame = () => 0';
    await comesBackAfter(async () => {
      await page.evaluate(darken);
      await kiosk.logged('page-still');
    });
    const dark = kiosk.logged('page-dark');
    await kiosk.app.evaluate(
      ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
      `${darken}; globalThis.stays = true`,
    );
    await dark;
    await kiosk.seen('globalThis.stays === true', backWithinMs);
  });

  test('a page that strays to nowhere comes back at the guide', async () => {
    await comesBackAfter(async () => {
      await page.evaluate(() => location.assign('about:blank')).catch(() => {});
    });
  });

  test('a core that is killed comes back and the page stays at the guide', async () => {
    const killed = await kiosk.corePid();
    const restarted = kiosk.logged('core-started');
    const startedAt = performance.now();
    process.kill(killed, 'SIGKILL');
    expect((await restarted).pid).not.toBe(killed);
    await answers(page);
    expect(performance.now() - startedAt).toBeLessThan(backWithinMs);
    await guide(page).waitFor();
  });

  test('a core that hangs is replaced and the page stays at the guide', async () => {
    const hung = await kiosk.corePid();
    const restarted = kiosk.logged('core-started');
    const startedAt = performance.now();
    process.kill(hung, 'SIGSTOP');
    expect((await restarted).pid).not.toBe(hung);
    await answers(page);
    expect(performance.now() - startedAt).toBeLessThan(backWithinMs);
    await guide(page).waitFor();
  });

  test('a lost GPU process leaves the person at the guide', async () => {
    const gone = kiosk.logged('process-gone');
    const gpu = await kiosk.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid,
    );
    process.kill(gpu ?? 0, 'SIGKILL');
    expect(await gone).toMatchObject({ type: 'GPU' });
    await nextFrame(page);
    await guide(page).waitFor();
    expect((await page.screenshot()).length).toBeGreaterThan(5_000);
  });

  test('a window that closes itself is opened again at the guide', async () => {
    const opened = kiosk.app.waitForEvent('window', { timeout: backWithinMs });
    await page.evaluate(() => window.close()).catch(() => {});
    await guide(await opened).waitFor({ timeout: backWithinMs });
  });

  /** Presses its way to the guide as a person would, who also acknowledges a "please wait" and tries again. */
  async function goToGuide(at: Page, withinMs: number): Promise<void> {
    const startedAt = performance.now();
    const presses = [
      at.getByRole('button', { name: 'Đã hiểu' }),
      at.getByRole('button', { name: 'Chạm để bắt đầu' }),
      at.getByText('Xem cách dùng quầy'),
    ];
    while (!(await guide(at).isVisible())) {
      for (const press of presses) {
        // What is not there or goes meanwhile is not pressed; the round begins anew.
        if (await press.isVisible()) await press.click({ timeout: 1_000 }).catch(() => {});
      }
      if (performance.now() - startedAt > withinMs)
        throw new Error((await at.locator('body').textContent()) ?? '');
    }
  }

  /** The core serves this page again: a press on a button has its effect. */
  async function answers(at: Page): Promise<void> {
    const startedAt = performance.now();
    while (await guide(at).isVisible()) {
      const notice = at.getByRole('button', { name: 'Đã hiểu' });
      const next = (await notice.isVisible()) ? notice : at.getByRole('button', { name: 'Quay lại' });
      await next.click({ timeout: 1_000 }).catch(() => {}); // it may have gone meanwhile
      if (performance.now() - startedAt > backWithinMs)
        throw new Error((await at.locator('body').textContent()) ?? '');
    }
    await goToGuide(at, backWithinMs);
  }
});

describe('when it keeps failing', () => {
  let kiosk: ElectronKiosk | undefined;

  afterEach(async () => {
    await kiosk?.close();
    kiosk = undefined;
  });

  test('a page that crashes again and again ends at the calm pause page', async () => {
    kiosk = await startKiosk({ variant: 'scripted' });
    const paused = kiosk.logged('page-paused');
    for (let crash = 1; crash <= 6; crash += 1) {
      await kiosk.seen("document.querySelector('h1')?.textContent === 'Trang thử'", backWithinMs);
      const lost = kiosk.logged('page-lost', crash);
      await kiosk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );
      await lost;
    }
    await paused;
    await expectPausePage(kiosk);
  });

  test('a core that never starts ends at the calm pause page within its budget', async () => {
    kiosk = await startKiosk({ variant: 'scripted', script: { exitAtStart: 1 } });
    await expectPausePage(kiosk);
  });

  test('a core that refuses its configuration is not started again', async () => {
    kiosk = await startKiosk({ variant: 'scripted', script: { exitAtStart: 2 } });
    await expectPausePage(kiosk);
  });

  test('the pause page survives its own crash', async () => {
    kiosk = await startKiosk({ variant: 'scripted', script: { exitAtStart: 2 } });
    await expectPausePage(kiosk);
    const lost = kiosk.logged('page-lost');
    await kiosk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await lost;
    await expectPausePage(kiosk);
  });

  /** Words, in Vietnamese first, styled, without a script. */
  async function expectPausePage(paused: ElectronKiosk): Promise<void> {
    const words = ['Quầy này tạm dừng', 'Xin Ông/Bà gọi cán bộ tại quầy', 'This kiosk is paused'];
    for (const word of words) {
      await paused.seen(`document.body.innerText.includes(${JSON.stringify(word)})`, backWithinMs);
    }
    await paused.seen(
      "getComputedStyle(document.body).backgroundColor === 'rgb(250, 247, 240)'",
      backWithinMs,
    );
    await paused.seen('document.scripts.length === 0', backWithinMs);
  }
});

async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
}
