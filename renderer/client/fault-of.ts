import { ORPCError } from '@orpc/client';
import { type FaultCode, isFaultCode, isKioskFault } from '../../shared/faults/index.ts';

/** The fault code behind a failed call, or `null` when the failure is a defect and belongs to the error boundary. */
export function faultOf(error: unknown): FaultCode | null {
  if (isKioskFault(error)) return error.code;
  if (error instanceof ORPCError && isFaultCode(error.code)) return error.code;
  return null;
}
