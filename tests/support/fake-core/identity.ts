import path from 'node:path';
import { readConsentPurposes } from '../../../electron/core/citizen/index.ts';
import type { ConsentList, IdentityState, Language } from '../../../shared/contract/index.ts';
import { type Fake, os, refuse } from './fake.ts';

/** Who somebody is and what they agreed to. */
export function identityCalls({ state }: Fake) {
  return {
    identity: {
      state: os.identity.state.handler(() => state.identity),
      showCode: os.identity.showCode.handler(() => state.identity),
      confirm: os.identity.confirm.handler(() => state.identity),
      declare: os.identity.declare.handler(() => state.identity),
      forget: os.identity.forget.handler(() => state.identity),
    },
    consent: {
      list: os.consent.list.handler(() => state.consents),
      give: os.consent.give.handler(() => state.consents),
      withdraw: os.consent.withdraw.handler(() => state.consents),
    },
    signIn: {
      offer: os.signIn.offer.handler(() => state.signInOffer),
      start: os.signIn.start.handler(() => state.signIn),
      state: os.signIn.state.handler(() => state.signIn),
      cancel: os.signIn.cancel.handler(() => ({ step: 'none' })),
    },
    registration: {
      state: os.registration.state.handler(() => state.registration),
      start: os.registration.start.handler(({ errors }) => refuse(errors.REGISTRATION_NOT_OFFERED)),
      resend: os.registration.resend.handler(({ errors }) => refuse(errors.REGISTRATION_NOT_OFFERED)),
      confirm: os.registration.confirm.handler(({ errors }) => refuse(errors.REGISTRATION_NOT_OFFERED)),
      cancel: os.registration.cancel.handler(() => ({ step: 'none' })),
    },
  };
}

/** What a person has read or agreed to, in the words that ship. */
export function shippedConsents(language: Language, given: readonly string[] = []): ConsentList {
  const items = readConsentPurposes(path.resolve(import.meta.dirname, '../../../resources')).map(
    (purpose) => ({
      ...purpose.words[language],
      purpose: purpose.id,
      version: purpose.version,
      basis: purpose.basis,
      sensitive: purpose.sensitive,
      language,
      legalBasis: purpose.legalBasis.map((line) => line[language]),
      textSha256: '0'.repeat(64),
      given: given.includes(purpose.id) ? proofOf(purpose.id, language) : null,
    }),
  );
  return { items, neededFrom: null };
}

function proofOf(purpose: string, language: Language): ConsentList['items'][number]['given'] {
  return {
    proofId: '0192f0c1-2345-7abc-8def-0123456789ac',
    purpose,
    version: 1,
    language,
    textSha256: '0'.repeat(64),
    givenBy: 'self',
    helpedBy: null,
    device: 'K2',
    givenAt: 0,
    withdrawnAt: null,
  };
}

/** An invented person whose card was read. */
export const shownPerson: Extract<IdentityState, { step: 'shown' }> = {
  step: 'shown',
  trust: 'card-qr',
  needsStaffCheck: true,
  warnings: [],
  person: {
    fullName: "Rơ Châm H'Ví",
    idNumber: '064185000456',
    maskedIdNumber: '064•••••456',
    oldIdNumber: null,
    birthDate: '1985-09-05',
    sex: 'Nữ',
    residence: 'Làng Kơ Tŭ, Xã Chư Păh, Gia Lai',
    issueDate: '2024-09-02',
  },
};
