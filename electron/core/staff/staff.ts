import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../shared/clock.ts';
import {
  isStaffPlace,
  type OfficerRole,
  type SessionState,
  type StaffAccount,
  type StaffDoor,
} from '../../../shared/contract/index.ts';
import { type FaultCode, KioskFault } from '../../../shared/faults/index.ts';
import { createTryGuard, type Sessions } from '../citizen/index.ts';
import type { Store } from '../storage/index.ts';
import { type AccountRow, createAccountStore } from './account-store.ts';
import { demoSupervisor } from './demo-account.ts';
import { type FirstCode, keepFirstCode, removeFirstCode } from './first-code.ts';
import { hashPin, isPin, isWeakPin, type PinHash } from './pin.ts';

/** The people of the office at this kiosk: their accounts, and how they come and go over a citizen's visit. */
export interface Staff {
  callHelp(): SessionState;
  endCall(): SessionState;
  door(): StaffDoor;
  /** Raises ROLE_REFUSED once there is an account, STAFF_FIRST_CODE_WRONG, STAFF_LOCKED and STAFF_PIN_WEAK. */
  makeFirst(input: {
    readonly name: string;
    readonly pin: string;
    readonly code: string | null;
  }): Promise<StaffDoor>;
  /** Raises STAFF_FIRST_CODE_WRONG and STAFF_LOCKED; so that nobody types name and PIN in vain. */
  checkFirst(code: string): Promise<StaffDoor>;
  /** The technician has just set the kiosk up: the visit that begins now makes the first supervisor without the code. */
  expectFirst(): void;
  visitStarted(sessionId: string): void;
  /** Raises SESSION_NOT_OPEN, STAFF_PIN_WRONG, STAFF_LOCKED, STAFF_CARD_NEEDED; one try after the other. */
  signIn(input: { readonly accountId: string; readonly pin: string }): Promise<SessionState>;
  handBack(): SessionState;
  /** For who is signed in. Raises STAFF_PIN_WRONG, STAFF_LOCKED, STAFF_PIN_WEAK. */
  changePin(input: { readonly pin: string; readonly newPin: string }): Promise<void>;
  accounts(): readonly StaffAccount[];
  /** Raises STAFF_NAME_TAKEN, STAFF_PIN_WEAK. */
  makeAccount(input: {
    readonly name: string;
    readonly role: OfficerRole;
    readonly pin: string;
  }): Promise<readonly StaffAccount[]>;
  /** Raises STAFF_ACCOUNT_NONE, STAFF_PIN_WEAK. */
  setPin(input: { readonly accountId: string; readonly pin: string }): Promise<readonly StaffAccount[]>;
  bindCard(input: { readonly accountId: string; readonly bind: boolean }): readonly StaffAccount[];
  /** Raises STAFF_ACCOUNT_NONE, STAFF_LAST_SUPERVISOR. */
  closeAccount(accountId: string): readonly StaffAccount[];
  /** True when the code was for the staff: on their screens no code is taken for a citizen's card. */
  takesCode(scanned: Uint8Array): boolean;
}

const guardRules = {
  // With the last step a lock of 15 minutes, six digits take decades, and nobody locks an officer out for a day.
  one: { free: 3, locksMinutes: [1, 5, 15], forgetMinutes: null },
  kiosk: { free: 10, locksMinutes: [1, 5, 15], forgetMinutes: 60 },
} as const;

/** Card and PIN belong together: after this time the card must be shown again. */
const cardCountsMs = 60_000;

/** The page of the set-up begins its visit at once; whoever comes later types the code. */
const firstCountsMs = 20_000;

export function createStaff(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly sessions: Pick<Sessions, 'state' | 'officer' | 'role' | 'takeOver' | 'handBack' | 'setCalling'>;
  /** The demo brings its supervisor along; a production kiosk begins without anybody. */
  readonly isDemo: boolean;
  /** Where the code for the first supervisor lies. */
  readonly dataDir: string;
  /** A card was shown, or could not be used: the page asks for the door again. */
  readonly onCard: (fault: FaultCode | null) => void;
}): Staff {
  const { store, clock, sessions } = deps;
  const { audit } = store;
  const rows = createAccountStore(store);
  const guard = createTryGuard({
    db: store.db,
    clock,
    table: 'staff_guard',
    rules: guardRules,
    lockedFault: 'STAFF_LOCKED',
    onLocked: ({ scope, waitSeconds }) =>
      audit.append({
        id: 'staff-sign-in-locked',
        role: sessions.role(),
        details: { scope: scope === 'one' ? 'account' : scope, waitSeconds },
      }),
  });
  let shown: { readonly accountId: string; readonly atMs: number } | null = null;
  let bindingFor: string | null = null;
  let firstCode: FirstCode | null = null;
  let expectedAtMs: number | null = null;
  let setUpVisit: string | null = null;
  if (rows.list().length > 0 || deps.isDemo) removeFirstCode(deps.dataDir);
  else firstCode = keepFirstCode(deps.dataDir);
  /** One PIN after the other: tries side by side would all be checked before any of them is counted. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined); // its caller hears of it
    return mine;
  }

  function get(accountId: string): AccountRow {
    const account = rows.find(accountId);
    if (account === null) throw new KioskFault('STAFF_ACCOUNT_NONE');
    return account;
  }

  function list(): readonly StaffAccount[] {
    return rows.list().map(({ accountId, name, role, cardHash, madeAt }) => ({
      accountId,
      name,
      role,
      hasCard: cardHash !== null,
      madeAt,
    }));
  }

  function shownCard(): string | null {
    if (shown !== null && clock.monotonicMs() - shown.atMs > cardCountsMs) shown = null;
    return shown?.accountId ?? null;
  }

  function insert(name: string, role: OfficerRole, pin: PinHash): void {
    const accountId = randomUUID();
    const isFirst = rows.list().length === 0;
    store.write(() => {
      rows.insert({ accountId, name, role, cardHash: null, madeAt: Math.max(0, clock.now()) }, pin);
      audit.append({
        id: 'staff-account-made',
        role: isFirst ? 'technician' : sessions.role(),
        details: { accountId, accountRole: role, isFirst },
      });
    });
  }

  function door(): StaffDoor {
    if (deps.isDemo && rows.list().length === 0) {
      insert(demoSupervisor.name, 'supervisor', demoSupervisor.pin);
    }
    const accounts = rows.list().map(({ accountId, name, cardHash }) => ({
      accountId,
      name,
      needsCard: cardHash !== null,
    }));
    const isNew = accounts.length === 0;
    return { isNew, needsFirstCode: isNew && !isSetUpVisit(), accounts, shownCard: shownCard() };
  }

  function isSetUpVisit(): boolean {
    const session = sessions.state();
    return session.kind === 'open' && session.sessionId === setUpVisit;
  }

  /** Only the whole kiosk can be locked here: there is no account yet. */
  function assertFirstCode(code: string | null): void {
    if (rows.list().length > 0 || firstCode === null) {
      throw new KioskFault('ROLE_REFUSED', { details: { call: 'staff.makeFirst' } });
    }
    if (isSetUpVisit()) return;
    guard.check(null);
    if (code !== null && firstCode.matches(code)) return;
    store.write(() => {
      guard.count(null);
      audit.append({ id: 'staff-first-code-failed', role: sessions.role(), details: {} });
    });
    throw new KioskFault('STAFF_FIRST_CODE_WRONG');
  }

  function assertStrong(pin: string): void {
    if (isWeakPin(pin)) throw new KioskFault('STAFF_PIN_WEAK');
  }

  function fail(accountId: string, reason: 'pin' | 'card', isKnown: boolean): void {
    store.write(() => {
      guard.count(isKnown ? accountId : null);
      audit.append({ id: 'staff-sign-in-failed', role: sessions.role(), details: { accountId, reason } });
    });
  }

  /** Counts a wrong one before anybody hears that it was wrong. */
  async function checkPin(accountId: string, pin: string): Promise<AccountRow> {
    const account = rows.find(accountId);
    guard.check(account === null ? null : accountId);
    if (account !== null && (await isPin(pin, account))) return account;
    fail(accountId, 'pin', account !== null);
    throw new KioskFault('STAFF_PIN_WRONG');
  }

  async function changePinOf(accountId: string, pin: string): Promise<void> {
    assertStrong(pin);
    const hashed = await hashPin(pin);
    get(accountId);
    store.write(() => {
      rows.setPin(accountId, hashed);
      guard.forget(accountId);
      audit.append({ id: 'staff-pin-changed', role: sessions.role(), details: { accountId } });
    });
  }

  function changeCard(accountId: string, cardHash: string | null): void {
    store.write(() => {
      rows.setCard(accountId, cardHash);
      audit.append({
        id: 'staff-card-changed',
        role: sessions.role(),
        details: { accountId, isBound: cardHash !== null },
      });
    });
  }

  function takeCard(cardHash: string): FaultCode | null {
    const owner = rows.findByCard(cardHash);
    if (sessions.officer() !== null) {
      if (bindingFor === null) return null;
      if (owner !== null && owner.accountId !== bindingFor) return 'STAFF_CARD_UNKNOWN';
      changeCard(bindingFor, cardHash);
      bindingFor = null;
      return null;
    }
    shown = owner === null ? null : { accountId: owner.accountId, atMs: clock.monotonicMs() };
    return owner === null ? 'STAFF_CARD_UNKNOWN' : null;
  }

  return {
    callHelp() {
      const session = sessions.state();
      if (session.kind === 'open' && !session.isCalling) {
        audit.append({ id: 'staff-called', role: session.role, details: { place: session.place } });
      }
      return sessions.setCalling(true);
    },
    endCall: () => sessions.setCalling(false),
    door,
    makeFirst: ({ name, pin, code }) =>
      inTurn(async () => {
        assertFirstCode(code);
        assertStrong(pin);
        insert(name, 'supervisor', await hashPin(pin));
        firstCode?.remove();
        firstCode = null;
        setUpVisit = null;
        return door();
      }),
    checkFirst: (code) =>
      inTurn(async () => {
        assertFirstCode(code);
        return door();
      }),
    expectFirst() {
      expectedAtMs = clock.monotonicMs();
    },
    visitStarted(sessionId) {
      if (expectedAtMs !== null && clock.monotonicMs() - expectedAtMs <= firstCountsMs)
        setUpVisit = sessionId;
      expectedAtMs = null;
    },
    signIn: ({ accountId, pin }) =>
      inTurn(async () => {
        if (sessions.state().kind !== 'open') throw new KioskFault('SESSION_NOT_OPEN');
        const account = await checkPin(accountId, pin);
        if (account.cardHash !== null && shownCard() !== accountId) {
          fail(accountId, 'card', true);
          throw new KioskFault('STAFF_CARD_NEEDED');
        }
        shown = null;
        const { name, role } = account;
        return store.write(() => {
          guard.forget(accountId);
          const state = sessions.takeOver({ accountId, name, role });
          audit.append({
            id: 'staff-signed-in',
            role,
            person: accountId,
            details: { withCard: account.cardHash !== null },
          });
          return state;
        });
      }),
    handBack: () => sessions.handBack(),
    changePin: ({ pin, newPin }) =>
      inTurn(async () => {
        const officer = sessions.officer();
        if (officer === null) throw new KioskFault('ROLE_REFUSED', { details: { call: 'staff.changePin' } });
        assertStrong(newPin);
        await checkPin(officer.accountId, pin);
        await changePinOf(officer.accountId, newPin);
      }),
    accounts: list,
    async makeAccount({ name, role, pin }) {
      assertStrong(pin);
      const hashed = await hashPin(pin);
      if (rows.list().some((one) => one.name === name)) throw new KioskFault('STAFF_NAME_TAKEN');
      insert(name, role, hashed);
      return list();
    },
    async setPin({ accountId, pin }) {
      get(accountId);
      await changePinOf(accountId, pin);
      return list();
    },
    bindCard({ accountId, bind }) {
      const { cardHash } = get(accountId);
      bindingFor = bind ? accountId : null;
      if (!bind && cardHash !== null) changeCard(accountId, null);
      return list();
    },
    closeAccount(accountId) {
      const { role } = get(accountId);
      const supervisors = rows.list().filter((one) => one.role === 'supervisor').length;
      if (role === 'supervisor' && supervisors === 1) throw new KioskFault('STAFF_LAST_SUPERVISOR');
      store.write(() => {
        rows.close(accountId, Math.max(0, clock.now()));
        guard.forget(accountId);
        audit.append({ id: 'staff-account-closed', role: sessions.role(), details: { accountId } });
      });
      return list();
    },
    takesCode(scanned) {
      const session = sessions.state();
      if (session.kind !== 'open' || !isStaffPlace(session.place)) return false;
      deps.onCard(takeCard(store.keyedHash('card of an officer', Buffer.from(scanned).toString('hex'))));
      return true;
    },
  };
}
