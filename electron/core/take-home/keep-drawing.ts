import { defineDrawing } from '../pdf/index.ts';

/** Everything on the slip of a form that is kept for later. Nothing in it tells whose it is or what it is about. */
export interface KeepContent {
  readonly language: 'vi' | 'en';
  readonly office: readonly string[];
  readonly heading: string;
  readonly codeLabel: string;
  readonly code: string;
  readonly until: string;
  readonly stepsHeading: string;
  readonly steps: readonly string[];
  readonly notes: readonly string[];
  /** What the reader reads. */
  readonly qrText: string;
}

/** The slip of a kept form, on A4 or on the roll. */
export const keepDrawing = defineDrawing<{ readonly content: KeepContent; readonly paper: 'a4' | 'slip' }>(
  'slip of a kept form',
);
