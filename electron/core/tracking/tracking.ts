import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../shared/clock.ts';
import type { IdentityState, Opened, Tracked, TrackedElsewhere } from '../../../shared/contract/index.ts';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import { portalStateOf } from '../../../shared/dossier/portal-state.ts';
import { readReceiptCode, shownCode } from '../../../shared/dossier/receipt-code.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import { maskNumber } from '../../../shared/identity/index.ts';
import type { FoundDossier } from '../../../shared/portal/index.ts';
import type { AuditRole } from '../audit/index.ts';
import { createResumeGuard } from '../citizen/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { Sealing } from '../dossiers/index.ts';
import type { Queue } from '../queue/index.ts';
import type { Store } from '../storage/index.ts';
import { createDossierRows, type DossierRow } from './dossier-rows.ts';
import { createNewsDesk } from './news-desk.ts';
import type { OpenedDossiers } from './opened.ts';
import { sealWithdrawal, withdrawalOf } from './withdrawal.ts';

/** A code of another channel is asked at the portal at most so long; a person stands there. */
const lookUpMs = 10_000;

/** So many of one's dossiers are asked for at once; the others have their turn by themselves. */
const mostAskedAtOnce = 5;

/** How dossiers stand. Everything raises SESSION_NOT_OPEN; what names a dossier raises TRACK_NONE. */
export interface Tracking {
  /** Raises TRACK_CODE_MISTYPED, TRACK_CODE_UNKNOWN and, when nobody can be asked, TRACK_CODE_ELSEWHERE. */
  find(
    code: string,
  ): Promise<
    | { readonly kind: 'here'; readonly dossier: Tracked }
    | { readonly kind: 'elsewhere'; readonly dossier: TrackedElsewhere }
  >;
  view(dossierId: string): Promise<Tracked>;
  mine(): Promise<{ readonly isKnown: boolean; readonly dossiers: Tracked[] }>;
  /** Raises TRACK_CLOSED, TRACK_NUMBER_WRONG, TRACK_LOCKED, VAULT_FILE_DAMAGED. */
  open(dossierId: string, idNumber: string | null): Promise<Opened>;
  /** `reason` in Vietnamese. Raises TRACK_CLOSED, TRACK_WITHDRAWAL_LATE and what sealing raises. */
  withdraw(dossierId: string, reason: string): Promise<{ readonly dossierId: string }>;
  close(): void;
}

export interface TrackingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly opened: OpenedDossiers;
  readonly queue: Pick<Queue, 'state' | 'askState' | 'lookUp' | 'nudge'>;
  readonly sealing: Sealing;
  readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
  readonly identity: () => IdentityState;
  readonly needsIdentityCheck: () => boolean;
  readonly isClockTrusted: () => boolean;
  /** Undefined while nobody's visit is open. */
  readonly sessionId: () => string | undefined;
  readonly role: () => AuditRole;
  /** The code that was held before a reader is taken up. */
  readonly onTaken: () => void;
  /** Something of a dossier may be otherwise now. */
  readonly onNews: () => void;
}

export function createTracking(deps: TrackingDeps): Tracking {
  const { store, clock, opened, queue } = deps;
  const rows = createDossierRows(store);
  const news = createNewsDesk(deps);
  const guard = createResumeGuard({
    db: store.db,
    clock,
    lockedFault: 'TRACK_LOCKED',
    onLocked: (lock) =>
      void store.audit.append({ id: 'tracking-locked', role: deps.role(), details: { ...lock } }),
  });
  const withdrawing = new Map<string, Promise<void>>();

  function needSession(): void {
    if (deps.sessionId() === undefined) throw new KioskFault('SESSION_NOT_OPEN');
  }

  function rowOf(dossierId: string): DossierRow {
    needSession();
    const row = rows.find(dossierId);
    if (row === null) throw new KioskFault('TRACK_NONE');
    return row;
  }

  function openRowOf(dossierId: string): DossierRow {
    const row = rowOf(dossierId);
    if (accessOf(row) !== 'open') throw new KioskFault('TRACK_CLOSED');
    return row;
  }

  function accessOf(row: DossierRow): Tracked['access'] {
    if (row.erasedAt !== null) return 'never';
    if (opened.has(row.dossierId)) return 'open';
    return row.numberHash === null ? 'never' : 'closed';
  }

  /** By this machine's clock only when it was to be believed then; what the portal saw is true in any case. */
  async function receivedAtOf(row: DossierRow, history: Tracked['history']): Promise<number | null> {
    const first = history[0];
    if (first !== undefined) return first.atMs;
    try {
      const { clockTrusted } = await deps.contentOf(row.dossierId, 0);
      return clockTrusted ? row.receivedAt : null;
    } catch (error) {
      // Erased or damaged: the state is still known, and worth telling.
      if (!isKioskFault(error)) throw error;
      return null;
    }
  }

  async function viewOf(row: DossierRow): Promise<Tracked> {
    const { dossierId, officialCode, temporaryCode } = row;
    const now = row.state === null || row.stateAt === null ? null : { state: row.state, atMs: row.stateAt };
    const told = rows.history(dossierId);
    const history = told.length > 0 || now === null ? [...told] : [now];
    const item = queue.state(dossierId).find(({ state }) => state !== 'delivered');
    return {
      dossierId,
      code: shownCode(
        officialCode === null
          ? { kind: 'temporary', code: temporaryCode }
          : { kind: 'official', code: officialCode },
      ),
      isTemporary: officialCode === null,
      procedureCode: row.procedureCode,
      procedureName: row.procedureName,
      receivedAtMs: await receivedAtOf(row, history),
      dueAtMs: row.dueAt,
      now,
      askedAtMs: row.askedAt,
      history,
      onTheWay:
        item === undefined || item.state === 'delivered'
          ? endedOf(dossierId)
          : { kind: item.kind, state: item.state, percent: item.percent, fault: item.fault?.code ?? null },
      isAsking: news.isAsking(dossierId),
      access: accessOf(row),
      isErased: row.erasedAt !== null,
    };
  }

  /** What an officer took out of the queue never goes, and the person is told so. */
  function endedOf(dossierId: string): Tracked['onTheWay'] {
    const ending = store.endings.find(dossierId);
    const last = ending?.revisions.at(-1);
    if (ending === null || last === undefined) return null;
    const kind = last === 0 || ending.revisions.includes(0) ? 'submission' : 'supplement';
    return { kind, state: ending.kind, percent: 0, fault: null };
  }

  function askForNews(row: DossierRow): void {
    const isOver = row.state !== null && portalStateOf(row.state).isOver;
    if (row.officialCode !== null && !isOver) news.ask(row.dossierId);
  }

  async function findElsewhere(code: string): Promise<FoundDossier> {
    const lookUp = queue.lookUp(code);
    const tooLong = new Promise<never>((_, reject) => {
      const cancel = clock.after(lookUpMs, () => reject(new KioskFault('TRACK_CODE_ELSEWHERE')));
      lookUp.finally(cancel).catch(() => {
        // Said by the call itself.
      });
    });
    const found = await Promise.race([lookUp, tooLong]).catch((error: unknown) => {
      if (isKioskFault(error)) throw new KioskFault('TRACK_CODE_ELSEWHERE', { cause: error });
      throw error;
    });
    if (found === null) throw new KioskFault('TRACK_CODE_UNKNOWN');
    return found;
  }

  /** Raises what the guard raises; a wrong number is counted before anybody hears of it. */
  function prove(row: DossierRow, typed: string): void {
    const scope = store.keyedHash('tracking of a dossier', row.dossierId);
    guard.check(scope);
    const given = store.hashDossierNumber(typed.replace(/[\s.-]/g, ''));
    const isRight =
      row.numberHash !== null &&
      timingSafeEqual(Buffer.from(row.numberHash, 'hex'), Buffer.from(given, 'hex'));
    if (!isRight) {
      store.write(() => guard.count(scope));
      throw new KioskFault('TRACK_NUMBER_WRONG');
    }
    store.write(() => {
      guard.forget(scope);
      noteOpened(row.dossierId, 'number');
    });
  }

  function noteOpened(dossierId: string, by: 'number' | 'card'): void {
    opened.add(dossierId);
    store.audit.append({ id: 'dossier-opened', role: deps.role(), dossierId, details: { by } });
  }

  function answerOf(dossierId: string, revision: number | null): Opened['requests'][number]['answer'] {
    const sealed = rows.revisions(dossierId).find((one) => one.revision === revision);
    if (sealed === undefined) return null;
    const item = queue.state(dossierId).find((one) => one.revision === revision);
    return { sealedAtMs: sealed.sealedAt, state: item?.state ?? 'delivered' };
  }

  async function detailsOf(row: DossierRow): Promise<Opened> {
    const { dossierId } = row;
    const revisions = rows.revisions(dossierId).filter(({ isSuperseded }) => !isSuperseded);
    const contents = await Promise.all(revisions.map(({ revision }) => deps.contentOf(dossierId, revision)));
    const first = contents.find(({ kind }) => kind === 'submission');
    if (first === undefined) throw new KioskFault('TRACK_NONE');
    const { filer, owner } = first.persons;
    const files = contents.flatMap((content) => content.files);
    const broughtLater = new Set(files.map(({ componentId }) => componentId));
    return {
      dossierId,
      filer: {
        fullName: filer.fullName,
        maskedIdNumber: filer.idNumber === null ? null : maskNumber(filer.idNumber),
      },
      owner: owner.fullName === filer.fullName ? null : { fullName: owner.fullName },
      papers: files.map(({ title, pageCount }) => ({ title, pages: pageCount })),
      later: first.absent
        .filter(({ because, componentId }) => because === 'later' && !broughtLater.has(componentId))
        .map(({ title }) => title),
      delivery: first.delivery.way,
      requests: rows.requests(dossierId).map(({ request, answeredRevision }) => ({
        requestId: request.requestId,
        askedAtMs: Date.parse(request.askedAt),
        reason: request.reason,
        until: request.until,
        papers: request.papers.map(({ title, note }) => ({ title, note })),
        answer: answerOf(dossierId, answeredRevision),
      })),
      withdrawal: withdrawalOf(row.state, queue.state(dossierId)),
    };
  }

  async function withdrawOnce(row: DossierRow, reason: string): Promise<void> {
    await sealWithdrawal(deps, { row, revisions: rows.revisions(row.dossierId), reason });
    queue.nudge('sealed');
    deps.onNews();
  }

  return {
    async find(typed) {
      needSession();
      deps.onTaken();
      const code = readReceiptCode(typed);
      const row = rows.findByTypedCode(typed);
      if (row !== null) {
        askForNews(row);
        return { kind: 'here', dossier: await viewOf(row) };
      }
      // A temporary code with a slip in it looks like a code of somebody else.
      if (code === null || (code.kind === 'official' && code.code.startsWith('TAM'))) {
        throw new KioskFault('TRACK_CODE_MISTYPED');
      }
      return { kind: 'elsewhere', dossier: elsewhereOf(await findElsewhere(code.code), clock.now()) };
    },
    async view(dossierId) {
      const row = rowOf(dossierId);
      askForNews(row);
      return viewOf(row);
    },
    async mine() {
      needSession();
      const hash = opened.numberHash();
      if (hash === null) return { isKnown: false, dossiers: [] };
      const found = rows.ofNumber(hash);
      for (const row of found.slice(0, mostAskedAtOnce)) askForNews(row);
      return { isKnown: true, dossiers: await Promise.all(found.map(viewOf)) };
    },
    async open(dossierId, idNumber) {
      const row = rowOf(dossierId);
      const access = accessOf(row);
      if (access === 'never' || (access === 'closed' && idNumber === null)) {
        throw new KioskFault('TRACK_CLOSED');
      }
      if (access === 'closed' && idNumber !== null) prove(row, idNumber);
      else if (!opened.isNoted(dossierId)) store.write(() => noteOpened(dossierId, 'card'));
      return detailsOf(row);
    },
    async withdraw(dossierId, reason) {
      const row = openRowOf(dossierId);
      const standing = withdrawalOf(row.state, queue.state(dossierId));
      if (standing === 'too-late') throw new KioskFault('TRACK_WITHDRAWAL_LATE');
      if (standing === 'possible') {
        const same = withdrawing.get(dossierId);
        const work = same ?? withdrawOnce(row, reason).finally(() => withdrawing.delete(dossierId));
        withdrawing.set(dossierId, work);
        await work;
      }
      return { dossierId };
    },
    close: news.close,
  };
}

function elsewhereOf(found: FoundDossier, askedAtMs: number): TrackedElsewhere {
  return {
    code: found.officialCode,
    procedureCode: found.procedureCode,
    procedureName: found.procedureName,
    receivedAtMs: Date.parse(found.receivedAt),
    dueAtMs: found.dueAt === null ? null : Date.parse(found.dueAt),
    now: { state: found.state, atMs: Date.parse(found.stateAt) },
    askedAtMs,
    history: found.history.map(({ state, at }) => ({ state, atMs: Date.parse(at) })),
  };
}
