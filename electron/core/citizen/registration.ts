import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../shared/clock.ts';
import type { RegistrationState } from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { checkDeclared, maskNumber } from '../../../shared/identity/index.ts';
import type {
  ConfirmRegistrationAnswer,
  ResendRegistrationAnswer,
  StartRegistration,
  StartRegistrationAnswer,
} from '../../../shared/portal/index.ts';
import { asSignInFault } from './sign-in.ts';

/** Opening an account at the portal, where it offers that. Raises the REGISTRATION_… and SIGN_IN_… faults. */
export interface Registrations {
  state(): RegistrationState;
  start(typed: {
    readonly fullName: string;
    readonly idNumber: string;
    readonly phone: string;
  }): Promise<RegistrationState>;
  resend(): Promise<RegistrationState>;
  confirm(code: string): Promise<RegistrationState>;
  cancel(): RegistrationState;
  sessionEnded(): void;
}

/** The portal's side; each call raises PORTAL_… faults. */
export interface RegistrationDesk {
  startRegistration(request: StartRegistration): Promise<StartRegistrationAnswer>;
  resendRegistration(request: {
    readonly registrationId: string;
    readonly resend: number;
  }): Promise<ResendRegistrationAnswer>;
  confirmRegistration(request: {
    readonly registrationId: string;
    readonly code: string;
  }): Promise<ConfirmRegistrationAnswer>;
}

/** The portal limits each phone; this keeps one machine from sending messages to a whole village. */
const mostMessages = { count: 8, withinMs: 15 * 60_000 } as const;

type CodeSent = Extract<StartRegistrationAnswer, { readonly outcome: 'code-sent' }>;

interface Open {
  readonly registrationId: string;
  readonly maskedPhone: string;
  readonly maskedIdNumber: string;
  readonly resends: number;
  readonly sent: CodeSent;
  /** Monotonic time at which `sent` was said. */
  readonly saidMs: number;
}

type Present =
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly open: Open }
  | { readonly kind: 'registered'; readonly maskedIdNumber: string };

export function createRegistrations(deps: {
  readonly clock: Clock;
  readonly desk: RegistrationDesk;
  readonly isSessionOpen: () => boolean;
  /** Today at the office, YYYY-MM-DD. */
  readonly today: () => string;
  readonly onStarted: (outcome: string) => void;
  readonly onFinished: (outcome: string) => void;
}): Registrations {
  const { clock, desk } = deps;
  let present: Present = { kind: 'none' };
  /** Rises when the visit ends or the person gives up: an answer that comes later is nobody's. */
  let turn = 0;
  let messagesAt: readonly number[] = [];

  function state(): RegistrationState {
    switch (present.kind) {
      case 'none':
        return { step: 'none' };
      case 'registered':
        return { step: 'registered', maskedIdNumber: present.maskedIdNumber };
      case 'open': {
        const { sent, saidMs, maskedPhone } = present.open;
        const left = (seconds: number): number =>
          Math.max(0, Math.round(saidMs + seconds * 1_000 - clock.monotonicMs()));
        return {
          step: 'code-sent',
          maskedPhone,
          expiresInMs: left(sent.expiresInSeconds),
          attemptsLeft: sent.attemptsLeft,
          resendsLeft: sent.resendsLeft,
          mayResendInMs: sent.resendsLeft === 0 ? null : left(sent.resendInSeconds),
        };
      }
    }
  }

  function getOpen(): Open {
    if (!deps.isSessionOpen()) throw new KioskFault('SESSION_NOT_OPEN');
    if (present.kind !== 'open') throw new KioskFault('REGISTRATION_CODE_EXPIRED');
    return present.open;
  }

  function giveUp(outcome: string, fault: KioskFault): never {
    present = { kind: 'none' };
    deps.onFinished(outcome);
    throw fault;
  }

  function countMessage(): void {
    const nowMs = clock.monotonicMs();
    messagesAt = messagesAt.filter((at) => nowMs - at < mostMessages.withinMs);
    if (messagesAt.length >= mostMessages.count) throw new KioskFault('REGISTRATION_TOO_MANY');
    messagesAt = [...messagesAt, nowMs];
  }

  /** Asks the portal; an answer to a visit that is over changes nothing. */
  async function ask<T>(question: () => Promise<T>): Promise<T> {
    const mine = turn;
    let answer: T;
    try {
      answer = await question();
    } catch (error) {
      throw asSignInFault(error);
    }
    if (mine !== turn) throw new KioskFault('SESSION_NOT_OPEN');
    return answer;
  }

  function clear(): RegistrationState {
    turn += 1;
    present = { kind: 'none' };
    return state();
  }

  return {
    state,
    async start(typed) {
      if (!deps.isSessionOpen()) throw new KioskFault('SESSION_NOT_OPEN');
      const { fullName, idNumber, phone } = checkTyped(typed, deps.today());
      clear();
      countMessage();
      const registrationId = randomUUID();
      const answer = await ask(() => desk.startRegistration({ registrationId, fullName, idNumber, phone }));
      deps.onStarted(answer.outcome);
      switch (answer.outcome) {
        case 'not-offered':
          throw new KioskFault('REGISTRATION_NOT_OFFERED');
        case 'account-exists':
          throw new KioskFault('REGISTRATION_ACCOUNT_EXISTS');
        case 'too-many':
          throw new KioskFault('REGISTRATION_TOO_MANY');
        case 'code-sent': {
          const open: Open = {
            registrationId,
            maskedPhone: `${phone.slice(0, 3)}•••••${phone.slice(-2)}`,
            maskedIdNumber: maskNumber(idNumber),
            resends: 0,
            sent: answer,
            saidMs: clock.monotonicMs(),
          };
          present = { kind: 'open', open };
          return state();
        }
      }
    },
    async resend() {
      const open = getOpen();
      countMessage();
      const resends = open.resends + 1;
      const { registrationId } = open;
      const answer = await ask(() => desk.resendRegistration({ registrationId, resend: resends }));
      if (answer.outcome !== 'code-sent') {
        if (answer.outcome === 'too-many') throw new KioskFault('REGISTRATION_TOO_MANY');
        return giveUp('expired', new KioskFault('REGISTRATION_CODE_EXPIRED'));
      }
      present = { kind: 'open', open: { ...open, resends, sent: answer, saidMs: clock.monotonicMs() } };
      return state();
    },
    async confirm(typed) {
      const open = getOpen();
      const code = typed.replace(/[\s-]/g, '');
      // What cannot be a code costs no attempt.
      if (!/^\d{4,10}$/.test(code)) {
        throw new KioskFault('REGISTRATION_CODE_WRONG', {
          details: { attemptsLeft: open.sent.attemptsLeft },
        });
      }
      const { registrationId } = open;
      const answer = await ask(() => desk.confirmRegistration({ registrationId, code }));
      switch (answer.outcome) {
        case 'registered':
          present = { kind: 'registered', maskedIdNumber: open.maskedIdNumber };
          deps.onFinished('registered');
          return state();
        case 'expired':
          return giveUp('expired', new KioskFault('REGISTRATION_CODE_EXPIRED'));
        case 'too-many':
          return giveUp('too-many', new KioskFault('REGISTRATION_TOO_MANY'));
        case 'wrong': {
          const { attemptsLeft } = answer;
          present = { kind: 'open', open: { ...open, sent: { ...open.sent, attemptsLeft } } };
          throw new KioskFault('REGISTRATION_CODE_WRONG', { details: { attemptsLeft } });
        }
      }
    },
    cancel: clear,
    sessionEnded: () => void clear(),
  };
}

/** Writes what was typed one way; REGISTRATION_INPUT_INVALID names the fields. */
function checkTyped(
  typed: { readonly fullName: string; readonly idNumber: string; readonly phone: string },
  today: string,
): { readonly fullName: string; readonly idNumber: string; readonly phone: string } {
  const phone = typed.phone.replace(/[\s().-]/g, '').replace(/^\+?84(?=\d{9}$)/, '0');
  const checked = checkDeclared(
    { fullName: typed.fullName, idNumber: typed.idNumber, birthDate: null, sex: null, residence: null },
    { today, prefixes: new Set() },
  );
  const wrong: string[] = checked.ok ? [] : [...checked.fields];
  const idNumber = checked.ok ? checked.person.idNumber : null;
  if (checked.ok && idNumber === null) wrong.push('idNumber');
  // Mobile numbers have ten digits since 2018.
  if (!/^0[35789]\d{8}$/.test(phone)) wrong.push('phone');
  if (!checked.ok || idNumber === null || wrong.length > 0) {
    throw new KioskFault('REGISTRATION_INPUT_INVALID', { details: { fields: wrong.join(', ') } });
  }
  return { fullName: checked.person.fullName, idNumber, phone };
}
