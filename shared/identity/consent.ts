import * as z from 'zod';

const wordsSchema = z.strictObject({
  title: z.string().min(1),
  /** Plain sentences: what is used, what for, how long, what happens without it. */
  text: z.array(z.string().min(1)).min(1),
  agree: z.string().min(1),
  decline: z.string().min(1),
});

/** One use of personal data that a person is told of or asked for; a file of resources/consent. */
export const consentPurposeSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{2,40}$/),
  /** Raised with every change of a word: a proof names the words it was given to. */
  version: z.number().int().positive(),
  date: z.iso.date(),
  order: z.number().int(),
  /**
   * `public-task`: an agency acts under law and the person is told (Law 91/2025/QH15 Đ19); `consent`: the person is
   * asked and may decline without losing anything else (Đ9).
   */
  basis: z.enum(['public-task', 'consent']),
  /** NĐ 356/2025/NĐ-CP Đ4 and Đ6: sensitive data must be named as such. */
  sensitive: z.boolean(),
  legalBasis: z.array(z.strictObject({ vi: z.string(), en: z.string(), verified: z.boolean() })).min(1),
  words: z.strictObject({ vi: wordsSchema, en: wordsSchema }),
});
export type ConsentPurpose = z.infer<typeof consentPurposeSchema>;

export const consentGivers = ['self', 'guardian', 'child-and-guardian', 'representative'] as const;
export type ConsentGiver = (typeof consentGivers)[number];

/** The exact words a person sees, as one text: what a proof's hash is made of. NFC, lines by `\n`. */
export function consentText(purpose: ConsentPurpose, language: 'vi' | 'en'): string {
  const words = purpose.words[language];
  const basis = purpose.legalBasis.map((line) => line[language]);
  return [words.title, ...words.text, ...basis, words.agree, words.decline].join('\n').normalize('NFC');
}

/**
 * Whether this giver is enough for a person of this age. An unknown age stops nobody: staff check the person anyway.
 * Where the guardian alone would be enough, child and guardian together are too.
 */
export function mayConsent(
  giver: ConsentGiver,
  neededFrom: 'guardian' | 'child-and-guardian' | 'self',
): boolean {
  switch (neededFrom) {
    case 'self':
      return true;
    case 'child-and-guardian':
      return giver === 'child-and-guardian';
    case 'guardian':
      return giver === 'guardian' || giver === 'child-and-guardian';
    default:
      return neededFrom satisfies never;
  }
}
