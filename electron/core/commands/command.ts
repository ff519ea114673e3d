import type { KeyProvider } from '../storage/index.ts';

/** Where the command works and with which key. */
export interface Place {
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly keyProvider: KeyProvider;
}

export interface Options {
  readonly 'data-dir'?: string | undefined;
  readonly 'key-file'?: string | undefined;
  readonly config?: string | undefined;
  readonly profile?: string | undefined;
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly for?: string | undefined;
  readonly 'passphrase-file'?: string | undefined;
}

/** The sentence that says what came of it. */
export interface Outcome {
  readonly said: string;
  readonly ok: boolean;
}

export interface Command {
  readonly usage: string;
  readonly does: string;
  /** What stands behind the command's name, where it takes something. */
  readonly takes?: string;
  readonly run: (place: Place, options: Options, taken: string) => Promise<Outcome>;
}

/** Commands by their names. */
export type Commands = Readonly<Record<string, Command>>;

/** A wrong use of the command line, in words for the technician. */
export class BadUse extends Error {
  override readonly name = 'BadUse';
}
