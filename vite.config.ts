import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the page. Node's side has its own bundles in electron/launch/build.ts. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'renderer'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: path.join(import.meta.dirname, 'dist/renderer'),
    emptyOutDir: true,
    // The oldest runtime the page must live in (Electron 25).
    target: 'chrome114',
    cssTarget: 'chrome114',
    // The policy allows fonts and sounds from our own origin only, never as data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
