import { createHash } from 'node:crypto';
import path from 'node:path';
import { type ConfigError, type KioskConfigInput, parseConfig } from '../../../shared/config/index.ts';
import type { SetUpInput } from '../../../shared/contract/index.ts';
import { makeFolderDurably, writeFileDurably } from '../storage/index.ts';

/** Where a field of the set-up screen stands in the configuration file. */
const fieldOfPath: Readonly<Record<string, string>> = {
  'screen.pxPerMm': 'pxPerMm',
  'portal.address': 'portalAddress',
  'key.acceptUnprotectedKey': 'acceptUnprotectedKey',
};

/** Outcome of saving: the errors at the fields of the screen, or the hash of what was written. */
export type SavedSetUp =
  | { readonly saved: false; readonly errors: readonly ConfigError[] }
  | { readonly saved: true; readonly configHash: string };

/**
 * Checks what the technician typed and writes the first configuration file (readable by the service user only,
 * durable before it returns). Where the shell offers the operating system's secret store the key goes there, else
 * into a key file beside the configuration.
 */
export async function saveSetUp(options: {
  readonly input: SetUpInput;
  readonly configPath: string;
  readonly osStore: boolean;
}): Promise<SavedSetUp> {
  const { input, configPath, osStore } = options;
  const raw: KioskConfigInput = {
    kioskId: input.kioskId.trim().toUpperCase(),
    office: input.office,
    screen: { pxPerMm: input.pxPerMm },
    portal: { address: input.portalAddress.trim() },
    key: osStore
      ? { provider: 'safe-storage' }
      : {
          provider: 'file',
          path: path.join(path.dirname(configPath), 'master.key'),
          acceptUnprotectedKey: input.acceptUnprotectedKey,
        },
  };
  const parsed = parseConfig(raw);
  if (!parsed.ok) {
    return {
      saved: false,
      errors: parsed.errors.map((error) => ({ ...error, path: fieldOfPath[error.path] ?? error.path })),
    };
  }
  const text = `${JSON.stringify(parsed.config, null, 2)}\n`;
  await makeFolderDurably(path.dirname(configPath));
  await writeFileDurably(configPath, Buffer.from(text));
  return { saved: true, configHash: createHash('sha256').update(text).digest('hex') };
}
