import type { FaultCode, FaultDetails } from '../../../shared/faults/index.ts';

/** What the thread is started with. */
export interface ThreadData {
  readonly fontsDir: string;
}

/** One paper asked of the thread; it works on one at a time. */
export interface DrawRequest {
  readonly kind: string;
  readonly input: unknown;
}

/** What the thread answers: the paper, an expected fault, or a defect by its name and place. */
export type DrawReply =
  | { readonly kind: 'drawn'; readonly pdf: Uint8Array }
  | { readonly kind: 'fault'; readonly code: FaultCode; readonly details: FaultDetails }
  | { readonly kind: 'defect'; readonly name: string; readonly stack: string };
