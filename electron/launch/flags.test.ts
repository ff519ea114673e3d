import { expect, test } from 'vitest';
import { parseFlags } from './flags.ts';

test('runs the demo in the best shell when nothing is asked', () => {
  expect(parseFlags([])).toEqual({
    ok: true,
    flags: { shell: null, profile: 'demo', configPath: null, dataFolder: null, port: 0 },
  });
});

test('takes every flag, with a space or an equals sign', () => {
  const parsed = parseFlags([
    '--profile=production',
    '--shell',
    'none',
    '--config',
    'a.json',
    '--data-dir=d',
    '--port',
    '8080',
  ]);
  expect(parsed).toEqual({
    ok: true,
    flags: { shell: 'none', profile: 'production', configPath: 'a.json', dataFolder: 'd', port: 8080 },
  });
});

test('names everything wrong at once', () => {
  const parsed = parseFlags(['--shel', 'none', '--profile', 'live', 'extra', '--port', 'x', '--config']);
  expect(parsed).toEqual({
    ok: false,
    errors: [
      'Unknown flag --shel.',
      '"none" is not understood: every setting is a flag.',
      '"extra" is not understood: every setting is a flag.',
      '--config needs a value.',
      '--profile must be demo, production, not "live".',
      '--port must be a number from 0 to 65535.',
    ],
  });
});

test('refuses a flag given twice and a configuration for the demo', () => {
  expect(parseFlags(['--port', '1', '--port', '2', '--config', 'a.json'])).toMatchObject({
    errors: [
      '--port is given twice.',
      '--config belongs to --profile production: the demo brings its own configuration.',
    ],
  });
});
