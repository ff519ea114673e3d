import type { Clock } from '../../../shared/clock.ts';
import type { Officer, PostageTable, PostRow, PostView } from '../../../shared/contract/index.ts';
import type { Delivery, DossierContent } from '../../../shared/dossier/manifest.ts';
import type { PostEvent, PostPayer } from '../../../shared/dossier/post.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import type { Places } from '../../../shared/places/places.ts';
import type { AuditRole } from '../audit/index.ts';
import type { FeeDossier } from '../fees/index.ts';
import type { Store } from '../storage/index.ts';
import type { PostStore } from './post-store.ts';

interface Act {
  readonly dossierId: string;
  readonly eventId: string;
}

/** The post as page and counter use it. What names a dossier raises TRACK_NONE. */
export interface Post {
  table(): PostageTable | null;
  setTable(table: PostageTable): PostageTable;
  /** Raises SESSION_NOT_OPEN and TRACK_CLOSED for a dossier that is not open to the citizen. */
  view(dossierId: string): Promise<PostView>;
  /** Raises POST_DISPATCHED and POST_PLACE_GONE. */
  change(act: Act & { readonly delivery: Delivery }): Promise<PostView>;
  list(page: {
    readonly which: 'to-send' | 'sent';
    readonly limit: number;
    readonly offset: number;
  }): Promise<{ readonly rows: PostRow[]; readonly total: number }>;
  setPostage(
    act: Act & { readonly postageVnd: number | null; readonly payer: PostPayer; readonly note: string },
  ): Promise<PostView>;
  setTracking(act: Act & { readonly trackingNumber: string }): Promise<PostView>;
  /** All of them or none. Raises POST_NOT_BY_POST, POST_DISPATCHED, POST_PLACE_GONE. */
  dispatch(given: {
    readonly listId: string;
    readonly dossierIds: readonly string[];
  }): Promise<{ readonly listNumber: string }>;
  /** The letters of a list, in its order. */
  ofList(listNumber: string): Promise<readonly PostView[]>;
}

/** The result is there to be sent (FACTS 11). */
const doneStates: ReadonlySet<number> = new Set([9, 10]);

export function createPost(deps: {
  readonly store: Store;
  readonly posts: PostStore;
  readonly clock: Clock;
  readonly places: () => Places;
  /** The commune of the office, from which letters are counted. */
  readonly communeCode: string;
  readonly dossier: (dossierId: string) => FeeDossier | null;
  readonly codeOf: (dossier: FeeDossier) => string;
  /** The dossier as it stands: as it was handed in, or as it was corrected last. */
  readonly contentOf: (dossierId: string) => Promise<DossierContent>;
  /** What is still owed of the fee, where the postman collects it. */
  readonly collectVnd: (dossierId: string, delivery: Delivery) => number;
  /** How the person said that they will pay the fee; null: nobody knows. */
  readonly feeWay: (dossierId: string) => PostView['feeWay'];
  readonly isOpened: (dossierId: string) => boolean;
  readonly isSessionOpen: () => boolean;
  readonly officer: () => Officer | null;
  readonly role: () => AuditRole;
  /** YYMMDD at the office. */
  readonly day: () => string;
  readonly onChange: (dossierId: string) => void;
}): Post {
  const { store, posts, clock } = deps;

  function dossierOf(dossierId: string): FeeDossier {
    const found = deps.dossier(dossierId);
    if (found === null) throw new KioskFault('TRACK_NONE');
    return found;
  }

  /** Null: erased. Also puts dossiers from before there were lists on them. */
  async function sealedOf(dossier: FeeDossier): Promise<Delivery | null> {
    if (dossier.erasedAt !== null) return null;
    const { delivery } = await deps.contentOf(dossier.dossierId);
    if (!posts.isOpen(dossier.dossierId)) {
      store.write(() => posts.open(dossier.dossierId, delivery, dossier.receivedAt));
    }
    return delivery;
  }

  function zonePostage(delivery: Delivery): number | null {
    const table = posts.table();
    if (table === null || delivery.way !== 'post') return null;
    if (delivery.communeCode === deps.communeCode) return table.commune;
    const provinceOf = (code: string): string | undefined => deps.places().findCommune(code)?.provinceCode;
    const own = provinceOf(deps.communeCode);
    return own !== undefined && own === provinceOf(delivery.communeCode) ? table.province : table.elsewhere;
  }

  async function viewOf(dossier: FeeDossier): Promise<PostView> {
    const { dossierId } = dossier;
    const sealed = await sealedOf(dossier);
    const now = posts.standing(dossierId, sealed ?? { way: 'office' });
    const delivery = sealed === null ? null : now.delivery;
    const isPlaceGone = delivery?.way === 'post' && isGone(delivery.communeCode);
    return {
      dossierId,
      code: deps.codeOf(dossier),
      delivery,
      isPlaceGone,
      placesNow: isPlaceGone && delivery?.way === 'post' ? placesNow(delivery.commune) : [],
      mayChange: delivery !== null && now.dispatchedAtMs === null,
      postageVnd: now.payer === null && delivery !== null ? zonePostage(delivery) : now.postageVnd,
      payer: now.payer ?? posts.table()?.payer ?? 'recipient-on-delivery',
      note: now.note,
      collectVnd: delivery === null ? 0 : deps.collectVnd(dossierId, delivery),
      feeWay: deps.feeWay(dossierId),
      trackingNumber: now.trackingNumber,
      dispatchedAtMs: now.dispatchedAtMs,
      listNumber: now.listNumber,
    };
  }

  function isGone(communeCode: string): boolean {
    return deps.places().findCommune(communeCode) === undefined;
  }

  /** What an address of old may be today, by its name. */
  function placesNow(commune: string): PostView['placesNow'] {
    const places = deps.places();
    return places.matchOld(commune).map(({ now }) => ({
      communeCode: now.code,
      commune: places.nameOf(now),
    }));
  }

  function assertOpen(dossierId: string): void {
    if (!deps.isSessionOpen()) throw new KioskFault('SESSION_NOT_OPEN');
    if (deps.officer() === null && !deps.isOpened(dossierId)) throw new KioskFault('TRACK_CLOSED');
  }

  /** Inside a transaction. */
  function put(dossierId: string, sealed: Delivery, event: PostEvent): boolean {
    if (!posts.append(dossierId, sealed, event)) return false;
    store.audit.append({
      id: 'post-recorded',
      role: deps.role(),
      dossierId,
      details: {
        kind: event.kind,
        ...(event.kind === 'dispatched' ? { listNumber: event.listNumber } : {}),
        ...(event.kind === 'delivery-changed' ? { way: event.delivery.way } : {}),
      },
    });
    return true;
  }

  async function record(dossierId: string, event: PostEvent): Promise<PostView> {
    const dossier = dossierOf(dossierId);
    const sealed = await sealedOf(dossier);
    if (sealed === null) throw new KioskFault('TRACK_CLOSED');
    if (store.write(() => put(dossierId, sealed, event))) deps.onChange(dossierId);
    await store.fileLetters();
    return viewOf(dossier);
  }

  function officerId(): string {
    const officer = deps.officer();
    if (officer === null) throw new KioskFault('ROLE_REFUSED', { details: { call: 'post' } });
    return officer.accountId;
  }

  const stamp = () => ({ officer: officerId(), atMs: clock.now() });

  return {
    table: () => posts.table(),
    setTable(table) {
      const officer = officerId();
      store.write(() => {
        posts.setTable(table, officer, clock.now());
        store.audit.append({ id: 'postage-entered', role: deps.role(), details: {} });
      });
      store.fileMoney();
      return table;
    },
    async view(dossierId) {
      assertOpen(dossierId);
      return viewOf(dossierOf(dossierId));
    },
    async change({ dossierId, eventId, delivery }) {
      assertOpen(dossierId);
      if (delivery.way === 'post' && isGone(delivery.communeCode)) throw new KioskFault('POST_PLACE_GONE');
      const officer = deps.officer()?.accountId ?? null;
      return record(dossierId, {
        kind: 'delivery-changed',
        id: eventId,
        delivery,
        officer,
        atMs: clock.now(),
      });
    },
    async list(page) {
      const { dossierIds, total } = posts.list(page);
      const rows: PostRow[] = [];
      for (const dossierId of dossierIds) {
        const dossier = dossierOf(dossierId);
        try {
          rows.push({
            ...(await viewOf(dossier)),
            procedureName: dossier.procedureName,
            isReady: dossier.state !== null && doneStates.has(dossier.state),
          });
        } catch (error) {
          // A damaged file hides one letter, not the list; its dossier says so itself.
          if (!isKioskFault(error)) throw error;
        }
      }
      return { rows, total };
    },
    setPostage: ({ dossierId, eventId, postageVnd, payer, note }) =>
      record(dossierId, { kind: 'postage-set', id: eventId, postageVnd, payer, note, ...stamp() }),
    setTracking: ({ dossierId, eventId, trackingNumber }) =>
      record(dossierId, { kind: 'tracking-set', id: eventId, trackingNumber, ...stamp() }),
    async dispatch({ listId, dossierIds }) {
      const letters: { readonly dossierId: string; readonly sealed: Delivery }[] = [];
      const known = posts.findList(listId);
      if (known !== null) return { listNumber: known };
      for (const dossierId of dossierIds) {
        const dossier = dossierOf(dossierId);
        const sealed = await sealedOf(dossier);
        if (sealed === null) throw new KioskFault('POST_NOT_BY_POST');
        if ((await viewOf(dossier)).isPlaceGone) throw new KioskFault('POST_PLACE_GONE');
        letters.push({ dossierId, sealed });
      }
      const listNumber = store.write(() => {
        const number = `${deps.day()}-${posts.countLists(deps.day()) + 1}`;
        for (const { dossierId, sealed } of letters) {
          const id = `${listId}/${dossierId}`;
          put(dossierId, sealed, { kind: 'dispatched', id, listNumber: number, ...stamp() });
        }
        return number;
      });
      for (const { dossierId } of letters) deps.onChange(dossierId);
      await store.fileLetters();
      return { listNumber };
    },
    async ofList(listNumber) {
      const views: PostView[] = [];
      for (const dossierId of posts.ofList(listNumber)) views.push(await viewOf(dossierOf(dossierId)));
      return views;
    },
  };
}
