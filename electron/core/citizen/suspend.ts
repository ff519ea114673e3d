import { randomInt, timingSafeEqual } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { officeZone } from '../../../shared/calendar/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { IdentityState, Suspended, SuspendOffer } from '../../../shared/contract/index.ts';
import { groupCode } from '../../../shared/dossier/check-character.ts';
import { makeKeptCode, readKeptCode } from '../../../shared/dossier/kept-code.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { isIdNumber } from '../../../shared/identity/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { DraftSummary, Drafts } from '../dossiers/index.ts';
import type { Store } from '../storage/index.ts';
import { createResumeGuard } from './resume-guard.ts';
import { createSuspensionStore } from './suspension-store.ts';

/** Keeping a begun form for later, on request only. */
export interface Suspensions {
  offer(): SuspendOffer;
  /** Raises SESSION_NOT_OPEN, DRAFT_NONE, SUSPEND_NUMBER_NEEDED. */
  keep(typed: { readonly idNumber: string | null }): Suspended;
  /** What this visit put aside. */
  kept(): Suspended | null;
  /** Resolves when the printer has confirmed; DRAFT_NONE when nothing was kept in this visit. */
  print(paper: 'a4' | 'slip'): Promise<{ readonly state: 'printed' }>;
  /** Raises RESUME_CODE_MISTYPED, RESUME_WRONG, RESUME_LOCKED, SESSION_NOT_OPEN, DRAFT_OTHER_OPEN. */
  resume(typed: { readonly code: string; readonly idNumber: string }): DraftSummary;
  /** Erases what nobody came back for; called once at the start, then by itself every hour. */
  eraseOver(): Promise<void>;
  sessionEnded(): void;
  close(): void;
}

/** Whole days are promised, so an hour more is no matter. */
const lookAgainMs = 60 * 60_000;

/** What stands in the place of the identity number beside a kept form; another for each form. */
export function hashOfKeptNumber(
  store: Pick<Store, 'keyedHash'>,
  dossierId: string,
  idNumber: string,
): string {
  return store.keyedHash('number of a kept form', `${dossierId} ${idNumber}`);
}

export function createSuspensions(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly drafts: Pick<Drafts, 'openOne' | 'setAside' | 'takeUp' | 'eraseAside'>;
  readonly isSessionOpen: () => boolean;
  readonly identity: () => IdentityState;
  readonly keptDays: number;
  /** Portal clock minus kiosk clock where it is known: a wrong local clock erases nobody's form too early. */
  readonly clockOffsetMs: () => number | null;
  readonly printSlip: (kept: Suspended, paper: 'a4' | 'slip') => Promise<void>;
  readonly onKept: (draft: DraftSummary, keptUntil: number) => void;
  readonly onResumed: (draft: DraftSummary) => void;
  readonly onLocked: (lock: { readonly scope: 'kiosk' | 'code'; readonly waitSeconds: number }) => void;
}): Suspensions {
  const { store, clock, drafts } = deps;
  const rows = createSuspensionStore(store);
  const guard = createResumeGuard({
    db: store.db,
    clock,
    lockedFault: 'RESUME_LOCKED',
    onLocked: deps.onLocked,
  });
  let kept: Suspended | null = null;
  let cancelNext: () => void = () => {};
  let isClosed = false;

  const nowMs = (): number => clock.now() + (deps.clockOffsetMs() ?? 0);
  const hashOfCode = (code: string): string => store.keyedHash('code of a kept form', code);
  const hashOfNumber = (dossierId: string, idNumber: string): string =>
    hashOfKeptNumber(store, dossierId, idNumber);

  function confirmedNumber(): string | null {
    const who = deps.identity();
    return who.step === 'confirmed' ? who.person.idNumber : null;
  }

  function needSession(): void {
    if (!deps.isSessionOpen()) throw new KioskFault('SESSION_NOT_OPEN');
  }

  /** A code that no other kept form has; a second draw is needed once in some million years. */
  function drawCode(): string {
    for (;;) {
      const code = makeKeptCode(randomInt);
      if (rows.findByCode(hashOfCode(code)) === null) return code;
    }
  }

  function findMatch(
    code: string,
    idNumber: string,
  ): { readonly codeHash: string; readonly dossierId: string } {
    const codeHash = hashOfCode(code);
    const found = rows.findByCode(codeHash);
    guard.check(found === null ? null : codeHash);
    // Without such a code the same work is done on nobody's row: the time tells nothing.
    const given = hashOfNumber(found?.dossierId ?? '', idNumber);
    const isRight = found !== null && found.keptUntil >= nowMs() && isSameHash(found.numberHash, given);
    if (isRight) return { codeHash, dossierId: found.dossierId };
    store.write(() => guard.count(found === null ? null : codeHash));
    throw new KioskFault('RESUME_WRONG');
  }

  async function eraseOver(): Promise<void> {
    cancelNext();
    for (const { dossierId, codeHash } of rows.listOver(nowMs())) {
      try {
        await drafts.eraseAside(dossierId);
        store.write(() => guard.forget(codeHash));
      } catch (error) {
        // Tried again within the hour and at every start.
        deps.log.failure('kept form not erased yet', error);
      }
    }
    if (isClosed) return;
    cancelNext = clock.after(lookAgainMs, () => {
      eraseOver().catch((error: unknown) => deps.log.failure('kept forms not looked at', error));
    });
  }

  return {
    offer: () =>
      drafts.openOne() === null
        ? { kind: 'nothing-open' }
        : { kind: 'offered', keptDays: deps.keptDays, needsIdNumber: confirmedNumber() === null },
    keep(typed) {
      needSession();
      if (drafts.openOne() === null) throw new KioskFault('DRAFT_NONE');
      const idNumber = confirmedNumber() ?? (typed.idNumber === null ? null : digitsOf(typed.idNumber));
      if (idNumber === null || !isIdNumber(idNumber)) throw new KioskFault('SUSPEND_NUMBER_NEEDED');
      const code = drawCode();
      const keptUntil = endOfDay(nowMs(), deps.keptDays);
      store.write(() => {
        const draft = drafts.setAside();
        rows.insert({
          dossierId: draft.draftId,
          codeHash: hashOfCode(code),
          numberHash: hashOfNumber(draft.draftId, idNumber),
          keptUntil,
        });
        deps.onKept(draft, keptUntil);
      });
      kept = { code: groupCode(code), keptUntil, keptDays: deps.keptDays };
      return kept;
    },
    kept: () => kept,
    async print(paper) {
      needSession();
      if (kept === null) throw new KioskFault('DRAFT_NONE');
      await deps.printSlip(kept, paper);
      return { state: 'printed' };
    },
    resume(typed) {
      needSession();
      const present = drafts.openOne();
      if (present !== null) {
        throw new KioskFault('DRAFT_OTHER_OPEN', { details: { procedure: present.procedureCode } });
      }
      const code = readKeptCode(typed.code);
      if (code === null) throw new KioskFault('RESUME_CODE_MISTYPED');
      const { codeHash, dossierId } = findMatch(code, digitsOf(typed.idNumber));
      const draft = store.write(() => {
        const taken = drafts.takeUp(dossierId);
        rows.remove(dossierId);
        guard.forget(codeHash);
        deps.onResumed(taken);
        return taken;
      });
      kept = null;
      return draft;
    },
    eraseOver,
    sessionEnded() {
      kept = null;
    },
    close() {
      isClosed = true;
      cancelNext();
    },
  };
}

/** People group the digits as the card does. */
function digitsOf(typed: string): string {
  return typed.replace(/[\s.-]/g, '');
}

function isSameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}

/** The last millisecond of the day that comes `days` after the given moment, at the office. */
function endOfDay(atMs: number, days: number): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(Math.max(0, atMs))
      .toZonedDateTimeISO(officeZone)
      .startOfDay()
      .add({ days: days + 1 }).epochMilliseconds - 1
  );
}
