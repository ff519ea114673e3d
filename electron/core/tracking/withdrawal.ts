import type { IdentityState, Opened } from '../../../shared/contract/index.ts';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import type { AuditRole } from '../audit/index.ts';
import { personsNow, type Sealing } from '../dossiers/index.ts';
import type { QueueItem } from '../queue/index.ts';
import type { DossierRow, DossierRows } from './dossier-rows.ts';

/** The portal's states after which nothing can be withdrawn: not accepted, stopped, done, handed over (FACTS 11). */
const lateStates: ReadonlySet<number> = new Set([3, 8, 9, 10]);
const withdrawalAsked = 7;

/**
 * May this dossier still be withdrawn? One request at a time: when the portal has gone on after the last one, the office
 * did not agree to it, and the person may ask again.
 */
export function withdrawalOf(state: number | null, revisions: readonly QueueItem[]): Opened['withdrawal'] {
  const isOnTheWay = revisions.some((item) => item.kind === 'withdrawal' && item.state !== 'delivered');
  if (isOnTheWay || state === withdrawalAsked) return 'asked';
  return state !== null && lateStates.has(state) ? 'too-late' : 'possible';
}

/** Seals the request to withdraw as the next revision; the answers stay where they were first handed in. */
export async function sealWithdrawal(
  deps: {
    readonly sealing: Sealing;
    readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
    readonly identity: () => IdentityState;
    readonly needsIdentityCheck: () => boolean;
    readonly isClockTrusted: () => boolean;
    readonly sessionId: () => string | undefined;
    readonly role: () => AuditRole;
  },
  input: {
    readonly row: DossierRow;
    readonly revisions: ReturnType<DossierRows['revisions']>;
    readonly reason: string;
  },
): Promise<void> {
  const { dossierId } = input.row;
  const standing = input.revisions.find((one) => one.kind === 'submission' && !one.isSuperseded);
  const first = await deps.contentOf(dossierId, standing?.revision ?? 0);
  const sessionId = deps.sessionId();
  await deps.sealing.seal({
    dossierId,
    revision: (input.revisions.at(-1)?.revision ?? 0) + 1,
    kind: 'withdrawal',
    procedure: {
      code: first.procedureCode,
      name: first.procedureName,
      catalogueVersion: first.catalogueVersion,
    },
    formVersion: first.formVersion,
    persons: personsNow(first.persons, {
      identity: deps.identity(),
      needsIdentityCheck: deps.needsIdentityCheck(),
    }),
    answers: {},
    delivery: first.delivery,
    fee: first.fee,
    files: [],
    absent: [],
    supplementOf: null,
    withdrawalReason: input.reason,
    clockTrusted: deps.isClockTrusted(),
    role: deps.role(),
    ...(sessionId === undefined ? {} : { sessionId }),
  });
}
