import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What SANE's own `test` back end starts with (its test.conf); everything else has the back end's defaults. */
export type TestBackendStart = Readonly<Record<string, string | number | boolean>>;

/** Fills an empty folder with a SANE configuration in which only the given back ends exist. */
export function writeSaneConfig(
  folder: string,
  backends: readonly ('test' | 'pnm' | 'airscan')[],
  files: { readonly test?: TestBackendStart; readonly airscan?: string } = {},
): void {
  mkdirSync(path.join(folder, 'dll.d'), { recursive: true });
  writeFileSync(path.join(folder, 'dll.conf'), `${backends.join('\n')}\n`);
  const start = { number_of_devices: 1, ...files.test };
  const lines = Object.entries(start).map(([name, value]) => `${name} ${value}`);
  writeFileSync(path.join(folder, 'test.conf'), `${lines.join('\n')}\n`);
  if (files.airscan !== undefined) writeFileSync(path.join(folder, 'airscan.conf'), files.airscan);
}

/** Writes raw pixels as a PPM, the one file that the `pnm` back end reads. */
export function writePpm(file: string, widthPx: number, heightPx: number, rgb: Uint8Array): void {
  writeFileSync(file, Buffer.concat([Buffer.from(`P6\n${widthPx} ${heightPx}\n255\n`, 'latin1'), rgb]));
}
