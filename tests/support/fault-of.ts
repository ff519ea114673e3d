import { isDefinedError } from '@orpc/client';
import { type FaultCode, isKioskFault } from '../../shared/faults/index.ts';

/** The fault with which work ends, in the core or over the wire; null when it succeeds. Anything else is thrown on. */
export async function faultOf(
  work: () => Promise<unknown> | unknown,
): Promise<{ code: FaultCode; details: object } | null> {
  try {
    await work();
  } catch (error) {
    if (isKioskFault(error)) return { code: error.code, details: error.details };
    if (error instanceof Error && isDefinedError(error as never)) {
      const { code, data } = error as unknown as { code: FaultCode; data: { details: object } };
      return { code, details: data.details };
    }
    throw error;
  }
  return null;
}

/** The code of the fault that a call is refused with; 'no fault' when it is served. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  return (await faultOf(() => call))?.code ?? 'no fault';
}
