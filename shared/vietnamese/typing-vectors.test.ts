import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { backspace, createTypingState, defaultTypingOptions, type TypingOptions, typeKey } from './typing.ts';

interface TypingVector {
  readonly method: 'telex' | 'vni';
  readonly keys: string;
  readonly expect: string;
  readonly tone_style: 'old' | 'new' | 'any';
  readonly kind: string;
  readonly needs?: string;
}

const file = new URL('../../tests/fixtures/typing/typing-vectors.json', import.meta.url);
const fixture = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly meta: { readonly count: number };
  readonly vectors: readonly TypingVector[];
};

function press(vector: TypingVector, options: TypingOptions): string {
  let state = createTypingState();
  for (const key of vector.keys.match(/<BS>|./gu) ?? []) {
    state = key === '<BS>' ? backspace(state, options) : typeKey(state, key, options);
  }
  return state.text;
}

const styles = { old: ['old'], new: ['new'], any: ['old', 'new'] } as const;

// Every option that a vector `needs` is on by default; the last test shows that the others do not depend on it.
describe('typing vectors', () => {
  test('are all there', () => {
    expect(fixture.vectors).toHaveLength(fixture.meta.count);
  });

  const cases = fixture.vectors.flatMap((vector) =>
    styles[vector.tone_style].map((toneStyle) => ({ vector, toneStyle })),
  );
  test.each(cases)(
    '$vector.method $vector.keys writes $vector.expect ($toneStyle)',
    ({ vector, toneStyle }) => {
      const options = { ...defaultTypingOptions, method: vector.method, toneStyle };
      expect(press(vector, options)).toBe(vector.expect.normalize('NFC'));
    },
  );

  test('that need no option hold without w alone, too', () => {
    const independent = fixture.vectors.filter((vector) => vector.needs === undefined);
    for (const vector of independent) {
      for (const toneStyle of styles[vector.tone_style]) {
        const options = { ...defaultTypingOptions, method: vector.method, toneStyle, loneW: false };
        expect(press(vector, options)).toBe(vector.expect.normalize('NFC'));
      }
    }
  });
});
