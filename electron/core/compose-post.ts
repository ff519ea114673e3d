import { isDeepStrictEqual } from 'node:util';
import { officeDay } from '../../shared/calendar/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Officer, PostView } from '../../shared/contract/index.ts';
import type { Delivery, DossierContent } from '../../shared/dossier/manifest.ts';
import { KioskFault } from '../../shared/faults/index.ts';
import type { Places } from '../../shared/places/places.ts';
import type { AuditRole } from './audit/index.ts';
import type { Printers } from './devices/index.ts';
import { type CashDesk, createFeeDossiers, feeCodeOf, type Untold } from './fees/index.ts';
import {
  cashClosing,
  dispatchList,
  officePaperDrawing,
  type PostalItem,
  postalLabel,
  postalLabelDrawing,
} from './office-papers/index.ts';
import type { PdfWorkshop } from './pdf/index.ts';
import { createPost, createPostStore, type Post } from './post/index.ts';
import type { Store } from './storage/index.ts';
import type { OpenedDossiers } from './tracking/index.ts';
import type { Words } from './words.ts';

/** The post, its papers, and the paper of a counted drawer. */
export interface PostCalls extends Post {
  printLabel(dossierId: string): Promise<{ readonly printed: true }>;
  printList(listNumber: string): Promise<{ readonly printed: true }>;
  /** Raises DRAWER_NOT_YOURS for another officer's drawer, and for none. */
  printClosing(closingId: string): Promise<{ readonly printed: true }>;
}

/** Joins the post to the staff, the printer and the road to the portal. */
export function composePost(deps: {
  readonly config: KioskConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly words: Words;
  readonly workshop: PdfWorkshop;
  readonly printers: Printers;
  readonly places: () => Places;
  readonly opened: Pick<OpenedDossiers, 'has'>;
  readonly isSessionOpen: () => boolean;
  readonly officer: () => Officer | null;
  readonly role: () => AuditRole;
  readonly onChange: (dossierId: string) => void;
}): {
  readonly untold: Untold;
  readonly deliveryNow: (dossierId: string, sealed: Delivery) => Delivery;
  /**
   * In the transaction that seals: puts a dossier on the lists. A correction that names another way than `before` changes
   * it; one that does not leaves what was changed since.
   */
  readonly noteSealed: (sealed: {
    readonly dossierId: string;
    readonly revision: number;
    readonly delivery: Delivery;
    readonly before: Delivery | null;
  }) => void;
  start(given: {
    readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
    readonly collectVnd: (dossierId: string, delivery: Delivery) => number;
    readonly feeWay: (dossierId: string) => PostView['feeWay'];
    readonly desk: CashDesk;
  }): PostCalls;
} {
  const { config, store, clock, workshop, printers } = deps;
  const posts = createPostStore(store);
  const dossiers = createFeeDossiers(store);
  const say = deps.words.in('vi', ['officepapers', 'receipt']);
  const facts = () => ({ office: config.office, issuedAtMs: clock.now() });

  async function print(what: string, draw: () => Promise<Uint8Array>): Promise<{ readonly printed: true }> {
    const visit = printers.visit();
    const pdf = await draw();
    let outcome = 'failed';
    try {
      await printers.print({ name: `${what}-${clock.now()}`, paper: 'a4', pdf, visit });
      outcome = 'done';
    } finally {
      store.audit.append({
        id: 'counter-paper-printed',
        role: deps.role(),
        details: { what, paper: 'a4', outcome },
      });
    }
    return { printed: true };
  }

  /** Raises POST_NOT_BY_POST. */
  function itemOf(view: PostView): PostalItem {
    const { delivery, code, trackingNumber, postageVnd, payer, collectVnd, note } = view;
    if (delivery?.way !== 'post') throw new KioskFault('POST_NOT_BY_POST');
    const { recipient, phone, street, commune } = delivery;
    return {
      dossierCode: code,
      trackingNumber,
      recipient,
      phone,
      street,
      commune,
      postageVnd,
      payer,
      collectVnd,
      note,
    };
  }

  return {
    untold: {
      list: (limit) =>
        posts.untold(limit).map(({ seq, dossierId, event }) => ({
          key: seq,
          event: { eventId: `${config.kioskId}-d${seq}`, dossierId, event: { about: 'post', post: event } },
        })),
      markTold: posts.markTold,
    },
    deliveryNow: (dossierId, sealed) => posts.standing(dossierId, sealed).delivery,
    noteSealed({ dossierId, revision, delivery, before }) {
      posts.open(dossierId, before ?? delivery, clock.now());
      if (before === null || isDeepStrictEqual(before, delivery)) return;
      posts.append(dossierId, before, {
        kind: 'delivery-changed',
        id: `sealed-${dossierId}-${revision}`,
        delivery,
        officer: deps.officer()?.accountId ?? null,
        atMs: clock.now(),
      });
    },
    start({ contentOf, collectVnd, feeWay, desk }) {
      void store.fileLetters();
      const post = createPost({
        store,
        posts,
        clock,
        places: deps.places,
        communeCode: config.office.communeCode,
        dossier: dossiers.find,
        codeOf: feeCodeOf,
        contentOf: (dossierId) => contentOf(dossierId, dossiers.standingRevision(dossierId)),
        collectVnd,
        feeWay,
        isOpened: deps.opened.has,
        isSessionOpen: deps.isSessionOpen,
        officer: deps.officer,
        role: deps.role,
        day: () => officeDay(clock.now()).slice(2).replaceAll('-', ''),
        onChange: deps.onChange,
      });
      return {
        ...post,
        printLabel: (dossierId) =>
          print('postal-label', async () => {
            const view = await post.view(dossierId);
            if (view.isPlaceGone) throw new KioskFault('POST_PLACE_GONE');
            return workshop.draw(postalLabelDrawing, postalLabel({ ...facts(), item: itemOf(view) }, say));
          }),
        printList: (listNumber) =>
          print('dispatch-list', async () => {
            const items = (await post.ofList(listNumber)).map(itemOf);
            const officer = deps.officer()?.name ?? '';
            return workshop.draw(
              officePaperDrawing,
              dispatchList({ ...facts(), number: listNumber, items, officer, postman: '' }, say),
            );
          }),
        printClosing: (closingId) =>
          print('cash-closing', async () => {
            const closing = desk.find(closingId);
            if (closing === null) throw new KioskFault('DRAWER_NOT_YOURS');
            const { name, atMs, ...rest } = closing;
            return workshop.draw(
              officePaperDrawing,
              cashClosing({ ...facts(), ...rest, officer: name, closedAtMs: atMs }, say),
            );
          }),
      };
    },
  };
}
