import * as z from 'zod';
import type { Places } from '../places/places.ts';

/** Where an answer came from; shown on the review page. */
export const answerSources = ['typed', 'card', 'earlier', 'staff'] as const;
export type AnswerSource = (typeof answerSources)[number];

/** One stored answer: exactly what was entered, judged anew each time. */
export const answerSchema = z.strictObject({ value: z.unknown(), source: z.enum(answerSources) });
export interface Answer {
  readonly value: unknown;
  readonly source: AnswerSource;
}

/** Answers by field id. A repeat field holds its rows as a list of objects by inner field id. */
export type Answers = Readonly<Record<string, Answer>>;

/** What the form may know beside the answers. The page gets it from the core with the draft. */
export interface FormContext {
  /** Today in Việt Nam, YYYY-MM-DD. */
  readonly today: string;
  readonly places: Places;
  readonly office: OfficeFacts;
  readonly procedure: { readonly code: string; readonly name: string };
}

export interface OfficeFacts {
  /** Who a request is addressed to: "Ủy ban nhân dân xã Chư Păh, tỉnh Gia Lai". */
  readonly agency: string;
  /** Residence and identity cards: "Công an xã Chư Păh, tỉnh Gia Lai". */
  readonly police: string;
  /** Before the date of a signature: "Chư Păh". */
  readonly place: string;
}

/** Works the three names out from the commune's code; an unknown code leaves the dotted lines empty. */
export function officeFacts(places: Places, communeCode: string): OfficeFacts {
  const commune = places.findCommune(communeCode);
  if (commune === undefined) return { agency: '', police: '', place: '' };
  const name = places.nameOf(commune);
  return { agency: `Ủy ban nhân dân ${name}`, police: `Công an ${name}`, place: commune.name };
}
