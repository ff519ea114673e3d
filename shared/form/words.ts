import * as z from 'zod';

/** The languages every text of a form must have. */
export const formLanguages = ['vi', 'en'] as const;
export type FormLanguage = (typeof formLanguages)[number];

/** One text in both languages. An empty translation is an error of the form file, not an empty label. */
export const wordsSchema = z.strictObject({ vi: z.string().trim().min(1), en: z.string().trim().min(1) });
export type Words = z.infer<typeof wordsSchema>;
