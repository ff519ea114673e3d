import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { makeFolder } from './folders.ts';

/** What SANE's own `test` back end starts with (its test.conf); everything else has the back end's defaults. */
export type TestBackendStart = Readonly<Record<string, string | number | boolean>>;

/**
 * A private folder of SANE's configuration in which only the given back ends exist, so that a test never wakes a
 * scanner of the machine it runs on.
 */
export function makeSaneConfig(
  backends: readonly ('test' | 'pnm' | 'airscan')[],
  files: { readonly test?: TestBackendStart; readonly airscan?: string } = {},
): string {
  const folder = makeFolder('sane');
  onTestFinished(() => folder.remove());
  writeFileSync(path.join(folder.path, 'dll.conf'), `${backends.join('\n')}\n`);
  mkdirSync(path.join(folder.path, 'dll.d'));
  const start = { number_of_devices: 1, ...files.test };
  const lines = Object.entries(start).map(([name, value]) => `${name} ${value}`);
  writeFileSync(path.join(folder.path, 'test.conf'), `${lines.join('\n')}\n`);
  if (files.airscan !== undefined) writeFileSync(path.join(folder.path, 'airscan.conf'), files.airscan);
  return folder.path;
}

/** Writes raw pixels as a PPM, the one file that the `pnm` back end reads. */
export function writePpm(file: string, widthPx: number, heightPx: number, rgb: Uint8Array): void {
  writeFileSync(file, Buffer.concat([Buffer.from(`P6\n${widthPx} ${heightPx}\n255\n`, 'latin1'), rgb]));
}
