import { fillPlaces } from '../words/say.ts';
import type { FormLanguage, Words } from './words.ts';

/** Every message that a kind of field can give. Its words stand in resources/strings/<language>/forms.json. */
export const formMessageIds = [
  'required',
  'unreadable',
  'emoji',
  'control-letter',
  'hidden-letter',
  'lone-mark',
  'foreign-letter',
  'too-long',
  'too-short',
  'name-digit',
  'name-sign',
  'name-one-word',
  'number-unreadable',
  'number-whole',
  'number-min',
  'number-max',
  'money-unreadable',
  'date-unreadable',
  'date-not-exist',
  'date-year',
  'date-future',
  'date-past',
  'time-not-exist',
  'time-future',
  'range-start',
  'range-reversed',
  'id-digits',
  'id-prefix',
  'document-kind',
  'document-number',
  'document-card',
  'document-issuer',
  'document-date',
  'document-old',
  'reference-number',
  'reference-agency',
  'reference-date',
  'phone',
  'email',
  'address-province',
  'address-commune',
  'address-commune-unknown',
  'address-other-province',
  'address-old-kept',
  'address-detail',
  'choice-unknown',
  'choice-other',
  'too-many-choices',
  'rows-min',
  'rows-max',
  'file-missing',
  'declare',
  'signature-small',
  'signature-large',
] as const;
export type FormMessageId = (typeof formMessageIds)[number];

export type MessageParams = Readonly<Record<string, string | number>>;

/**
 * What is to be said about an answer. A `fault` stops the way forward, a `warning` asks "xin xem lại" and never
 * does. `part` names the inner box of a compound field (number, issuer, commune …).
 */
export interface Finding {
  readonly severity: 'fault' | 'warning';
  readonly id: FormMessageId;
  readonly params: MessageParams;
  readonly part?: string;
}

/** A finding of a kind (by id) or a rule of the form (in its own words). */
export type FormMessage =
  | { readonly kind: 'known'; readonly id: FormMessageId; readonly params: MessageParams }
  | { readonly kind: 'rule'; readonly rule: string; readonly words: Words };

/** The words of one language's forms.json. */
export type FormStrings = Readonly<Record<string, string>>;

/** Fills `{name}` places of a message; a missing text shows its id, which the string test makes impossible. */
export function tellMessage(message: FormMessage, strings: FormStrings, language: FormLanguage): string {
  if (message.kind === 'rule') return message.words[language];
  const text = strings[message.id] ?? message.id;
  return fillPlaces(text, message.params);
}

export function fault(id: FormMessageId, params: MessageParams = {}, part?: string): Finding {
  return part === undefined ? { severity: 'fault', id, params } : { severity: 'fault', id, params, part };
}

export function warning(id: FormMessageId, params: MessageParams = {}, part?: string): Finding {
  return part === undefined ? { severity: 'warning', id, params } : { severity: 'warning', id, params, part };
}
