import { useMemo } from 'react';
import type { Language } from '../../shared/contract/index.ts';
import { fillPlaces, type Say as SayAny } from '../../shared/words/index.ts';
import { useReading } from '../client/index.ts';
import { type StringId, wordsByLanguage } from './areas.ts';

export type { StringId } from './areas.ts';

/** Says a string of the page by its id. */
export type Say = SayAny<StringId>;

/** The words of one language. */
export function sayIn(language: Language): Say {
  const words = wordsByLanguage[language];
  return (id, params) => fillPlaces(words.get(id) ?? id, params);
}

/** The words of the language this person reads. */
export function useStrings(): Say {
  const { language } = useReading();
  return useMemo(() => sayIn(language), [language]);
}
