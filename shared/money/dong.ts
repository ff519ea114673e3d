import * as z from 'zod';
import { assert } from '../assert.ts';

/** More than any fee of a commune by far: a slip of some noughts is caught here. */
export const mostVnd = 10_000_000_000;

/** Whole đồng as they come from outside: never negative, never a fraction. */
export const dongSchema = z.int().min(0).max(mostVnd);

/** True for an amount that can change hands. */
export function isPayable(vnd: number): boolean {
  return vnd > 0 && dongSchema.safeParse(vnd).success;
}

/** Returns an amount that our own code has made, or throws: a fraction here is a defect. */
export function assertDong(vnd: number): number {
  assert(Number.isSafeInteger(vnd) && vnd >= 0, 'an amount is in whole đồng');
  return vnd;
}
