/**
 * One kind of paper: the name it is asked for by, and what its drawing takes. `Input` is plain data (texts, numbers,
 * bytes): it is copied into the drawing thread.
 */
export interface DrawingKind<Input> {
  readonly name: string;
  /** Never there: carries the type alone. */
  readonly takes?: (input: Input) => void;
}

/** Names a kind of paper; the light half of a feature exports it, `pdf.worker.ts` says what draws it. */
export function defineDrawing<Input>(name: string): DrawingKind<Input> {
  return { name };
}
