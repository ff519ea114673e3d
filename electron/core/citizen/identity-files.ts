import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type ConsentPurpose, consentPurposeSchema } from '../../../shared/identity/index.ts';

const prefixFileSchema = z.object({ prefixes: z.array(z.object({ prefix: z.string().regex(/^\d{3}$/) })) });

/** The prefixes of identity numbers that are known; an unknown one is a doubt, so an old file does no harm. */
export function readPrefixes(resourcesDir: string): ReadonlySet<string> {
  const text = readFileSync(path.join(resourcesDir, 'identity/id-number-prefixes.json'), 'utf8');
  return new Set(prefixFileSchema.parse(JSON.parse(text)).prefixes.map(({ prefix }) => prefix));
}

/** The purposes that people are told of or asked for, in their order. A wrong file is a defect of the release. */
export function readConsentPurposes(resourcesDir: string): readonly ConsentPurpose[] {
  const folder = path.join(resourcesDir, 'consent');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => consentPurposeSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))))
    .sort((a, b) => a.order - b.order);
}
