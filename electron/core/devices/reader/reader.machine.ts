import { unreachable } from '../../../../shared/assert.ts';
import type { FaultCode } from '../../../../shared/faults/index.ts';
import type { ReaderState } from './reader.port.ts';

/** Every wait of the readers. */
export const readerTimings = {
  /** How often the machine is asked which readers there are: plugging in is seen within this time. */
  lookMs: 1_000,
  /** After a reader failed: most often it was pulled out, which shows before it is opened again. */
  lookSoonMs: 100,
  /** After the machine could not even be asked. */
  lookFailedMs: 5_000,
  /** Opening a device that another program holds may hang. */
  openMs: 3_000,
  /** Between two reports of one code; readers send them every 1-10 ms, radio bases with longer gaps. */
  partMs: 500,
  /** Waits before a device is opened again; when they are used up it is a fault, tried at the last pace. */
  reopenMs: [250, 1_000, 3_000, 10_000],
  /** Noise is told at most this often. */
  noiseMs: 1_000,
} as const;

/** One reader that was seen, from the first sight on. */
export type LinkState =
  | { readonly kind: 'absent'; readonly fault: FaultCode | null }
  /** `fault` is why it is opened again; null at the first time. */
  | { readonly kind: 'opening'; readonly attempt: number; readonly fault: FaultCode | null }
  | { readonly kind: 'ready' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'recovering'; readonly attempt: number; readonly fault: FaultCode }
  | { readonly kind: 'fault'; readonly attempt: number; readonly fault: FaultCode };

export type LinkEvent =
  | 'seen'
  | 'opened'
  /** It is there and may not be opened. */
  | 'refused'
  /** A report came and more will follow. */
  | 'part'
  /** A code is complete, or what had come was thrown away. */
  | 'settled'
  /** Reading failed: unplugged, or the bus was reset. */
  | 'failed'
  | 'retry'
  | 'gone';

/** The next state of a link; an event that means nothing in a state changes nothing. */
export function stepLink(state: LinkState, event: LinkEvent): LinkState {
  switch (event) {
    case 'seen':
      return state.kind === 'absent' ? { kind: 'opening', attempt: 0, fault: state.fault } : state;
    case 'opened':
      return state.kind === 'opening' ? { kind: 'ready' } : state;
    case 'refused': {
      if (state.kind !== 'opening') return state;
      const attempt = state.attempt + 1;
      const kind = attempt < readerTimings.reopenMs.length ? 'recovering' : 'fault';
      return { kind, attempt, fault: 'READER_OPEN_REFUSED' };
    }
    case 'part':
      return state.kind === 'ready' ? { kind: 'reading' } : state;
    case 'settled':
      return state.kind === 'reading' ? { kind: 'ready' } : state;
    case 'failed':
      return state.kind === 'ready' || state.kind === 'reading'
        ? { kind: 'recovering', attempt: 0, fault: 'READER_LOST' }
        : state;
    case 'retry':
      return state.kind === 'recovering' || state.kind === 'fault'
        ? { kind: 'opening', attempt: state.attempt, fault: state.fault }
        : state;
    case 'gone':
      return { kind: 'absent', fault: 'READER_LOST' };
    default:
      return unreachable(event);
  }
}

/** How long a link waits before it is opened again. */
export function reopenAfterMs(state: LinkState): number | null {
  if (state.kind !== 'recovering' && state.kind !== 'fault') return null;
  const { reopenMs } = readerTimings;
  return reopenMs[Math.min(state.attempt, reopenMs.length - 1)] ?? null;
}

/** All readers as one: a reader that works hides one that does not, never the other way round. */
export function readerStateOf(links: readonly LinkState[]): ReaderState {
  if (links.some(({ kind }) => kind === 'reading')) return { kind: 'reading' };
  if (links.some(({ kind }) => kind === 'ready')) return { kind: 'ready' };
  const failed =
    links.find(({ kind }) => kind === 'fault') ??
    links.find((link) => 'fault' in link && link.fault !== null);
  if (failed === undefined || !('fault' in failed) || failed.fault === null) return { kind: 'absent' };
  return { kind: failed.kind === 'fault' ? 'fault' : 'recovering', fault: failed.fault };
}
