import type { LaunchOptions } from 'playwright';

/** Debian's Chromium as the tests start it: as root it has no sandbox; the shell in production always has. */
export function chromiumForTests(options: { readonly headless?: boolean } = {}): LaunchOptions {
  return {
    executablePath: '/usr/bin/chromium',
    headless: options.headless ?? true,
    args: [
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--touch-events=enabled',
    ],
  };
}
