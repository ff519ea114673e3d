import { defineDrawing } from '../pdf/index.ts';

/** A paper that shows whether a printer can print every letter of a name. */
export interface LettersContent {
  readonly paper: 'a4' | 'slip';
  readonly title: string;
  readonly lead: string;
  readonly rows: readonly (readonly string[])[];
  readonly sentence: string;
  readonly foot: string;
}

export const lettersDrawing = defineDrawing<LettersContent>('letters');
