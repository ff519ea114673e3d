import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf } from './json-position.ts';

const text = `{
  "name": "a \\"quoted\\" {brace}",
  "fees": [
    { "vnd": 0 },
    {
      "vnd": 5,
      "per": null
    }
  ]
}`;

test.each([
  [[], 1],
  [['name'], 2],
  [['fees'], 3],
  [['fees', 0, 'vnd'], 4],
  [['fees', 1], 5],
  [['fees', 1, 'per'], 7],
] as const)('%j stands on line %i', (path, line) => {
  expect(lineOf(text, path)).toBe(line);
});

test('gives the line of the parent for a field that is missing', () => {
  expect(lineOf(text, ['fees', 1, 'exemptions'])).toBe(5);
  expect(lineOf(text, ['fees', 9])).toBe(3);
});

test('finds every key of any document', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (document) => {
      const lines = JSON.stringify(document, null, 2);
      for (const key of Object.keys(document)) {
        const line = lines.split('\n')[lineOf(lines, [key]) - 1];
        expect(line?.startsWith(`  ${JSON.stringify(key)}: `)).toBe(true);
      }
    }),
  );
});
