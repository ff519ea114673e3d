import * as z from 'zod';
import type { DeskAct, DeskDossier, DeskItem } from '../../../shared/contract/desk.ts';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import { groupTemporaryCode } from '../../../shared/dossier/temporary-code.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import type { Queue, QueueItem } from '../queue/index.ts';
import { createOfficerNames } from '../staff/index.ts';
import type { Store } from '../storage/index.ts';
import { createDossierRows, type DossierRow, withdrawalOf } from '../tracking/index.ts';
import type { DeskLists } from './desk-list.ts';

/** Revisions that an officer takes out of the queue: a withdrawal never is, it tells the portal what was decided. */
export function undelivered(items: readonly QueueItem[]): readonly QueueItem[] {
  return items.filter(({ state, kind }) => state !== 'delivered' && kind !== 'withdrawal');
}

/**
 * The last step of a first delivery may have been taken although the answer never came: such a dossier goes on to the
 * portal, and a withdrawal follows it.
 */
export function mayBeThere(items: readonly QueueItem[]): boolean {
  return items.some(
    ({ revision, state, step }) => revision === 0 && state === 'waiting' && step === 'finalise',
  );
}

/** May what the portal holds of it be withdrawn now? */
export function isWithdrawable(row: DossierRow, items: readonly QueueItem[]): boolean {
  const isAcknowledged = row.officialCode !== null;
  return (isAcknowledged || mayBeThere(items)) && withdrawalOf(row.state, items) === 'possible';
}

const revisionSchema = z.object({
  revision: z.number(),
  kind: z.enum(['submission', 'supplement', 'withdrawal']),
  sealedAtMs: z.number(),
  deliveredAtMs: z.number().nullable(),
});

/** Everything an officer needs of one dossier, put together from rows, manifests and queue. */
export function createDeskDossiers(deps: {
  readonly store: Store;
  readonly lists: DeskLists;
  readonly queue: Pick<Queue, 'state'>;
  readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
}) {
  const { store, queue } = deps;
  const rows = createDossierRows(store);
  const revisions = store.db.prepare<[string], unknown>(
    `SELECT revision, kind, sealed_at AS sealedAtMs, delivered_at AS deliveredAtMs FROM dossier_revision
     WHERE dossier_id = ? AND superseded_by IS NULL ORDER BY revision`,
  );
  const nameOf = createOfficerNames(store);

  function rowOf(dossierId: string): DossierRow {
    const row = rows.find(dossierId);
    if (row === null) throw new KioskFault('TRACK_NONE');
    return row;
  }

  async function contentsOf(dossierId: string): Promise<readonly DossierContent[]> {
    const known = z.array(revisionSchema).parse(revisions.all(dossierId));
    return Promise.all(known.map(({ revision }) => deps.contentOf(dossierId, revision)));
  }

  function actsOf(row: DossierRow, isReadable: boolean): DeskAct[] {
    if (row.erasedAt !== null || !isReadable) return [];
    const items = queue.state(row.dossierId);
    const open = undelivered(items);
    const isEnded = store.endings.find(row.dossierId) !== null;
    const isOnTheWay = items.some(({ state }) => state === 'sending');
    const acts: DeskAct[] = [];
    if (items.some(({ state, behind }) => (state === 'parked' || state === 'waiting') && !behind))
      acts.push('retry');
    const last = items.at(-1);
    if (last?.state === 'parked' && last.kind !== 'withdrawal') acts.push('correct');
    if (!isEnded && !isOnTheWay && open.length > 0) acts.push('paper');
    if (open.length > 0) acts.push('export');
    if (!isOnTheWay && ((!isEnded && open.length > 0) || isWithdrawable(row, items))) acts.push('cancel');
    return [...acts, 'supplement-request', 'refusal', 'control-slip'];
  }

  async function view(item: DeskItem): Promise<DeskDossier> {
    const { dossierId } = item;
    const row = rowOf(dossierId);
    const ending = store.endings.find(dossierId);
    const contents = row.erasedAt === null ? await readable(contentsOf(dossierId)) : [];
    const items = queue.state(dossierId);
    return {
      ...item,
      temporaryCode: groupTemporaryCode(row.temporaryCode),
      procedureCode: row.procedureCode,
      dueAtMs: row.dueAt,
      isErased: row.erasedAt !== null,
      content: contents === null ? null : contentView(contents),
      isDamaged: contents === null,
      revisions: z
        .array(revisionSchema)
        .parse(revisions.all(dossierId))
        .map((one) => {
          const queued = items.find(({ revision }) => revision === one.revision);
          const isEnded = ending?.revisions.includes(one.revision) ?? false;
          const said = queued?.fault?.details.said;
          return {
            ...one,
            state: isEnded ? 'ended' : one.deliveredAtMs !== null ? 'delivered' : (queued?.state ?? 'gone'),
            percent: one.deliveredAtMs !== null ? 100 : (queued?.percent ?? 0),
            nextTryAtMs: queued?.nextTryAt ?? null,
            fault: queued?.fault?.code ?? null,
            said: typeof said === 'string' && said.trim() !== '' ? said : null,
          };
        }),
      history: [...rows.history(dossierId)],
      requests: rows.requests(dossierId).map(({ request, answeredRevision }) => ({
        askedAtMs: Date.parse(request.askedAt),
        reason: request.reason,
        until: request.until,
        papers: request.papers.map(({ title, note }) => (note === null ? title : `${title} (${note})`)),
        isAnswered: answeredRevision !== null,
      })),
      ending:
        ending === null
          ? null
          : {
              kind: ending.kind,
              reason: ending.reason,
              officer: nameOf(ending.accountId),
              atMs: ending.at,
            },
      can: actsOf(row, contents !== null),
    };
  }

  return {
    rowOf,
    contentsOf,
    actsOf: (dossierId: string) => actsOf(rowOf(dossierId), true),
    /** Raises TRACK_NONE. */
    async view(dossierId: string): Promise<DeskDossier> {
      const item = deps.lists.item(dossierId);
      if (item === null) throw new KioskFault('TRACK_NONE');
      return view(item);
    },
  };
}

/** Null when a manifest or its key is damaged: what the rows know is still worth showing. */
async function readable<T>(contents: Promise<T>): Promise<T | null> {
  try {
    return await contents;
  } catch (error) {
    if (isKioskFault(error) && error.code === 'VAULT_FILE_DAMAGED') return null;
    throw error;
  }
}

function contentView(contents: readonly DossierContent[]): DeskDossier['content'] {
  const [first] = contents;
  if (first === undefined) return null;
  const { filer, owner, trust, needsIdentityCheck, identityCheck } = first.persons;
  const isOwn = owner.fullName === filer.fullName && owner.idNumber === filer.idNumber;
  const brought = new Set(contents.flatMap(({ files }) => files.map(({ componentId }) => componentId)));
  return {
    filer,
    owner: isOwn ? null : owner,
    trust,
    needsIdentityCheck,
    identityCheck:
      identityCheck === undefined
        ? null
        : {
            officer: identityCheck.officer,
            atMs: Date.parse(identityCheck.at),
            reason: identityCheck.reason,
          },
    fee: first.fee,
    delivery: first.delivery,
    papers: contents.flatMap(({ revision, files }) =>
      files.map(({ title, kind, pageCount, doubtfulPages, compared }) => ({
        revision,
        title,
        kind,
        pages: pageCount,
        doubtfulPages: [...doubtfulPages],
        compared:
          compared === undefined ? null : { officer: compared.officer, atMs: Date.parse(compared.at) },
      })),
    ),
    absent: first.absent
      .filter(({ componentId }) => !brought.has(componentId))
      .map(({ title, because }) => ({ title, because })),
    withdrawalReason: contents.find(({ kind }) => kind === 'withdrawal')?.withdrawalReason ?? null,
  };
}
