import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  descendantsOf,
  isAlive,
  type Launched,
  launch,
  processesNaming,
  temporaryFolder,
  until,
} from '../support/launched.ts';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

async function folder(): Promise<string> {
  const made = await temporaryFolder();
  cleanUp.push(made.remove);
  return made.path;
}

function start(flags: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Launched {
  const launched = launch(flags, { env });
  cleanUp.push(launched.close);
  return launched;
}

async function configFile(text: string): Promise<{ readonly config: string; readonly data: string }> {
  const place = await folder();
  const config = path.join(place, 'config.json');
  await writeFile(config, text);
  return { config, data: path.join(place, 'data') };
}

describe('what was asked is wrong', () => {
  test('names every unknown flag at once and starts nothing', async () => {
    const launched = start(['--shel', 'none', '--profile', 'live']);
    expect((await launched.exited).code).toBe(2);
    expect(launched.output()).toContain('Unknown flag --shel.');
    expect(launched.output()).toContain('--profile must be demo, production, not "live".');
    expect(launched.output()).not.toContain('Core started');
  });

  test('CONFIG_INVALID: lists every error of the configuration with its path, at once', async () => {
    const { config, data } = await configFile(
      JSON.stringify({
        kioskId: 'I1',
        office: { name: 'Trung tâm' },
        portal: { address: 'http://example.vn' },
        ofice: 1,
      }),
    );
    const launched = start([
      '--profile',
      'production',
      '--shell',
      'none',
      '--config',
      config,
      '--data-dir',
      data,
    ]);
    expect((await launched.exited).code).toBe(2);
    for (const where of ['kioskId', 'office.place', 'office.communeCode', 'portal.address', 'key', 'ofice']) {
      expect(launched.output()).toContain(`  ${where}: `);
    }
    expect(launched.output()).not.toContain('Core started');
  });

  test('CONFIG_UNREADABLE: says that a configuration which was cut off is not readable', async () => {
    const { config, data } = await configFile('{ "kioskId": "K2", "offi');
    const launched = start([
      '--profile',
      'production',
      '--shell',
      'none',
      '--config',
      config,
      '--data-dir',
      data,
    ]);
    expect((await launched.exited).code).toBe(2);
    expect(launched.output()).toMatch(/config\.json is not readable JSON/);
  });

  test('does not start without the configuration that was named', async () => {
    const place = await folder();
    const missing = path.join(place, 'none.json');
    const launched = start([
      '--profile',
      'production',
      '--shell',
      'none',
      '--config',
      missing,
      '--data-dir',
      place,
    ]);
    expect((await launched.exited).code).toBe(2);
    expect(launched.output()).toContain(`There is no configuration at ${missing}.`);
  });
});

describe('the machine is not as needed', () => {
  test('names the data folder that cannot be written', async () => {
    const place = await folder();
    await writeFile(path.join(place, 'in-the-way'), '');
    const launched = start(['--shell', 'none', '--data-dir', path.join(place, 'in-the-way', 'data')]);
    expect((await launched.exited).code).toBe(1);
    expect(launched.output()).toMatch(/data folder .* cannot be written/);
  });

  test('names the port that is in use and leaves nothing running', async () => {
    const other = createServer();
    await new Promise<void>((settle) => other.listen(0, '127.0.0.1', () => settle()));
    cleanUp.push(async () => void other.close());
    const { port } = other.address() as AddressInfo;
    const place = await folder();
    const launched = start(['--shell', 'none', '--port', String(port), '--data-dir', place]);
    expect((await launched.exited).code).toBe(1);
    expect(launched.output()).toContain(`Port ${port} is in use by another program`);
    expect(processesNaming(place)).toEqual([]);
  });

  test('says what a shell lacks that was asked for', async () => {
    const place = await folder();
    const flags = ['--shell', 'chromium', '--data-dir', place];
    const blind = start(flags, { DISPLAY: undefined, WAYLAND_DISPLAY: undefined });
    expect((await blind.exited).code).toBe(1);
    expect(blind.output()).toContain('There is no display');
    const bare = start(flags, { DISPLAY: ':99', PATH: place });
    expect((await bare.exited).code).toBe(1);
    expect(bare.output()).toContain('apt-get install chromium');
  });

  test('ends a second kiosk on the same data and leaves the first one alone', async () => {
    const place = await folder();
    const flags = ['--shell', 'none', '--data-dir', place];
    const first = start(flags);
    const address = /http:\S+/.exec(await first.line(/^Open http/))?.[0] ?? '';
    const second = start(flags);
    expect((await second.exited).code).toBe(1);
    expect(second.output()).toContain('Another kiosk already uses this data folder');
    expect((await fetch(address)).status).toBe(200);
    expect(first.output()).not.toContain('Core ended');
  });

  test('goes on without a network when the demo portal is killed', async () => {
    const place = await folder();
    const launched = start(['--shell', 'none', '--data-dir', place]);
    const address = /http:\S+/.exec(await launched.line(/^Open http/))?.[0] ?? '';
    const portal = processesNaming(place).find(({ command }) => command.includes('tests/portal/main.ts'));
    process.kill(portal?.pid ?? 0, 'SIGKILL');
    await launched.line(/demo portal has ended/);
    expect((await fetch(address)).status).toBe(200);
    expect(launched.process.exitCode).toBe(null);
  });
});

describe('closing it ends every process it started', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('by %s', async (signal) => {
    const place = await folder();
    const launched = start(['--shell', 'none', '--data-dir', place]);
    await launched.line(/^Open http/);
    const pid = launched.process.pid ?? 0;
    const family = descendantsOf(pid);
    expect(family.length).toBeGreaterThanOrEqual(2);
    launched.process.kill(signal);
    await launched.exited;
    await until(() => family.every((member) => !isAlive(member)));
    expect(processesNaming(place)).toEqual([]);
  });
});
