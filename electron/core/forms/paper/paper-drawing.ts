import { defineDrawing } from '../../pdf/index.ts';
import type { PaperContent } from './content.ts';

/** The official paper of a form, filled in or empty. */
export const paperDrawing = defineDrawing<PaperContent>('official form');
