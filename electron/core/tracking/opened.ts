import type { IdentityState, SessionState } from '../../../shared/contract/index.ts';
import type { Store } from '../storage/index.ts';

/**
 * Which dossiers are open to the person at the kiosk: handed in or opened in this visit, or theirs by the card that they
 * showed. Kept in the database, so that a restart in the middle of a visit closes nothing, and gone with the visit.
 */
export interface OpenedDossiers {
  /** Within the caller's transaction; nothing happens without a visit. */
  add(dossierId: string): void;
  has(dossierId: string): boolean;
  /** Handed in or opened in this visit, whatever card was shown. */
  isNoted(dossierId: string): boolean;
  /** The keyed hash of the number on the card or in the portal's account; null while nobody has shown one. */
  numberHash(): string | null;
}

export function createOpenedDossiers(deps: {
  readonly store: Pick<Store, 'db' | 'hashDossierNumber'>;
  readonly session: () => SessionState;
  readonly identity: () => IdentityState;
}): OpenedDossiers {
  const { db } = deps.store;
  const put = db.prepare<[string, string]>(
    'INSERT INTO session_dossier (session_id, dossier_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const find = db.prepare<[string, string]>(
    'SELECT 1 FROM session_dossier WHERE session_id = ? AND dossier_id = ?',
  );
  const findByNumber = db.prepare<[string, string]>(
    'SELECT 1 FROM dossier WHERE dossier_id = ? AND number_hash = ?',
  );

  function numberHash(): string | null {
    const who = deps.identity();
    // A number that somebody typed is known to many others.
    if (who.step !== 'confirmed' || who.trust === 'declared' || who.person.idNumber === null) return null;
    return deps.store.hashDossierNumber(who.person.idNumber);
  }

  function isNoted(dossierId: string): boolean {
    const session = deps.session();
    return session.kind === 'open' && find.get(session.sessionId, dossierId) !== undefined;
  }

  return {
    add(dossierId) {
      const session = deps.session();
      if (session.kind === 'open') put.run(session.sessionId, dossierId);
    },
    isNoted,
    has(dossierId) {
      if (deps.session().kind !== 'open') return false;
      if (isNoted(dossierId)) return true;
      const hash = numberHash();
      return hash !== null && findByNumber.get(dossierId, hash) !== undefined;
    },
    numberHash,
  };
}
