import type { FaultCode } from '../../../../shared/faults/index.ts';
import type { DeviceId } from '../device-id.ts';

/** One code that somebody held before a reader, whole. */
export interface ReadCode {
  readonly bytes: Uint8Array;
  /** AIM identifier as the reader sent it (`]Q1` is a QR code); null where it sends none. */
  readonly symbology: string | null;
  readonly reader: DeviceId;
}

/** How the kiosk's readers are, taken together: one that works is enough. */
export type ReaderState =
  /** No reader was ever seen: the kiosk goes on with camera and typing. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'ready' }
  /** The first part of a long code has come, the rest is on its way. */
  | { readonly kind: 'reading' }
  /** A reader that was there is gone or did not answer; it is looked for by itself. */
  | { readonly kind: 'recovering'; readonly fault: FaultCode }
  /** A reader is there and cannot be used until somebody acts; it is still tried now and then. */
  | { readonly kind: 'fault'; readonly fault: FaultCode };

export interface ReaderListener {
  onCode(code: ReadCode): void;
  onState(state: ReaderState): void;
  /** A code that came to nothing (cut off, noise): the person should show it once more. */
  onTrouble(fault: FaultCode): void;
}

/** Whatever reads codes. Starting and stopping never throw: what goes wrong is a state. */
export interface Reader {
  start(listener: ReaderListener): void;
  stop(): Promise<void>;
}
