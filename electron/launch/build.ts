import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { InlineConfig } from 'vite';
import { noticesText } from './notices.ts';

const root = path.resolve(import.meta.dirname, '../..');
const stampPath = path.join(root, 'dist', '.built-from');

/** Native modules and modules that find their own files; they stay in node_modules beside the bundle. */
export const nativeModules = ['better-sqlite3', 'sharp', 'node-hid', 'serialport', 'electron'];

/** Node-side entries of one folder as CommonJS: Electron's main, preload and utility process take nothing else. */
function nodeBundle(
  outFolder: string,
  entries: Readonly<Record<string, string>>,
  target: string,
): InlineConfig {
  const input = Object.entries(entries).map(([name, entry]) => [name, path.join(root, entry)] as const);
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: path.join(root, 'dist', outFolder),
      emptyOutDir: true,
      target,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(input),
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
    ssr: { noExternal: true, external: nativeModules, target: 'node' },
  };
}

/** Every file whose change asks for a new build, with its size and time: cheap enough for every start. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const visit = (entry: string): void => {
    const full = path.join(root, entry);
    if (!existsSync(full)) return;
    const stat = statSync(full);
    if (stat.isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(path.join(entry, name));
      return;
    }
    if (/\.test\.tsx?$|\.md$/.test(entry)) return;
    hash.update(`${entry}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const entry of [
    'electron',
    'renderer',
    'shared',
    'resources/strings',
    'resources/sounds',
    'resources/icons',
  ]) {
    visit(entry);
  }
  for (const file of ['package-lock.json', 'vite.config.ts']) visit(file);
  return hash.digest('hex');
}

/** Builds renderer, main, preload and core into dist/ when a source changed since the last build. */
export async function buildAll(): Promise<'built' | 'fresh'> {
  const now = fingerprint();
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === now) return 'fresh';
  // Loaded only when there is something to build: a start with nothing changed must not wait for it.
  const { build } = await import('vite');
  await build({
    root: path.join(root, 'renderer'),
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'warn',
  });
  const core = {
    core: 'electron/core/entry.ts',
    'pdf.worker': 'electron/core/pdf.worker.ts',
    'papers.worker': 'electron/core/papers.worker.ts',
  };
  await build(nodeBundle('core', core, 'node22'));
  await build(nodeBundle('main', { main: 'electron/main/main.ts' }, 'node18'));
  await build(nodeBundle('preload', { preload: 'electron/preload/preload.ts' }, 'node18'));
  writeFileSync(path.join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), noticesText(root));
  writeFileSync(stampPath, now);
  return 'built';
}

if (import.meta.main) {
  const startedAt = performance.now();
  const outcome = await buildAll();
  if (outcome === 'built')
    process.stdout.write(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}
