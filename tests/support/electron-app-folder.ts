import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, link, mkdir, mkdtemp, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import {
  type ElectronRuntime,
  resolveElectronRuntime,
  userCacheDir,
} from '../../electron/launch/electron-runtime.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** How to start a copy of the application in a real Electron. */
export interface RunnableApp {
  readonly executablePath: string;
  /** What stands before our own flags: the application's folder where it does not lie inside the runtime. */
  readonly leadingArgs: readonly string[];
  readonly origin: 'product' | 'test';
  readonly version: string;
}

let runtimeOnce: Promise<ElectronRuntime> | undefined;

/**
 * Puts the built application beside an Electron binary below .cache/electron-test. `scripted` replaces core and page by
 * the ones in tests/support/scripted. Throws when no Electron can be had: a test never passes by skipping.
 */
export async function prepareApp(variant: 'real' | 'scripted'): Promise<RunnableApp> {
  runtimeOnce ??= resolveElectronRuntime({
    purpose: 'test',
    cacheDir: userCacheDir(),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const runtime = await runtimeOnce;
  if (runtime.kind === 'missing') throw new Error(`No Electron for the tests. ${runtime.reason}`);

  const base = path.join(root, '.cache', 'electron-test');
  await mkdir(base, { recursive: true });
  const home = path.join(base, `${variant}-${runtime.version}-${await fingerprint()}`);
  if (!existsSync(home)) {
    await removeOld(base);
    const work = await mkdtemp(path.join(base, 'preparing-'));
    const inside = runtime.origin === 'test';
    if (inside) await linkTree(path.dirname(runtime.executablePath), work);
    await fillApp(inside ? path.join(work, 'resources', 'app') : path.join(work, 'app'), variant);
    // Another test process may have been quicker; its copy is the same.
    await rename(work, home).catch((error: unknown) => {
      if (!existsSync(home)) throw error;
      return rm(work, { recursive: true, force: true });
    });
  }
  return runtime.origin === 'test'
    ? { ...runtime, executablePath: path.join(home, 'electron'), leadingArgs: [] }
    : { ...runtime, leadingArgs: [path.join(home, 'app')] };
}

/** Changes with every build and every change of the scripted parts. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of [path.join(root, 'dist'), path.join(import.meta.dirname, 'scripted')]) {
    for (const name of (await readdir(folder, { recursive: true })).sort()) {
      const { size, mtimeMs } = await stat(path.join(folder, name));
      hash.update(`${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/** Copies of earlier builds; a young one may belong to a run beside this one. */
async function removeOld(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const { birthtimeMs } = await stat(path.join(base, name));
    if (Date.now() - birthtimeMs > 3_600_000)
      await rm(path.join(base, name), { recursive: true, force: true });
  }
}

async function fillApp(app: string, variant: 'real' | 'scripted'): Promise<void> {
  for (const built of ['main/main.cjs', 'preload/preload.cjs', 'core/core.cjs', 'renderer/index.html']) {
    if (!existsSync(path.join(root, 'dist', built))) throw new Error(`dist/${built} is not built.`);
  }
  await mkdir(app, { recursive: true });
  await cp(path.join(root, 'package.json'), path.join(app, 'package.json'));
  await cp(path.join(root, 'dist'), path.join(app, 'dist'), { recursive: true });
  // The core's native modules and its Node binary are found through here, as in a packaged application.
  await symlink(path.join(root, 'node_modules'), path.join(app, 'node_modules'));
  await symlink(path.join(root, 'resources'), path.join(app, 'resources'));
  if (variant === 'real') return;
  const scripted = path.join(import.meta.dirname, 'scripted');
  await rm(path.join(app, 'dist', 'core'), { recursive: true });
  await rm(path.join(app, 'dist', 'renderer'), { recursive: true });
  await cp(path.join(scripted, 'core.cjs'), path.join(app, 'dist', 'core', 'core.cjs'));
  await cp(path.join(scripted, 'index.html'), path.join(app, 'dist', 'renderer', 'index.html'));
  await cp(path.join(scripted, 'page.js'), path.join(app, 'dist', 'renderer', 'page.js'));
}

/** Hard links instead of 230 MB of copies; another file system takes the copies. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) await linkTree(source, target);
    else await link(source, target).catch(() => cp(source, target));
  }
}
