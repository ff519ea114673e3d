import type { ProcedureFilters } from '../../../shared/contract/index.ts';
import type { AgencyId } from '../../../shared/procedure/index.ts';
import { foldForSearch } from '../../../shared/vietnamese/fold.ts';

/** The sections of a procedure that have a screen of their own. */
export const aboutSections = ['more', 'steps', 'fees', 'notes', 'official'] as const;
export type AboutSection = (typeof aboutSections)[number];

/** The answer of one plain question, as one letter of the place: a reload at the list comes back to the same list. */
export type AnswerLetter = 'y' | 'n' | 'u';

/** Where in "Tìm hiểu thủ tục" a person is. What was typed is never part of it. */
export type FindPlace =
  | { readonly kind: 'start' }
  | { readonly kind: 'search' }
  | {
      readonly kind: 'browse';
      readonly agency: string | null;
      readonly level: string | null;
      /** Slug of the field; see `slugOf`. */
      readonly field: string | null;
    }
  | { readonly kind: 'procedure'; readonly code: string; readonly view: 'page' | 'facts' }
  | { readonly kind: 'about'; readonly code: string; readonly section: AboutSection }
  | { readonly kind: 'mine'; readonly code: string; readonly answers: readonly AnswerLetter[] }
  | { readonly kind: 'take'; readonly code: string; readonly answers: readonly AnswerLetter[] };

/** Any agency, level or field: the person asked for all of them. */
export const any = 'all';

/** Written out here, so that the page does not load a validator for eight words. */
const agencyIds: readonly AgencyId[] = [
  'people-committee',
  'police',
  'tax',
  'customs',
  'social-insurance',
  'treasury',
  'court',
  'other',
];

const codePattern = /^\d\.\d{6}$/;

/** Reads a place under `/find`; what nobody wrote leads to the start. */
export function readPlace(place: string): FindPlace {
  const [first, second, third, fourth] = place.split('/').slice(2);
  if (first === 'search') return { kind: 'search' };
  if (first === 'browse') {
    return { kind: 'browse', agency: second ?? null, level: third ?? null, field: fourth ?? null };
  }
  if (first === undefined || !codePattern.test(first)) return { kind: 'start' };
  if (second === 'facts') return { kind: 'procedure', code: first, view: 'facts' };
  const section = aboutSections.find((known) => known === second);
  if (section !== undefined) return { kind: 'about', code: first, section };
  if (second === 'mine') {
    const answers = [...(third ?? '')].filter(isAnswerLetter);
    return { kind: fourth === 'take' ? 'take' : 'mine', code: first, answers };
  }
  return { kind: 'procedure', code: first, view: 'page' };
}

function isAnswerLetter(letter: string): letter is AnswerLetter {
  return letter === 'y' || letter === 'n' || letter === 'u';
}

/** The place of the plain questions and of the list that follows them. `0`: no answer yet. */
export function minePlace(code: string, answers: readonly AnswerLetter[]): string {
  return `/find/${code}/mine/${answers.length === 0 ? '0' : answers.join('')}`;
}

/** The place of the portal's own path: agency, level, field; a missing one is still to be chosen. */
export function browsePlace(...chosen: readonly string[]): string {
  return ['/find/browse', ...chosen].join('/');
}

/** A field's name as a part of a place: `Hộ tịch` is `ho-tich`. */
export function slugOf(field: string): string {
  return foldForSearch(field)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 72);
}

/** The answers in the form the core asks for, by the order of the procedure's questions. */
export function answersOf(
  questions: readonly { readonly id: string }[],
  letters: readonly AnswerLetter[],
): Record<string, 'yes' | 'no' | 'unsure'> {
  const words = { y: 'yes', n: 'no', u: 'unsure' } as const;
  return Object.fromEntries(
    questions.flatMap(({ id }, index) => {
      const letter = letters[index];
      return letter === undefined ? [] : [[id, words[letter]] as const];
    }),
  );
}

/** The filters behind agency and level of a browse place; the field is known by name only to the core. */
export function filtersOf(place: {
  readonly agency: string | null;
  readonly level: string | null;
}): ProcedureFilters {
  const level = Number(place.level);
  const agency = agencyIds.find((known) => known === place.agency);
  return {
    ...(agency === undefined ? {} : { agency }),
    ...(level === 1 || level === 2 || level === 3 || level === 4 ? { level } : {}),
  };
}
