import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type ConfigError,
  type KioskConfig,
  type KioskConfigInput,
  parseConfig,
} from '../../../shared/config/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';

/** CONFIG_INVALID with every error at once, each with its path. */
export class ConfigInvalid extends KioskFault {
  readonly errors: readonly ConfigError[];

  constructor(errors: readonly ConfigError[]) {
    super('CONFIG_INVALID', { details: { errors: errors.length } });
    this.errors = errors;
  }
}

/** Where production looks for its configuration when `--config` names no other place. */
export function usualConfigPath(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') {
    return path.win32.join(process.env.ProgramData ?? 'C:\\ProgramData', 'mot-cua-kiosk', 'config.json');
  }
  return '/etc/mot-cua-kiosk/config.json';
}

/**
 * Reads and checks the configuration file. Returns null when there is none yet (first start: the set-up screen);
 * throws CONFIG_UNREADABLE when it is not readable JSON and `ConfigInvalid` when it is not a valid configuration.
 */
export function loadConfig(configPath: string): KioskConfig | null {
  let text: string;
  try {
    text = readFileSync(configPath, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new KioskFault('CONFIG_UNREADABLE', { cause: error });
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new KioskFault('CONFIG_UNREADABLE', { cause: error });
  }
  const parsed = parseConfig(raw);
  if (!parsed.ok) throw new ConfigInvalid(parsed.errors);
  return parsed.config;
}

/** Where the papers of the demo's world are laid. */
export function demoInbox(dataDir: string): string {
  return path.join(dataDir, 'inbox');
}

/** The demo's configuration: a synthetic office, the portal that launch started, a key beside the data. */
export function demoConfig(place: { readonly dataDir: string; readonly portalAddress: string }): KioskConfig {
  const raw: KioskConfigInput = {
    kioskId: 'D2',
    office: {
      name: 'Trung tâm Phục vụ hành chính công',
      place: 'Xã Chư Păh, tỉnh Gia Lai',
      counter: 'Quầy số 1',
      communeCode: '23722',
      agencyCode: '000.00.00.H21',
    },
    portal: { address: place.portalAddress },
    key: { provider: 'file', path: path.join(place.dataDir, 'master.key'), acceptUnprotectedKey: true },
    disk: { reserveBytes: 4_000_000, newNeedsBytes: 32_000_000 },
    printers: [{ driver: 'folder', path: path.join(place.dataDir, 'printed') }],
    scanners: [{ driver: 'inbox', path: demoInbox(place.dataDir) }],
  };
  const parsed = parseConfig(raw);
  if (!parsed.ok) throw new ConfigInvalid(parsed.errors);
  return parsed.config;
}
