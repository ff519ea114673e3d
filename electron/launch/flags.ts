import { parseArgs } from 'node:util';
import { type Profile, profiles } from '../../shared/contract/index.ts';
import { type Shell, shells } from '../supervise/control.ts';

/** What `npm start -- …` was asked for. */
export interface Flags {
  /** null: the best shell that this machine has. */
  readonly shell: Shell | null;
  readonly profile: Profile;
  readonly configPath: string | null;
  readonly dataFolder: string | null;
  /** Port of the page on loopback (Chromium shell); 0 takes a free one. */
  readonly port: number;
}

export const usage = `Usage: npm start -- [--profile demo|production] [--shell electron|chromium|none]
                   [--config <file>] [--data-dir <folder>] [--port <number>]`;

/** Reads the command line. Everything wrong with it comes back at once, one sentence each. */
export function parseFlags(
  argv: readonly string[],
): { readonly ok: true; readonly flags: Flags } | { readonly ok: false; readonly errors: readonly string[] } {
  const known = ['shell', 'profile', 'config', 'data-dir', 'port'] as const;
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(known.map((name) => [name, { type: 'string' as const }])),
    strict: false,
    tokens: true,
  });
  const errors: string[] = [];
  const given = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      errors.push(`"${token.value}" is not understood: every setting is a flag.`);
    } else if (token.kind === 'option') {
      if (!known.some((name) => name === token.name)) errors.push(`Unknown flag ${token.rawName}.`);
      else if (given.has(token.name)) errors.push(`${token.rawName} is given twice.`);
      else if (token.value === undefined || token.value === '')
        errors.push(`${token.rawName} needs a value.`);
      else given.set(token.name, token.value);
    }
  }
  const shell = oneOf('shell', shells);
  const profile = oneOf('profile', profiles) ?? 'demo';
  const port = Number(given.get('port') ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    errors.push('--port must be a number from 0 to 65535.');
  if (profile === 'demo' && given.has('config')) {
    errors.push('--config belongs to --profile production: the demo brings its own configuration.');
  }
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    flags: {
      shell,
      profile,
      configPath: given.get('config') ?? null,
      dataFolder: given.get('data-dir') ?? null,
      port,
    },
  };

  function oneOf<T extends string>(name: string, values: readonly T[]): T | null {
    const text = given.get(name);
    if (text === undefined) return null;
    const value = values.find((candidate) => candidate === text);
    if (value === undefined) errors.push(`--${name} must be ${values.join(', ')}, not "${text}".`);
    return value ?? null;
  }
}
