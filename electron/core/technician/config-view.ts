import { readFileSync } from 'node:fs';
import type { KioskConfig } from '../../../shared/config/index.ts';
import { parseConfig } from '../../../shared/config/index.ts';
import type { TechnicianView } from '../../../shared/contract/index.ts';

/** What tells a secret, or where one lies. */
const secret = /(^|\.)(key\.path|.*(password|secret|token|pin|publisherKey).*)$/i;

/** Name and password inside an address (`ipp://user:word@printer`). */
const inAddress = /\/\/[^/@\s]+@/g;

/** The configuration in use, line by line, without its secrets. */
export function configLines(config: KioskConfig): TechnicianView['config'] {
  const lines: TechnicianView['config'] = [];
  const visit = (value: unknown, at: string): void => {
    if (Array.isArray(value)) {
      if (value.every((one) => typeof one !== 'object')) add(at, value.join(', '));
      else for (const [index, one] of value.entries()) visit(one, `${at}.${index + 1}`);
      return;
    }
    if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) visit(one, at === '' ? name : `${at}.${name}`);
      return;
    }
    if (value !== undefined) add(at, value === null ? '–' : String(value));
  };
  const add = (at: string, text: string): void => {
    lines.push({ path: at, value: secret.test(at) ? null : text.replace(inAddress, '//…@') });
  };
  visit(config, '');
  return lines;
}

/** How the file compares with what is in use: an edit that was not taken up yet, or one that would stop the next start. */
export function configFile(configPath: string | null, inUse: KioskConfig): TechnicianView['file'] {
  if (configPath === null) return { state: 'none', errors: [] };
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(configPath, 'utf8'));
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isGone
      ? { state: 'missing', errors: [] }
      : { state: 'invalid', errors: [{ path: '(tệp)', message: 'JSON' }] };
  }
  const parsed = parseConfig(raw);
  if (!parsed.ok) return { state: 'invalid', errors: [...parsed.errors] };
  const isSame = JSON.stringify(parsed.config) === JSON.stringify(inUse);
  return { state: isSame ? 'same' : 'changed', errors: [] };
}
