import * as z from 'zod';
import { call, everyone, type Role } from './call.ts';
import { officerRoles, sessionStateSchema } from './session.ts';

/** Whoever of the staff is signed in. */
const officers: readonly Role[] = ['staff', 'supervisor', 'technician'];

const pin = z.string().regex(/^\d{6}$/);
const accountId = z.uuid();
const name = z.string().trim().min(2).max(80);

/** What the sign-in screen may know: the names on the office's own badges, nothing else. */
export const staffDoorSchema = z.object({
  /** Nobody has an account yet: whoever set the kiosk up, or has its one-time code, makes the first supervisor's. */
  isNew: z.boolean(),
  /** The code from the kiosk's data folder is asked for; not in the visit that follows the set-up at once. */
  needsFirstCode: z.boolean(),
  accounts: z.array(z.object({ accountId, name: z.string(), needsCard: z.boolean() })),
  /** Whose card was just held before a reader. */
  shownCard: accountId.nullable(),
});
export type StaffDoor = z.infer<typeof staffDoorSchema>;

export const staffAccountSchema = z.object({
  accountId,
  name: z.string(),
  role: z.enum(officerRoles),
  hasCard: z.boolean(),
  madeAt: z.number(),
});
export type StaffAccount = z.infer<typeof staffAccountSchema>;

const accountsSchema = z.array(staffAccountSchema);
const done = z.object({ done: z.literal(true) });

/** Calling for help, signing in over the citizen's visit, handing back, and the accounts of the office. */
export const staffContract = {
  /** "Gọi cán bộ": the screen says so until somebody comes or the citizen no longer needs it. */
  callHelp: call({ roles: everyone, audit: 'staff-called' }).output(sessionStateSchema),
  endCall: call({ roles: everyone }).output(sessionStateSchema),
  door: call({ roles: everyone }).output(staffDoorSchema),
  /** Served only while there is no account at all, like `makeFirst`: says whether the code is the right one. */
  checkFirst: call({
    roles: everyone,
    faults: ['STAFF_FIRST_CODE_WRONG', 'STAFF_LOCKED'],
    timeoutMs: 15_000,
    audit: 'staff-first-code-failed',
  })
    .input(z.object({ code: pin }))
    .output(staffDoorSchema),
  /** Served only while there is no account at all: otherwise ROLE_REFUSED. */
  makeFirst: call({
    roles: everyone,
    faults: ['STAFF_FIRST_CODE_WRONG', 'STAFF_LOCKED', 'STAFF_PIN_WEAK'],
    timeoutMs: 15_000,
    audit: 'staff-account-made',
  })
    .input(z.object({ name, pin, code: pin.nullable() }))
    .output(staffDoorSchema),
  /** The visit goes on, with the officer's role. */
  signIn: call({
    roles: everyone,
    faults: ['SESSION_NOT_OPEN', 'STAFF_PIN_WRONG', 'STAFF_LOCKED', 'STAFF_CARD_NEEDED'],
    timeoutMs: 15_000,
    audit: 'staff-signed-in',
  })
    .input(z.object({ accountId, pin }))
    .output(sessionStateSchema),
  /** The citizen is alone with the kiosk again, at the same step. */
  handBack: call({ roles: officers, audit: 'staff-signed-out' }).output(sessionStateSchema),
  changePin: call({
    roles: officers,
    faults: ['STAFF_PIN_WRONG', 'STAFF_PIN_WEAK', 'STAFF_LOCKED'],
    timeoutMs: 15_000,
    audit: 'staff-pin-changed',
  })
    .input(z.object({ pin, newPin: pin }))
    .output(done),
  accounts: call({ roles: ['supervisor'] }).output(accountsSchema),
  makeAccount: call({
    roles: ['supervisor'],
    faults: ['STAFF_NAME_TAKEN', 'STAFF_PIN_WEAK'],
    timeoutMs: 15_000,
    audit: 'staff-account-made',
  })
    .input(z.object({ name, role: z.enum(officerRoles), pin }))
    .output(accountsSchema),
  /** A forgotten PIN is replaced, and the lock of that account opens. */
  setPin: call({
    roles: ['supervisor'],
    faults: ['STAFF_ACCOUNT_NONE', 'STAFF_PIN_WEAK'],
    timeoutMs: 15_000,
    audit: 'staff-pin-changed',
  })
    .input(z.object({ accountId, pin }))
    .output(accountsSchema),
  /** The next code held before a reader becomes that officer's card; null takes the card away. */
  bindCard: call({ roles: ['supervisor'], faults: ['STAFF_ACCOUNT_NONE'], audit: 'staff-card-changed' })
    .input(z.object({ accountId, bind: z.boolean() }))
    .output(accountsSchema),
  closeAccount: call({
    roles: ['supervisor'],
    faults: ['STAFF_ACCOUNT_NONE', 'STAFF_LAST_SUPERVISOR'],
    audit: 'staff-account-closed',
  })
    .input(z.object({ accountId }))
    .output(accountsSchema),
};
