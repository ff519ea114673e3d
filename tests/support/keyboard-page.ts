import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

/** Builds the page with every kind of field (tests/e2e/page/keyboard) apart from the product's own page; returns its folder. */
export async function buildKeyboardPage(): Promise<string> {
  const outDir = path.join(root, '.cache/keyboard-page');
  await build({
    root: path.join(root, 'tests/e2e/page/keyboard'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'chrome114', cssTarget: 'chrome114', assetsInlineLimit: 0 },
  });
  return outDir;
}
