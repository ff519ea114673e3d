import {
  defineDrawing,
  type FormHead,
  type FormLine,
  type FormSignature,
  type FormTable,
} from '../pdf/index.ts';

/** A piece of an official form, in the order of reading. */
export type PaperBlock =
  | { readonly kind: 'lines'; readonly lines: readonly (readonly FormLine[])[] }
  | { readonly kind: 'text'; readonly text: string; readonly style: 'regular' | 'bold' | 'italic' }
  | { readonly kind: 'table'; readonly table: FormTable };

/** An official form of the office in its words: Mẫu 02, 03, 06 and the dispatch list differ only in their blocks. */
export interface OfficePaper {
  readonly sheet: 'portrait' | 'landscape';
  readonly head: FormHead;
  /** "Số: …/HDHS"; null where the form has no number. */
  readonly number: string | null;
  readonly title: string;
  readonly subtitle: string | null;
  readonly blocks: readonly PaperBlock[];
  readonly signatures: readonly FormSignature[];
  readonly foot: string;
}

export const officePaperDrawing = defineDrawing<OfficePaper>('office-paper');
