import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { officeDay } from '../../../shared/calendar/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import {
  type ConsentItem,
  type ConsentList,
  type ConsentProof,
  consentProofSchema,
  type Language,
  type SessionState,
} from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import {
  ageOn,
  type ConsentGiver,
  type ConsentPurpose,
  consentNeededFrom,
  consentText,
  mayConsent,
} from '../../../shared/identity/index.ts';
import type { Store } from '../storage/index.ts';

/** Consent per purpose in the open session, each with its proof. */
export interface Consents {
  list(): ConsentList;
  /** Whether this use of data was agreed to in the open session, in the words that stand now. */
  isGiven(purpose: string): boolean;
  /** Raises CONSENT_TEXT_CHANGED unless the hash is that of the words that the kiosk has now. */
  give(input: {
    readonly purpose: string;
    readonly textSha256: string;
    readonly givenBy: ConsentGiver;
  }): ConsentList;
  /** Without what the law needs nothing goes on: then the draft and the person are erased before this resolves. */
  withdraw(purpose: string): Promise<ConsentList>;
  /** Takes back everything, because the person turned out to be another; within the caller's transaction. */
  withdrawAll(): void;
  /** Every proof of the session, withdrawn ones too: what a dossier carries when it is sealed. */
  proofs(): readonly ConsentProof[];
}

const columns = `proof_id AS proofId, purpose, version, language, text_sha256 AS textSha256, given_by AS givenBy,
  helped_by AS helpedBy, device, given_at AS givenAt, withdrawn_at AS withdrawnAt`;

export function createConsents(deps: {
  readonly store: Pick<Store, 'db' | 'write'>;
  readonly clock: Clock;
  readonly purposes: readonly ConsentPurpose[];
  readonly session: () => SessionState;
  /** The kiosk's id. */
  readonly device: string;
  /** Birth date of the confirmed person, where it is known. */
  readonly birthDate: () => string | null;
  /** Account of the officer whose help mode is on. */
  readonly helpedBy: () => string | null;
  /** Erases the open draft and forgets the person. */
  readonly stopWork: () => Promise<void>;
  /** Takes part in the same transaction as the row. */
  readonly onGiven: (proof: ConsentProof) => void;
  readonly onWithdrawn: (proof: ConsentProof) => void;
}): Consents {
  const { clock } = deps;
  const { db, write } = deps.store;
  const all = db.prepare<[string], unknown>(
    `SELECT ${columns} FROM session_consent WHERE session_id = ? ORDER BY given_at, rowid`,
  );
  const insert = db.prepare(
    `INSERT INTO session_consent (proof_id, session_id, purpose, version, language, text_sha256, given_by, helped_by,
       device, given_at, withdrawn_at)
     VALUES (@proofId, @sessionId, @purpose, @version, @language, @textSha256, @givenBy, @helpedBy, @device,
       @givenAt, @withdrawnAt)`,
  );
  const markWithdrawn = db.prepare<[number, string]>(
    'UPDATE session_consent SET withdrawn_at = ? WHERE proof_id = ?',
  );

  function openSession(): Extract<SessionState, { kind: 'open' }> {
    const session = deps.session();
    if (session.kind !== 'open') throw new KioskFault('SESSION_NOT_OPEN');
    return session;
  }

  function proofsOf(sessionId: string): readonly ConsentProof[] {
    return z.array(consentProofSchema).parse(all.all(sessionId));
  }

  function list(): ConsentList {
    const { sessionId, reading } = openSession();
    const standing = proofsOf(sessionId).filter(({ withdrawnAt }) => withdrawnAt === null);
    const enough = standing.filter(({ givenBy }) => mayConsent(givenBy, neededFrom() ?? 'self'));
    return {
      items: deps.purposes.map((purpose) => itemOf(purpose, reading.language, enough)),
      neededFrom: neededFrom(),
    };
  }

  function neededFrom(): ConsentList['neededFrom'] {
    const birthDate = deps.birthDate();
    return birthDate === null ? null : consentNeededFrom(ageOn(birthDate, officeDay(clock.now())));
  }

  function markAll(proofs: readonly ConsentProof[]): void {
    for (const proof of proofs) {
      const withdrawnAt = Math.max(0, clock.now());
      markWithdrawn.run(withdrawnAt, proof.proofId);
      deps.onWithdrawn({ ...proof, withdrawnAt });
    }
  }

  function standingProofs(): readonly ConsentProof[] {
    return proofsOf(openSession().sessionId).filter(({ withdrawnAt }) => withdrawnAt === null);
  }

  return {
    list,
    isGiven: (purpose) => list().items.some((item) => item.purpose === purpose && item.given !== null),
    give({ purpose, textSha256, givenBy }) {
      const { sessionId } = openSession();
      const item = list().items.find((one) => one.purpose === purpose);
      if (item === undefined || item.textSha256 !== textSha256) throw new KioskFault('CONSENT_TEXT_CHANGED');
      if (!mayConsent(givenBy, neededFrom() ?? 'self')) throw new KioskFault('CONSENT_NEEDS_GUARDIAN');
      // Pressed twice: the first proof stands.
      if (item.given !== null) return list();
      const proof: ConsentProof = {
        proofId: randomUUID(),
        purpose,
        version: item.version,
        language: item.language,
        textSha256,
        givenBy,
        helpedBy: deps.helpedBy(),
        device: deps.device,
        givenAt: Math.max(0, clock.now()),
        withdrawnAt: null,
      };
      write(() => {
        // Words of an earlier version no longer stand once the present ones are agreed to.
        markAll(standingProofs().filter((standing) => standing.purpose === purpose));
        insert.run({ ...proof, sessionId });
        deps.onGiven(proof);
      });
      return list();
    },
    async withdraw(purpose) {
      write(() => markAll(standingProofs().filter((proof) => proof.purpose === purpose)));
      const isNeeded = deps.purposes.some(({ id, basis }) => id === purpose && basis === 'public-task');
      if (isNeeded) await deps.stopWork();
      return list();
    },
    withdrawAll: () => markAll(standingProofs()),
    proofs: () => proofsOf(openSession().sessionId),
  };
}

function itemOf(purpose: ConsentPurpose, language: Language, standing: readonly ConsentProof[]): ConsentItem {
  const words = purpose.words[language];
  return {
    purpose: purpose.id,
    version: purpose.version,
    basis: purpose.basis,
    sensitive: purpose.sensitive,
    language,
    title: words.title,
    text: words.text,
    legalBasis: purpose.legalBasis.map((line) => line[language]),
    agree: words.agree,
    decline: words.decline,
    textSha256: createHash('sha256').update(consentText(purpose, language)).digest('hex'),
    given:
      standing.find((proof) => proof.purpose === purpose.id && proof.version === purpose.version) ?? null,
  };
}
