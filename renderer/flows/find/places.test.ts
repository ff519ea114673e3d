/// <reference types="node" />
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { answersOf, browsePlace, filtersOf, minePlace, readPlace, slugOf } from './places.ts';

/** What the core accepts as a place (shared/contract/session.ts). */
const accepted = /^\/[a-z0-9/.:-]{0,120}$/;

test('reads back the places it writes', () => {
  expect(readPlace('/find')).toEqual({ kind: 'start' });
  expect(readPlace('/find/search')).toEqual({ kind: 'search' });
  expect(readPlace(browsePlace('police', '3', 'ho-tich'))).toEqual({
    kind: 'browse',
    agency: 'police',
    level: '3',
    field: 'ho-tich',
  });
  expect(readPlace('/find/1.001193')).toEqual({ kind: 'procedure', code: '1.001193', view: 'page' });
  expect(readPlace('/find/1.001193/steps')).toEqual({ kind: 'about', code: '1.001193', section: 'steps' });
  expect(readPlace(minePlace('1.001193', []))).toEqual({ kind: 'mine', code: '1.001193', answers: [] });
  expect(readPlace(`${minePlace('1.001193', ['n', 'u'])}/take`)).toEqual({
    kind: 'take',
    code: '1.001193',
    answers: ['n', 'u'],
  });
});

test('leads to the start from a place that nobody wrote', () => {
  expect(readPlace('/find/not-a-code/mine')).toEqual({ kind: 'start' });
});

test('turns letters into answers in the order of the questions', () => {
  const questions = [{ id: 'delegate' }, { id: 'residence' }, { id: 'other' }];
  expect(answersOf(questions, ['n', 'u'])).toEqual({ delegate: 'no', residence: 'unsure' });
});

test('has no filter where the person asked for all', () => {
  expect(filtersOf({ agency: 'all', level: 'all' })).toEqual({});
  expect(filtersOf({ agency: 'tax', level: '2' })).toEqual({ agency: 'tax', level: 2 });
});

test('every field of the shipped catalogue has a place of its own that the core accepts', () => {
  const file = path.resolve(import.meta.dirname, '../../../resources/catalogue/2026-11-22/index.json');
  const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: readonly { field: string }[] };
  const fields = [...new Set(rows.map(({ field }) => field))];
  expect(new Set(fields.map(slugOf)).size).toBe(fields.length);
  for (const field of fields) expect(browsePlace('people-committee', '3', slugOf(field))).toMatch(accepted);
});
