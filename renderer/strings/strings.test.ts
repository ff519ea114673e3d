/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { wordsByLanguage } from './areas.ts';
import { sayIn } from './use-strings.ts';

const root = path.resolve(import.meta.dirname, '../..');
const stringsFolder = path.join(root, 'resources/strings');
const areaFiles = readdirSync(path.join(stringsFolder, 'vi')).filter((name) => name.endsWith('.json'));

/** Every text of a file by its path, whether words or the parts of a fault. */
function textsOf(language: string, file: string): Map<string, string> {
  const texts = new Map<string, string>();
  const visit = (value: unknown, at: string): void => {
    if (typeof value === 'string') texts.set(at, value);
    else if (value && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) visit(inner, at === '' ? key : `${at}/${key}`);
    }
  };
  visit(JSON.parse(readFileSync(path.join(stringsFolder, language, file), 'utf8')), '');
  return texts;
}

const placesOf = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)(?:\|[^|}]*\|[^|}]*)?\}/g)].map(([, name]) => `{${name}}`).sort();

test('has the same areas in Vietnamese and English', () => {
  const english = readdirSync(path.join(stringsFolder, 'en')).filter((name) => name.endsWith('.json'));
  expect(english.sort()).toEqual([...areaFiles].sort());
});

test.each(areaFiles)('%s says everything in both languages, with the same places', (file) => {
  const vietnamese = textsOf('vi', file);
  const english = textsOf('en', file);
  expect([...english.keys()].sort()).toEqual([...vietnamese.keys()].sort());
  for (const [id, text] of vietnamese) {
    expect(text.trim(), id).not.toBe('');
    expect(english.get(id)?.trim(), id).not.toBe('');
    expect(placesOf(english.get(id) ?? ''), id).toEqual(placesOf(text));
    expect(text.normalize('NFC'), id).toBe(text);
  }
});

/** Spoken on paper only, by the core. */
const paperAreas = new Set(['keepslip', 'officepapers', 'receipt', 'takehome']);

test('the page knows every area that it may have to speak', () => {
  const known = new Set([...wordsByLanguage.vi.keys()].map((id) => id.slice(0, id.indexOf('.'))));
  const written = areaFiles
    .map((name) => name.replace('.json', ''))
    .filter((area) => !area.startsWith('faults-') && !paperAreas.has(area));
  expect([...known].sort()).toEqual(written.sort());
});

test('fills the places of a string', () => {
  expect(sayIn('vi')('app.list.more', { count: 12 })).toBe('còn 12 mục');
  expect(sayIn('en')('app.list.more', { count: 12 })).toBe('12 more');
});

const spokenAttributes = new Set([
  'aria-label',
  'aria-description',
  'alt',
  'title',
  'placeholder',
  'label',
  'lead',
  'line',
]);
const hasLetters = (text: string): boolean => /\p{L}{2,}/u.test(text);
const isVietnamese = (text: string): boolean => /[À-ɏḀ-ỿ]/.test(text);

/** Texts that a person would read and that do not come from resources/strings. */
function literalTextsOf(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: string[] = [];
  const note = (node: ts.Node, text: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push(`${path.relative(root, file)}:${line + 1} ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasLetters(node.text)) note(node, node.text);
    else if (ts.isStringLiteralLike(node) && isVietnamese(node.text)) note(node, node.text);
    else if (
      ts.isJsxAttribute(node) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      spokenAttributes.has(node.name.getText(source)) &&
      hasLetters(node.initializer.text)
    ) {
      note(node, node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('no component holds words of its own', () => {
  const sources = readdirSync(path.join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => path.join(root, 'renderer', name));
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.flatMap(literalTextsOf)).toEqual([]);
});
