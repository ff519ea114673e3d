import { officeDay } from '../../../shared/calendar/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { IdentityState, SessionState } from '../../../shared/contract/index.ts';
import { readKeptQr } from '../../../shared/dossier/kept-code.ts';
import { readScannedReceipt, shownCode } from '../../../shared/dossier/receipt-code.ts';
import { type FaultCode, KioskFault } from '../../../shared/faults/index.ts';
import {
  type CardReading,
  checkDeclared,
  type DeclaredPerson,
  maskNumber,
  needsStaffCheck,
  type OtherCode,
  parseCard,
  type Trust,
} from '../../../shared/identity/index.ts';
import type { IdentityRecord, IdentityStore } from './identity-store.ts';

/** What the page is told when the person changes: a step and a fault, never the person. */
export interface IdentityChange {
  readonly step: IdentityState['step'];
  readonly fault: FaultCode | null;
  /** What a code was that is no card. */
  readonly other: OtherCode | null;
  /** Rises with every news: the same fault twice is told twice. */
  readonly count: number;
}

/** Who is at the kiosk in the open session. */
export interface Identities {
  state(): IdentityState;
  /** True also while nobody is known: then staff look at the person all the more. */
  needsStaffCheck(): boolean;
  /** Takes a code that somebody showed; raises CODE_NOT_A_CARD and the CARD_* faults with nothing changed. */
  showCode(scanned: Uint8Array): IdentityState;
  confirm(): IdentityState;
  declare(typed: DeclaredPerson): IdentityState;
  forget(): IdentityState;
  /**
   * Takes over whom the portal vouches for: shown, or at once confirmed when the same person was confirmed before.
   * False when somebody else is confirmed: then nothing changes.
   */
  takeSignedIn(person: DeclaredPerson & { readonly idNumber: string }): boolean;
  /** A code from a device, where nobody waits for an answer: what goes wrong becomes a change for the page. */
  offerCode(scanned: Uint8Array): void;
  /** Something went wrong at a reader while a person stands there. */
  report(fault: FaultCode): void;
  /** The session has ended and its rows are gone. */
  sessionEnded(): void;
}

/** The code of a slip or a receipt is shorter; more is not looked at. */
const longestSlipBytes = 80;

/** Cards of two people within this time were held to the readers together. */
const togetherMs = 1_000;

export function createIdentities(deps: {
  readonly clock: Clock;
  readonly store: IdentityStore;
  /** One durable transaction around a change and what it leaves in the audit log. */
  readonly write: (work: () => void) => void;
  readonly prefixes: ReadonlySet<string>;
  readonly session: () => SessionState;
  /** Showing a card is a sign of life as a touch is. */
  readonly onActivity: () => void;
  readonly onChange: (change: IdentityChange) => void;
  /** The code of a kept form was held before a reader. */
  readonly onSlip: (code: string) => void;
  /** So was the code of a receipt, as it is read aloud; it is no card all the same. */
  readonly onReceipt: (code: string) => void;
  readonly onConfirmed: (trust: Trust) => void;
  /** The person is another now: what they agreed to no longer counts. */
  readonly onForgotten: () => void;
}): Identities {
  const { clock, store } = deps;
  let lastShownMs = Number.NEGATIVE_INFINITY;
  let told = 0;

  function tell(step: IdentityState['step'], fault: FaultCode | null, other: OtherCode | null): void {
    told += 1;
    deps.onChange({ step, fault, other, count: told });
  }

  function openSessionId(): string {
    const session = deps.session();
    if (session.kind !== 'open') throw new KioskFault('SESSION_NOT_OPEN');
    return session.sessionId;
  }

  function find(): IdentityRecord | null {
    const session = deps.session();
    return session.kind === 'open' ? store.read(session.sessionId) : null;
  }

  function change(record: IdentityRecord | null, alongside: () => void = () => {}): IdentityState {
    deps.write(() => {
      alongside();
      if (record === null) store.clear();
      else store.write(record);
    });
    tell(record?.step ?? 'none', null, null);
    return stateOf(record);
  }

  /** Whoever waits for the answer gets the fault; the page is told of it in any case, as of every other reader's. */
  function showCode(scanned: Uint8Array): IdentityState {
    const sessionId = openSessionId();
    try {
      return takeCode(sessionId, scanned);
    } catch (error) {
      if (error instanceof KioskFault) {
        const reading = error.code === 'CODE_NOT_A_CARD' ? parseCard(scanned, deps.prefixes) : null;
        tell(stateOf(find()).step, error.code, reading?.kind === 'other' ? reading.code : null);
      }
      throw error;
    }
  }

  function takeCode(sessionId: string, scanned: Uint8Array): IdentityState {
    deps.onActivity();
    const text = new TextDecoder().decode(scanned.subarray(0, longestSlipBytes));
    const kept = readKeptQr(text);
    if (kept !== null) {
      deps.onSlip(kept);
      return stateOf(find());
    }
    const receipt = readScannedReceipt(text);
    if (receipt !== null) deps.onReceipt(shownCode(receipt));
    const reading = parseCard(scanned, deps.prefixes);
    if (reading.kind !== 'card') throw faultOf(reading);
    const present = store.read(sessionId);
    if (present?.person.idNumber === reading.person.idNumber) return stateOf(present);
    // Whoever walks past with a card must not take over a form that is being filled in.
    if (present?.step === 'confirmed') return stateOf(present);
    const sinceLastMs = clock.monotonicMs() - lastShownMs;
    lastShownMs = clock.monotonicMs();
    if (present !== null && sinceLastMs < togetherMs) {
      deps.write(() => store.clear());
      throw new KioskFault('CARDS_TWO_AT_ONCE');
    }
    return change({
      sessionId,
      step: 'shown',
      trust: 'card-qr',
      person: reading.person,
      warnings: [...reading.warnings],
      extra: reading.extra.map(({ text }) => text),
      shownAt: clock.now(),
    });
  }

  function forget(): IdentityState {
    // Who was only shown has agreed to nothing yet; what was read before the card stays read.
    return change(null, find()?.step === 'confirmed' ? deps.onForgotten : undefined);
  }

  return {
    state: () => stateOf(find()),
    needsStaffCheck() {
      const present = find();
      return present?.step !== 'confirmed' || needsStaffCheck(present.trust);
    },
    showCode,
    confirm() {
      const sessionId = openSessionId();
      const present = store.read(sessionId);
      if (present === null) throw new KioskFault('IDENTITY_MISSING');
      if (present.step === 'confirmed') return stateOf(present);
      return change({ ...present, step: 'confirmed' }, () => deps.onConfirmed(present.trust));
    },
    declare(typed) {
      const sessionId = openSessionId();
      const checked = checkDeclared(typed, { today: officeDay(clock.now()), prefixes: deps.prefixes });
      if (!checked.ok) {
        throw new KioskFault('IDENTITY_INPUT_INVALID', { details: { fields: checked.fields.join(', ') } });
      }
      const isReplaced = store.read(sessionId)?.step === 'confirmed';
      const record: IdentityRecord = {
        sessionId,
        step: 'confirmed',
        trust: 'declared',
        person: { ...checked.person, oldIdNumber: null, issueDate: null },
        warnings: [...checked.warnings],
        extra: [],
        shownAt: clock.now(),
      };
      return change(record, () => {
        if (isReplaced) deps.onForgotten();
        deps.onConfirmed('declared');
      });
    },
    forget,
    takeSignedIn(person) {
      const sessionId = openSessionId();
      const present = store.read(sessionId);
      const isSame = present?.person.idNumber === person.idNumber;
      if (present?.step === 'confirmed' && present.person.idNumber !== null && !isSame) return false;
      // Birth date, sex and residence of the same person's card stay where the portal says nothing.
      const known = isSame ? present.person : null;
      const isConfirmed = isSame && present.step === 'confirmed';
      change(
        {
          sessionId,
          step: isConfirmed ? 'confirmed' : 'shown',
          trust: 'portal-verified',
          person: {
            fullName: person.fullName,
            idNumber: person.idNumber,
            birthDate: person.birthDate ?? known?.birthDate ?? null,
            sex: person.sex ?? known?.sex ?? null,
            residence: person.residence ?? known?.residence ?? null,
            oldIdNumber: known?.oldIdNumber ?? null,
            issueDate: known?.issueDate ?? null,
          },
          warnings: isSame ? present.warnings : [],
          extra: isSame ? present.extra : [],
          shownAt: clock.now(),
        },
        () => {
          if (isConfirmed) deps.onConfirmed('portal-verified');
          else if (present?.step === 'confirmed') deps.onForgotten();
        },
      );
      return true;
    },
    offerCode(scanned) {
      // Nobody is there: what passes before the reader is nobody's business.
      if (deps.session().kind !== 'open') return;
      try {
        showCode(scanned);
      } catch (error) {
        if (!(error instanceof KioskFault)) throw error;
      }
    },
    report(fault) {
      if (deps.session().kind !== 'open') return;
      tell(stateOf(find()).step, fault, null);
    },
    sessionEnded() {
      lastShownMs = Number.NEGATIVE_INFINITY;
      tell('none', null, null);
    },
  };
}

function faultOf(reading: Exclude<CardReading, { readonly kind: 'card' }>): KioskFault {
  if (reading.kind === 'other') return new KioskFault('CODE_NOT_A_CARD', { details: { code: reading.code } });
  if (reading.defect === 'text_lossy') return new KioskFault('CARD_LETTERS_LOST');
  return new KioskFault('CARD_CODE_DAMAGED', { details: { defect: reading.defect } });
}

function stateOf(record: IdentityRecord | null): IdentityState {
  if (record === null) return { step: 'none' };
  const { idNumber } = record.person;
  return {
    step: record.step,
    person: { ...record.person, maskedIdNumber: idNumber === null ? null : maskNumber(idNumber) },
    trust: record.trust,
    warnings: record.warnings,
    needsStaffCheck: needsStaffCheck(record.trust),
  };
}
