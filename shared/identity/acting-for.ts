import { unreachable } from '../assert.ts';
import { type ConsentBy, consentNeededFrom } from './age.ts';

/** In whose matter the person at the kiosk comes. An organisation never comes itself: a person does, for it. */
export type ActingFor = 'self' | 'child' | 'adult' | 'organisation';

/** What shows that one may act for another; `none` for oneself. Which paper counts is the officer's decision. */
export type ProofOfRight = 'none' | 'relation' | 'authorisation' | 'representation';

export interface ActingRule {
  /** Whose consent must stand under the use of the data. */
  readonly consentBy: ConsentBy | 'representative';
  readonly proof: ProofOfRight;
  /** Words of a rule that staff must settle; null when the case is plain. */
  readonly staffMustSettle: 'child-alone' | 'age-unlike-child' | null;
}

/**
 * The rule for a person at the kiosk who acts for themselves or another. `ageAtKiosk` and `ageOfSubject` in whole
 * years; null where no birth date is known, which never stops anybody but leaves the question to the officer.
 */
export function actingRule(who: {
  readonly actingFor: ActingFor;
  readonly ageAtKiosk: number | null;
  readonly ageOfSubject: number | null;
}): ActingRule {
  const alone = who.ageAtKiosk !== null && who.ageAtKiosk < 16;
  const settle = alone ? ('child-alone' as const) : null;
  switch (who.actingFor) {
    case 'self':
      return {
        consentBy: who.ageAtKiosk === null ? 'self' : consentNeededFrom(who.ageAtKiosk),
        proof: 'none',
        staffMustSettle: settle,
      };
    case 'child': {
      const grown = who.ageOfSubject !== null && who.ageOfSubject >= 16;
      return {
        consentBy: who.ageOfSubject === null ? 'guardian' : consentNeededFrom(who.ageOfSubject),
        proof: grown ? 'authorisation' : 'relation',
        staffMustSettle: settle ?? (grown ? 'age-unlike-child' : null),
      };
    }
    case 'adult':
      return { consentBy: 'representative', proof: 'authorisation', staffMustSettle: settle };
    case 'organisation':
      return { consentBy: 'representative', proof: 'representation', staffMustSettle: settle };
    default:
      return unreachable(who.actingFor);
  }
}
