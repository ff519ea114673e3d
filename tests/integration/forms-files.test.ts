import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkForms } from '../../electron/core/forms/check.ts';
import { createForms } from '../../electron/core/forms/forms.ts';
import { formMessageIds, getKind, kindNames } from '../../shared/form/index.ts';
import { catalogueDir, formCodes, formOf, formsDir, shippedForms } from '../support/forms-at-hand.ts';

const folders: string[] = [];

/** A copy of the shipped forms with one text replaced in one file. */
function formsWith(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'forms-'));
  folders.push(folder);
  cpSync(formsDir, folder, { recursive: true });
  const target = path.join(folder, file);
  writeFileSync(target, change(readFileSync(target, 'utf8')));
  return folder;
}

function problemsOf(folder: string): readonly string[] {
  return checkForms(folder, catalogueDir).flatMap(({ problems }) =>
    problems.map(({ file, line, what }) => `${file}:${line} ${what}`),
  );
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('the forms that ship', () => {
  test('have nothing for the lint to say, with every official field asked', () => {
    expect(problemsOf(formsDir)).toEqual([]);
  });

  test.each(formCodes)('%s has a form of its own', (code) => {
    expect(shippedForms().has(code)).toBe(true);
    expect(formOf(code).procedures).toContain(code);
  });

  test('serve any other procedure with the generic request', () => {
    expect(formOf('1.012591').code).toBe('generic');
    expect(shippedForms().has('1.012591')).toBe(false);
  });

  test('ask who files first, and let somebody else file', () => {
    for (const code of formCodes) expect(formOf(code).steps[0]?.id).toBe('filing');
  });

  test('put no more than eight questions on a screen', () => {
    for (const code of formCodes) {
      for (const step of formOf(code).steps)
        expect(step.fields.length, `${code} ${step.id}`).toBeLessThanOrEqual(8);
    }
  });

  test('use kinds that are all in the one table', () => {
    expect(kindNames.length).toBeGreaterThanOrEqual(25);
    for (const name of kindNames) expect(getKind(name).name).toBe(name);
  });
});

test.each(['vi', 'en'])('every message of a field has its words in %s', (language) => {
  const file = path.resolve(formsDir, `../strings/${language}/forms.json`);
  const words: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  expect(Object.keys(words).sort()).toEqual([...formMessageIds].sort());
});

describe('the lint names file, line and cause of', () => {
  const line = (file: string, part: string): number => {
    const text = readFileSync(path.join(formsDir, file), 'utf8');
    return text.slice(0, text.indexOf(part)).split('\n').length;
  };

  test('a file that is cut off', () => {
    const folder = formsWith('1.000894.json', (text) => text.slice(0, 400));
    expect(problemsOf(folder).join('\n')).toMatch(/^1\.000894\.json:\d+ is not JSON$/u);
  });

  test('an unknown kind of field', () => {
    const folder = formsWith('1.001193.json', (text) => text.replace('"kind": "gender"', '"kind": "sex"'));
    const at = line('1.001193.json', '"kind": "gender"');
    expect(problemsOf(folder)[0]).toMatch(new RegExp(`^1\\.001193\\.json:${at} Invalid option`, 'u'));
  });

  test('an unknown field in a rule', () => {
    const folder = formsWith('1.001193.json', (text) =>
      text.replace('"at": "mother_birth_year"', '"at": "mum"'),
    );
    expect(problemsOf(folder)[0]).toMatch(/^1\.001193\.json:\d+ unknown field mum$/u);
  });

  test('an operation outside the list', () => {
    const folder = formsWith('1.001193.json', (text) => text.replace('"dateAfter"', '"method"'));
    expect(problemsOf(folder)[0]).toMatch(/^1\.001193\.json:\d+ unknown operation method$/u);
  });

  test('a missing translation', () => {
    const folder = formsWith('1.001193.json', (text) => text.replace('"en": "The child"', '"en": ""'));
    const at = line('1.001193.json', '"en": "The child"');
    expect(problemsOf(folder)[0]).toMatch(new RegExp(`^1\\.001193\\.json:${at} `, 'u'));
  });

  test('a paper line for a field that does not exist', () => {
    const folder = formsWith('1.001193.json', (text) =>
      text.replace('"field": "child_sex"', '"field": "baby_sex"'),
    );
    expect(problemsOf(folder)[0]).toMatch(/^1\.001193\.json:\d+ paper uses the unknown field baby_sex$/u);
  });

  test('a fee that is counted from no number', () => {
    const rows = formsWith('2.000815.json', (text) =>
      text.replace('"pages": "paper_pages"', '"pages": "paper_kind"'),
    );
    expect(problemsOf(rows)[0]).toMatch(
      /^2\.000815\.json:\d+ paper_kind is not a number in the rows of papers$/u,
    );
    const one = formsWith('2.000635.json', (text) =>
      text.replace('"count": "copies_count"', '"count": "copies"'),
    );
    expect(problemsOf(one)[0]).toMatch(/^2\.000635\.json:\d+ copies is not a number$/u);
  });

  test('a step that nobody reaches', () => {
    const folder = formsWith('1.001612.json', (text) =>
      text.replace(/("var": "founder_type"\s*\},\s*)"family"/u, '$1"tribe"'),
    );
    expect(problemsOf(folder).join('\n')).toMatch(/1\.001612\.json:\d+ founder_type can never be tribe/u);
  });

  test('a circle of conditions', () => {
    const folder = formsWith('1.004194.json', (text) => {
      const form = JSON.parse(text);
      const content = form.steps.find((step: { id: string }) => step.id === 'content');
      content.fields[0].relevant = { '!': { var: 'stay_from' } };
      content.fields[2].relevant = { '!': { var: 'request_content' } };
      return JSON.stringify(form, null, 2);
    });
    expect(problemsOf(folder).join('\n')).toMatch(
      /1\.004194\.json:\d+ circle of conditions: request_content → stay_from → request_content/u,
    );
  });

  test('an official field that is not asked', () => {
    const folder = formsWith('1.001193.json', (text) => text.replaceAll('child_birth_place', 'child_place'));
    expect(problemsOf(folder)).toContain(
      "1.001193.json:1 the procedure's official field child_birth_place is not asked",
    );
  });

  test('nothing at all when there is no catalogue to compare with: it refuses to judge', () => {
    expect(() => checkForms(formsDir, path.join(formsDir, 'sections'))).toThrow(
      'a dated version of the catalogue',
    );
  });

  test('a section that does not exist, or lacks a parameter', () => {
    const gone = formsWith('1.001193.json', (text) => text.replace('"$use": "copies"', '"$use": "copy"'));
    expect(problemsOf(gone)[0]).toMatch(/^1\.001193\.json:\d+ unknown section copy$/u);
    const open = formsWith('1.001193.json', (text) => text.replace('"as": "mother"', '"was": "mother"'));
    expect(problemsOf(open).join('\n')).toMatch(/section parent needs the parameter \{\{as\}\}/u);
  });
});

describe('a broken or older form', () => {
  test('FORM_FILE_INVALID: is refused by name while the others stay in use', () => {
    const forms = createForms({ formsDir: formsWith('1.000894.json', (text) => text.slice(0, 400)) });
    expect(() => forms.get({ procedureCode: '1.000894' })).toThrow(
      expect.objectContaining({ code: 'FORM_FILE_INVALID' }),
    );
    expect(forms.get({ procedureCode: '1.001193' }).code).toBe('1.001193');
    expect(forms.problems.length).toBeGreaterThan(0);
  });

  test('FORM_VERSION_UNKNOWN: a draft whose form is gone is told so', () => {
    expect(() => shippedForms().get({ procedureCode: '1.001193', version: '2020-01-01' })).toThrow(
      expect.objectContaining({ code: 'FORM_VERSION_UNKNOWN' }),
    );
  });

  test('opens a draft with the version it began with', () => {
    const folder = formsWith('1.001193.json', (text) => text);
    mkdirSync(path.join(folder, 'archive'));
    const older = readFileSync(path.join(folder, '1.001193.json'), 'utf8').replace(
      '"version": "2026-11-22"',
      '"version": "2026-01-05"',
    );
    writeFileSync(path.join(folder, 'archive/1.001193@2026-01-05.json'), older);
    const forms = createForms({ formsDir: folder });
    expect(forms.get({ procedureCode: '1.001193', version: '2026-01-05' }).version).toBe('2026-01-05');
    expect(forms.get({ procedureCode: '1.001193' }).version).toBe('2026-11-22');
  });
});
