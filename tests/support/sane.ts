import { onTestFinished } from 'vitest';
import { makeFolder } from './folders.ts';
import { type TestBackendStart, writeSaneConfig } from './sane-config.ts';

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
  writeSaneConfig(folder.path, backends, files);
  return folder.path;
}
