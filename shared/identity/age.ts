import { Temporal } from 'temporal-polyfill';

/** Whole years on a day; a birthday counts from its first minute, 29 February on 1 March. Days are ISO. */
export function ageOn(birthDate: string, today: string): number {
  return Temporal.PlainDate.from(birthDate).until(today, { largestUnit: 'years' }).years;
}

/**
 * Whose consent counts for a person of this age (Law 91/2025/QH15 Đ24): under 7 the guardian's, from 7 to 15 the
 * child's and the guardian's, from 16 their own. Where the article is narrower (disclosure only), asking both is
 * the safe reading.
 */
export type ConsentBy = 'guardian' | 'child-and-guardian' | 'self';

export function consentNeededFrom(age: number): ConsentBy {
  if (age < 7) return 'guardian';
  return age < 16 ? 'child-and-guardian' : 'self';
}
