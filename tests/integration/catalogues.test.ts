import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditCatalogue, auditEventIds } from '../../shared/audit/index.ts';
import { faultCatalogue, faultCodes } from '../../shared/faults/index.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface FaultWords {
  readonly happened: string;
  readonly safe: string;
  readonly next: string;
  readonly staff: readonly string[];
}

/** All faults-<area>.json of a language in one table, as the screen sees them. */
function faultWords(language: string): Readonly<Record<string, FaultWords>> {
  const folder = path.join(root, 'resources/strings', language);
  const tables = readdirSync(folder)
    .filter((name) => /^faults-.*\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Record<string, FaultWords>);
  return Object.assign({}, ...tables);
}

describe.each(['vi', 'en'])('the words of faults in %s', (language) => {
  const words = faultWords(language);

  test.each(faultCodes)('%s says what happened, what is safe, what to do next, and what staff do', (code) => {
    const entry = words[code];
    expect(entry, `${code} has no words`).toBeDefined();
    for (const part of ['happened', 'safe', 'next'] as const) {
      expect(entry?.[part], `${code}.${part}`).toMatch(/\S.*[.?!]$/s);
    }
    expect(entry?.staff.length, `${code}.staff`).toBeGreaterThan(0);
  });

  test('name no fault that does not exist', () => {
    expect(Object.keys(words).filter((code) => !(faultCodes as readonly string[]).includes(code))).toEqual(
      [],
    );
  });
});

test.each(faultCodes)('%s is raised by the test that its entry names', (code) => {
  const testPath = path.join(root, faultCatalogue[code].test);
  expect(existsSync(testPath), `${faultCatalogue[code].test} is missing`).toBe(true);
  const speaksOfIt = readFileSync(testPath, 'utf8').includes(code);
  expect(speaksOfIt, `${faultCatalogue[code].test} does not speak of ${code}`).toBe(true);
});

/** Every source file of the product's Node side. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
}

test('every audit event is left by some code of the core', () => {
  const text = sources(path.join(root, 'electron')).join('\n');
  expect(auditEventIds.filter((id) => !text.includes(`'${id}'`))).toEqual([]);
});

test('events that begin something have an event that ends it', () => {
  const ids = auditEventIds as readonly string[];
  const started = ids.filter((id) => id.endsWith('-started') && id !== 'core-started');
  expect(started.filter((id) => !ids.includes(id.replace(/-started$/, '-finished')))).toEqual([]);
});

test('no audit detail is named after something of a person', () => {
  const named = auditEventIds.flatMap((id) => auditCatalogue[id].details as readonly string[]);
  expect(named.filter((name) => /name|phone|address|birth|idNumber|personalId/i.test(name))).toEqual([]);
});
