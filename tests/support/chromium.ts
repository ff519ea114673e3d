import type { LaunchOptions } from 'playwright';

const flags = [
  // As root it has no sandbox; the shell in production always has.
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--touch-events=enabled',
];

/**
 * The browser of tests that look at pages: Debian's Chromium without the window around the page, which costs a third of
 * the processor. The kiosk's own window is tested through the launcher, in the whole browser and in Electron.
 */
export function chromiumForTests(): LaunchOptions {
  return { executablePath: '/usr/bin/chromium-headless-shell', args: flags };
}

/** The whole browser as a kiosk without Electron has it: what figures are measured in. */
export function chromiumForBenches(): LaunchOptions {
  return { executablePath: '/usr/bin/chromium', args: flags };
}
