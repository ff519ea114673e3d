import { type FaultCode, isFaultCode } from './catalogue.ts';

/** What a fault may carry: machine facts only (device, file role, number), never a person's data. */
export type FaultDetails = Readonly<Record<string, string | number | boolean>>;

/** An expected failure with a code from the one catalogue; everything else that is thrown is a defect. */
export class KioskFault extends Error {
  override readonly name = 'KioskFault';
  readonly code: FaultCode;
  readonly details: FaultDetails;

  constructor(code: FaultCode, options: { readonly details?: FaultDetails; readonly cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** True for a fault made here or in another realm (worker, utility process): decided by shape, not by class. */
export function isKioskFault(error: unknown): error is KioskFault {
  return (
    error instanceof Error &&
    error.name === 'KioskFault' &&
    'code' in error &&
    typeof error.code === 'string' &&
    isFaultCode(error.code)
  );
}
