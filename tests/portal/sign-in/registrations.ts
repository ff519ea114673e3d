import { randomInt } from 'node:crypto';
import type { StartRegistration } from '../../../shared/portal/index.ts';
import type { Citizen } from './citizens.ts';

/** A message that the portal would send to a phone. */
export interface SentMessage {
  readonly phone: string;
  readonly code: string;
}

const rules = {
  attempts: 5,
  resends: 3,
  lifeMs: 5 * 60_000,
  resendAfterMs: 30_000,
  /** Registrations that one phone may begin in an hour. */
  startsPerPhone: 5,
} as const;

interface Kept {
  readonly request: StartRegistration;
  code: string;
  sentAt: number;
  attemptsLeft: number;
  resends: number;
  isDone: boolean;
}

/** Opening accounts with a one-time code. `now` is the portal's clock at the request. */
export function createRegistrationDesk(deps: {
  readonly findCitizen: (idNumber: string) => Citizen | null;
  readonly putCitizen: (citizen: Citizen) => void;
}) {
  const kept = new Map<string, Kept>();
  const starts: { readonly phone: string; readonly at: number }[] = [];
  let messages: readonly SentMessage[] = [];

  function send(registration: Kept, now: number): void {
    registration.code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    registration.sentAt = now;
    messages = [...messages, { phone: registration.request.phone, code: registration.code }];
  }

  function sent(registration: Kept, now: number) {
    const left = (ms: number): number => Math.max(0, Math.ceil((registration.sentAt + ms - now) / 1_000));
    return {
      outcome: 'code-sent' as const,
      expiresInSeconds: left(rules.lifeMs),
      attemptsLeft: registration.attemptsLeft,
      resendsLeft: rules.resends - registration.resends,
      resendInSeconds: left(rules.resendAfterMs),
    };
  }

  const isOver = (registration: Kept, now: number): boolean => now - registration.sentAt >= rules.lifeMs;

  return {
    /** The newest message last. */
    messages: () => messages,
    start(request: StartRegistration, now: number) {
      const known = kept.get(request.registrationId);
      if (known !== undefined) return sent(known, now);
      if (deps.findCitizen(request.idNumber) !== null) return { outcome: 'account-exists' as const };
      const recent = starts.filter(({ phone, at }) => phone === request.phone && now - at < 3_600_000);
      if (recent.length >= rules.startsPerPhone) return { outcome: 'too-many' as const };
      starts.push({ phone: request.phone, at: now });
      const registration: Kept = {
        request,
        code: '',
        sentAt: now,
        attemptsLeft: rules.attempts,
        resends: 0,
        isDone: false,
      };
      kept.set(request.registrationId, registration);
      send(registration, now);
      return sent(registration, now);
    },
    resend(request: { readonly registrationId: string; readonly resend: number }, now: number) {
      const registration = kept.get(request.registrationId);
      if (registration === undefined || registration.isDone || isOver(registration, now)) {
        return { outcome: 'expired' as const };
      }
      if (request.resend <= registration.resends) return sent(registration, now);
      const isEarly = now - registration.sentAt < rules.resendAfterMs;
      if (isEarly || registration.resends >= rules.resends) return { outcome: 'too-many' as const };
      registration.resends += 1;
      send(registration, now);
      return sent(registration, now);
    },
    confirm(request: { readonly registrationId: string; readonly code: string }, now: number) {
      const registration = kept.get(request.registrationId);
      if (registration === undefined) return { outcome: 'expired' as const };
      if (registration.attemptsLeft === 0) return { outcome: 'too-many' as const };
      if (registration.isDone && request.code === registration.code)
        return { outcome: 'registered' as const };
      if (isOver(registration, now)) return { outcome: 'expired' as const };
      if (request.code !== registration.code) {
        registration.attemptsLeft -= 1;
        if (registration.attemptsLeft === 0) return { outcome: 'too-many' as const };
        return { outcome: 'wrong' as const, attemptsLeft: registration.attemptsLeft };
      }
      registration.isDone = true;
      const { fullName, idNumber, phone } = registration.request;
      deps.putCitizen({ fullName, idNumber, phone, birthDate: null, gender: null });
      return { outcome: 'registered' as const };
    },
  };
}
