import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Profile } from '../../shared/contract/index.ts';

/** Spelled out here: the contract's own list would pull the whole of zod into main. */
const profiles = ['demo', 'production'] as const satisfies readonly Profile[];

/** Where the core runs: Electron's utility process, or a child on a Node binary of its own. */
export const coreHosts = ['utility', 'node'] as const;
export type CoreHost = (typeof coreHosts)[number];

export interface ShellOptions {
  readonly profile: Profile;
  readonly configPath: string | null;
  readonly dataFolder: string;
  /** The demo's outside world, started by launch: where the reference portal answers and where all of it is steered. */
  readonly portalAddress: string | null;
  readonly worldAddress: string | null;
  /** Demo only: a window of this size instead of the whole screen. */
  readonly window: { readonly width: number; readonly height: number } | null;
  readonly coreHost: CoreHost;
  /** Leave when stdin closes: whoever started the shell is gone. */
  readonly endWithStdin: boolean;
}

/** Node-API that better-sqlite3-multiple-ciphers 13 is built for; an older Electron cannot load it. */
const neededNodeApi = 10;

const ownFlags: ReadonlySet<string> = new Set([
  ...['profile', 'config', 'data-dir', 'portal', 'world', 'window', 'core-host'],
]);

/**
 * Reads our own flags and passes over Chromium's, which travel in the same argument list. Returns a sentence when a
 * value cannot be used.
 */
export function readShellOptions(
  argv: readonly string[],
  machine: { readonly usualDataFolder: string; readonly nodeApi: number },
): { readonly ok: true; readonly options: ShellOptions } | { readonly ok: false; readonly problem: string } {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      ...Object.fromEntries([...ownFlags].map((name) => [name, { type: 'string' } as const])),
      'end-with-stdin': { type: 'boolean' },
    },
  });
  for (const [name, value] of Object.entries(values)) {
    if (ownFlags.has(name) && (typeof value !== 'string' || value === ''))
      return refuse(`--${name} needs a value.`);
  }
  const given = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null);

  const profile = profiles.find((known) => known === (given('profile') ?? 'production'));
  if (!profile) return refuse(`--profile must be ${profiles.join(' or ')}.`);

  const defaultHost: CoreHost = machine.nodeApi >= neededNodeApi ? 'utility' : 'node';
  const coreHost = coreHosts.find((known) => known === (given('core-host') ?? defaultHost));
  if (!coreHost) return refuse(`--core-host must be ${coreHosts.join(' or ')}.`);

  const windowText = given('window');
  const size = windowText === null ? null : /^(\d{3,5})x(\d{3,5})$/.exec(windowText);
  if (windowText !== null && size === null)
    return refuse('--window must be WIDTHxHEIGHT, for example 1080x1920.');
  if (size !== null && profile !== 'demo') return refuse('--window is for the demo profile only.');

  const configPath = given('config');
  const portal = given('portal');
  const world = given('world');
  if ((portal ?? world) !== null && profile !== 'demo')
    return refuse('--portal and --world are for the demo profile only.');
  return {
    ok: true,
    options: {
      profile,
      configPath: configPath === null ? null : path.resolve(configPath),
      dataFolder: path.resolve(given('data-dir') ?? machine.usualDataFolder),
      portalAddress: portal,
      worldAddress: world,
      window: size === null ? null : { width: Number(size[1]), height: Number(size[2]) },
      coreHost,
      endWithStdin: values['end-with-stdin'] === true,
    },
  };
}

function refuse(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
