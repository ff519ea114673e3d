import { defineDrawing } from '../pdf/index.ts';
import type { FormContent } from './form-content.ts';
import type { SlipContent } from './slip-content.ts';

/** A receipt in its words, for the sheet or for the roll. */
export type ReceiptContent =
  | { readonly paper: 'a4'; readonly content: FormContent }
  | { readonly paper: 'slip'; readonly content: SlipContent };

export const receiptDrawing = defineDrawing<ReceiptContent>('receipt');
