import type { FormLanguage, FormStrings } from '../../../shared/form/index.ts';
import { wordsByLanguage } from '../../strings/areas.ts';

const byLanguage = new Map<FormLanguage, FormStrings>();

/** What kinds of fields say, by message id. */
export function formWords(language: FormLanguage): FormStrings {
  let words = byLanguage.get(language);
  if (words === undefined) {
    const area = 'forms.';
    words = Object.fromEntries(
      [...wordsByLanguage[language]]
        .filter(([id]) => id.startsWith(area))
        .map(([id, text]) => [id.slice(area.length), text]),
    );
    byLanguage.set(language, words);
  }
  return words;
}
