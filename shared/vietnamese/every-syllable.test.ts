import { describe, expect, test } from 'vitest';
import { everySyllable, keyOrders, spell } from '../../tests/fixtures/typing/every-syllable.ts';
import { isVietnameseSyllable } from './grammar.ts';
import { onsets, rhymes } from './grammar-data.ts';
import { readLetters } from './letters.ts';
import { createTypingState, defaultTypingOptions, typeKey } from './typing.ts';

function typed(keys: string, method: 'telex' | 'vni', toneStyle: 'old' | 'new'): string {
  const options = { ...defaultTypingOptions, method, toneStyle };
  let state = createTypingState();
  for (const key of keys) state = typeKey(state, key, options);
  return state.text;
}

describe('every syllable in every legal order of keys', () => {
  test.each([
    ['telex', 'old'],
    ['telex', 'new'],
    ['vni', 'old'],
    ['vni', 'new'],
  ] as const)(
    'is written by %s with the %s tone style',
    (method, style) => {
      const wrong: string[] = [];
      let count = 0;
      for (const syllable of everySyllable()) {
        // The styles differ in a few rhymes only; the others are typed once.
        if (style === 'new' && syllable.slotOld === syllable.slotNew) continue;
        const expected = spell(syllable, style);
        for (const keys of keyOrders(syllable, method, style)) {
          count += 1;
          const text = typed(keys, method, style);
          if (text !== expected) wrong.push(`${keys} → ${text}, not ${expected}`);
        }
      }
      expect(wrong.slice(0, 40)).toEqual([]);
      expect(count).toBeGreaterThan(style === 'old' ? 60_000 : 400);
    },
    120_000,
  );

  test('covers the rare ones', () => {
    const words = new Set([...everySyllable()].map((syllable) => spell(syllable, 'old')));
    for (const word of 'xoong ngoằn ngoèo khuỷu quạnh giếng gì quốc thuở huơ uỵch khuya tuýp'.split(' ')) {
      expect(words).toContain(word);
    }
  });

  test('is a syllable for the grammar, and the grammar has no rhyme or onset beyond them', () => {
    const unknown: string[] = [];
    const seenRhymes = new Set<string>();
    const seenOnsets = new Set<string>();
    for (const syllable of everySyllable()) {
      const word = spell(syllable, 'old');
      if (!isVietnameseSyllable(readLetters(word))) unknown.push(word);
      if (syllable.onset !== 'qu' && syllable.onset !== 'gi') seenRhymes.add(syllable.vowels + syllable.coda);
      seenOnsets.add(syllable.onset);
    }
    expect(unknown).toEqual([]);
    expect(rhymes.filter((rhyme) => !seenRhymes.has(rhyme))).toEqual([]);
    expect(onsets.filter((onset) => onset !== 'q' && !seenOnsets.has(onset))).toEqual([]);
  });
});
