import { oc } from '@orpc/contract';
import * as z from 'zod';
import type { AuditEventId } from '../audit/index.ts';
import { type FaultCode, faultCodes } from '../faults/index.ts';

/** Who is at the kiosk. The core knows it from the session; the page cannot claim it. */
export const roles = ['citizen', 'staff', 'supervisor', 'technician'] as const;
export type Role = (typeof roles)[number];

export const roleSchema = z.enum(roles);

/** The rules that stand beside every call. */
export interface CallRules extends Record<string, unknown> {
  /** Who may call. Empty means nobody: a call without rules is refused. */
  readonly roles: readonly Role[];
  /** The core gives the call up after this time. Streams have none. */
  readonly timeoutMs: number | null;
  /** May it be served before the database is open, or when the kiosk is paused? */
  readonly servedBeforeReady: boolean;
  /** The audit event it leaves, when it changes the world. */
  readonly audit: AuditEventId | null;
}

/** Whoever leads the office may do at the kiosk whatever the officers may. */
export function mayCall(role: Role, rules: Pick<CallRules, 'roles'>): boolean {
  return rules.roles.includes(role) || (role === 'supervisor' && rules.roles.includes('staff'));
}

const refuseAll: CallRules = { roles: [], timeoutMs: 5_000, servedBeforeReady: false, audit: null };

/** A fault named in an answer or an event, where it is a state and not a failure of the call. */
export const faultCodeSchema = z.enum(faultCodes as readonly [FaultCode, ...FaultCode[]]);

/** What a fault carries over the wire: machine facts only. */
export const faultDataSchema = z.object({
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** Faults that any call may raise; a call declares its own beside them. */
const commonFaults = [
  'ROLE_REFUSED',
  'INPUT_REFUSED',
  'CALL_TIMED_OUT',
  'NOT_READY',
  'KIOSK_PAUSED',
  'DISK_FULL',
  'DISK_READ_ONLY',
] as const;

export type DeclaredFaults<F extends FaultCode> = {
  readonly [K in F | (typeof commonFaults)[number]]: { readonly data: typeof faultDataSchema };
};

function declareFaults<F extends FaultCode>(codes: readonly F[]): DeclaredFaults<F> {
  return Object.fromEntries(
    [...commonFaults, ...codes].map((code) => [code, { data: faultDataSchema }]),
  ) as DeclaredFaults<F>;
}

export const everyone: readonly Role[] = roles;

/**
 * Starts the declaration of a call: who may call it, how long it may take, which faults it may raise, and
 * which audit event it leaves. Add `.input()` and `.output()` schemas to it.
 */
export function call<const F extends FaultCode = never>(rules: {
  readonly roles: readonly Role[];
  readonly faults?: readonly F[];
  readonly timeoutMs?: number | null;
  readonly servedBeforeReady?: boolean;
  readonly audit?: AuditEventId;
}) {
  return oc
    .$meta<CallRules>(refuseAll)
    .meta({
      roles: rules.roles,
      timeoutMs: rules.timeoutMs === undefined ? 5_000 : rules.timeoutMs,
      servedBeforeReady: rules.servedBeforeReady ?? false,
      audit: rules.audit ?? null,
    })
    .errors(declareFaults(rules.faults ?? []));
}
