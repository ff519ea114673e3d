import { useMemo } from 'react';
import type { Language } from '../../shared/contract/index.ts';
import { useReading } from '../client/index.ts';
import { type StringId, wordsByLanguage } from './areas.ts';

export type { StringId } from './areas.ts';

export type StringParams = Readonly<Record<string, string | number>>;

/** Says a string by its id, with `{name}` places filled from `params`. */
export type Say = (id: StringId, params?: StringParams) => string;

/** The words of one language. A missing place stays visible as `{name}`; a test fails before a person sees it. */
export function sayIn(language: Language): Say {
  const words = wordsByLanguage[language];
  return (id, params) =>
    (words.get(id) ?? id).replace(/\{(\w+)\}/g, (place, name: string) => String(params?.[name] ?? place));
}

/** The words of the language this person reads. */
export function useStrings(): Say {
  const { language } = useReading();
  return useMemo(() => sayIn(language), [language]);
}
