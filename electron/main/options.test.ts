import { expect, test } from 'vitest';
import { readShellOptions } from './options.ts';

const machine = { usualDataFolder: '/var/lib/kiosk', nodeApi: 10 };

function problemOf(...argv: readonly string[]): string {
  const read = readShellOptions(argv, machine);
  return read.ok ? '' : read.problem;
}

test('starts as a production kiosk over the whole screen when nothing is said', () => {
  const read = readShellOptions([], machine);
  expect(read).toEqual({
    ok: true,
    options: {
      profile: 'production',
      configPath: null,
      dataFolder: '/var/lib/kiosk',
      portalAddress: null,
      worldAddress: null,
      window: null,
      coreHost: 'utility',
      endWithStdin: false,
    },
  });
});

test('runs the core on its own Node where the runtime cannot load the database', () => {
  const read = readShellOptions([], { ...machine, nodeApi: 8 });
  expect(read.ok && read.options.coreHost).toBe('node');
});

test('passes over the flags of Chromium and the folder of the application', () => {
  const read = readShellOptions(
    ['/srv/app', '--no-sandbox', '--inspect=0', '--profile', 'demo', '--window', '1080x1920'],
    machine,
  );
  expect(read.ok && read.options.window).toEqual({ width: 1080, height: 1920 });
});

test('names the flag whose value cannot be used', () => {
  expect(problemOf('--profile', 'live')).toContain('--profile must be');
  expect(problemOf('--data-dir')).toContain('--data-dir needs a value');
  expect(problemOf('--core-host', 'moon')).toContain('--core-host must be');
  expect(problemOf('--profile', 'demo', '--window', 'big')).toContain('--window must be');
});

test('keeps the demo out of production', () => {
  expect(problemOf('--window', '1080x1920')).toContain('demo profile only');
  expect(problemOf('--world', 'http://127.0.0.1:1')).toContain('demo profile only');
});
