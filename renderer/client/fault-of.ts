import { ORPCError } from '@orpc/client';
import { type FaultCode, isFaultCode, isKioskFault } from '../../shared/faults/index.ts';

/** The fault code behind a failed call, or `null` when the failure is a defect and belongs to the error boundary. */
export function faultOf(error: unknown): FaultCode | null {
  if (isKioskFault(error)) return error.code;
  if (error instanceof ORPCError && isFaultCode(error.code)) return error.code;
  return null;
}

/** The fault code behind a failed call; a defect is thrown on. */
export function expectFault(error: unknown): FaultCode {
  const fault = faultOf(error);
  if (fault === null) throw error;
  return fault;
}

/** The same of a query: null as long as it has not failed. */
export function queryFault(error: Error | null): FaultCode | null {
  return error === null ? null : expectFault(error);
}

/** Nothing while the core restarts: the veil over the screen says so already. */
export function unlessRestarting(fault: FaultCode | null): FaultCode | null {
  return fault === 'CORE_RESTARTING' ? null : fault;
}
