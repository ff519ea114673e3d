import { defineDrawing } from '../pdf/index.ts';
import type { ListContent } from './list-content.ts';

/** "What to bring", on A4 or as a slip. */
export const listDrawing = defineDrawing<{ readonly content: ListContent; readonly paper: 'a4' | 'slip' }>(
  'list to take home',
);
