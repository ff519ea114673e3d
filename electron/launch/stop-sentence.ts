/** A reason to end launch, in one sentence (or one per line) for the person who started it. */
export class StopSentence extends Error {
  readonly exitCode: 1 | 2;

  /** 2: what was asked is wrong and asking again will not help; 1: the machine is not as needed. */
  constructor(sentence: string, options: { readonly exitCode?: 1 | 2; readonly cause?: unknown } = {}) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}
