import * as z from 'zod';
import { type PostageTable, postageTableSchema } from '../../../shared/contract/index.ts';
import type { Delivery } from '../../../shared/dossier/manifest.ts';
import {
  type PostEvent,
  type PostStanding,
  postEventSchema,
  recordPost,
  startOfPost,
} from '../../../shared/dossier/post.ts';
import type { Store } from '../storage/index.ts';

const eventRowSchema = z.object({
  seq: z.number(),
  dossierId: z.string(),
  event: z.string().transform((text) => postEventSchema.parse(JSON.parse(text))),
});
export type StoredPostEvent = z.infer<typeof eventRowSchema>;

/** What happened to letters. Whatever writes runs inside the caller's transaction. */
export interface PostStore {
  events(dossierId: string): readonly StoredPostEvent[];
  standing(dossierId: string, sealed: Delivery): PostStanding;
  /** False when it was counted before. Raises POST_DISPATCHED and POST_NOT_BY_POST, with nothing written. */
  append(dossierId: string, sealed: Delivery, event: PostEvent): boolean;
  /** Puts a sealed dossier on the office's lists. */
  open(dossierId: string, sealed: Delivery, atMs: number): void;
  isOpen(dossierId: string): boolean;
  list(page: { readonly which: 'to-send' | 'sent'; readonly limit: number; readonly offset: number }): {
    readonly dossierIds: readonly string[];
    readonly total: number;
  };
  ofList(listNumber: string): readonly string[];
  /** The number of a list that was made under this id. */
  findList(listId: string): string | null;
  countLists(dayPrefix: string): number;
  table(): PostageTable | null;
  setTable(table: PostageTable, officer: string, atMs: number): void;
  untold(limit: number): readonly StoredPostEvent[];
  markTold(seqs: readonly number[], atMs: number): void;
}

export function createPostStore({ db }: Pick<Store, 'db'>): PostStore {
  const columns = 'SELECT seq, dossier_id AS dossierId, event FROM post_event';
  const ofDossier = db.prepare<[string], unknown>(`${columns} WHERE dossier_id = ? ORDER BY seq`);
  const put = db.prepare(
    'INSERT INTO post_event (dossier_id, event_id, event) VALUES (@dossierId, @eventId, @event)',
  );
  const putItem = db.prepare(
    `INSERT INTO post_item (dossier_id, state, opened_at) VALUES (@dossierId, @state, @atMs)
     ON CONFLICT DO NOTHING`,
  );
  const setItem = db.prepare(
    `UPDATE post_item SET state = @state, list_number = @listNumber, tracking_number = @trackingNumber
     WHERE dossier_id = @dossierId`,
  );
  const isOpen = db.prepare<[string]>('SELECT 1 FROM post_item WHERE dossier_id = ?');
  const list = db
    .prepare<[string, number, number], string>(
      'SELECT dossier_id FROM post_item WHERE state = ? ORDER BY opened_at DESC, dossier_id DESC LIMIT ? OFFSET ?',
    )
    .pluck();
  const count = db.prepare<[string], number>('SELECT count(*) FROM post_item WHERE state = ?').pluck();
  const ofList = db
    .prepare<[string], string>(
      'SELECT dossier_id FROM post_item WHERE list_number = ? ORDER BY opened_at, dossier_id',
    )
    .pluck();
  const findList = db
    .prepare<[string], string>(
      `SELECT json_extract(event, '$.listNumber') FROM post_event
       WHERE substr(event_id, 1, 37) = ? || '/' LIMIT 1`,
    )
    .pluck();
  const countLists = db
    .prepare<[string], number>(
      "SELECT count(DISTINCT list_number) FROM post_item WHERE list_number LIKE ? || '%'",
    )
    .pluck();
  const newestTable = db
    .prepare<[], string>('SELECT value FROM postage_table ORDER BY seq DESC LIMIT 1')
    .pluck();
  const putTable = db.prepare(
    'INSERT INTO postage_table (value, officer, at) VALUES (@value, @officer, @atMs)',
  );
  const untold = db.prepare<[number], unknown>(`${columns} WHERE told_at IS NULL ORDER BY seq LIMIT ?`);
  const markTold = db.prepare<[number, number]>('UPDATE post_event SET told_at = ? WHERE seq = ?');

  function events(dossierId: string): readonly StoredPostEvent[] {
    return z.array(eventRowSchema).parse(ofDossier.all(dossierId));
  }

  function standing(dossierId: string, sealed: Delivery): PostStanding {
    return events(dossierId).reduce((now, { event }) => recordPost(now, event), startOfPost(sealed));
  }

  function project(dossierId: string, { delivery, ...now }: PostStanding): void {
    const state = now.dispatchedAtMs !== null ? 'sent' : delivery.way === 'post' ? 'to-send' : 'not-by-post';
    setItem.run({
      dossierId,
      state,
      listNumber: now.listNumber,
      trackingNumber: now.trackingNumber,
    });
  }

  return {
    events,
    standing,
    append(dossierId, sealed, event) {
      if (events(dossierId).some((known) => known.event.id === event.id)) return false;
      const next = recordPost(standing(dossierId, sealed), event);
      put.run({ dossierId, eventId: event.id, event: JSON.stringify(event) });
      project(dossierId, next);
      return true;
    },
    open(dossierId, sealed, atMs) {
      putItem.run({ dossierId, state: sealed.way === 'post' ? 'to-send' : 'not-by-post', atMs });
    },
    isOpen: (dossierId) => isOpen.get(dossierId) !== undefined,
    list({ which, limit, offset }) {
      return { dossierIds: list.all(which, limit, offset), total: count.get(which) ?? 0 };
    },
    ofList: (listNumber) => ofList.all(listNumber),
    findList: (listId) => findList.get(listId) ?? null,
    countLists: (dayPrefix) => countLists.get(dayPrefix) ?? 0,
    table() {
      const text = newestTable.get();
      return text === undefined ? null : postageTableSchema.parse(JSON.parse(text));
    },
    setTable: (table, officer, atMs) => void putTable.run({ value: JSON.stringify(table), officer, atMs }),
    untold: (limit) => z.array(eventRowSchema).parse(untold.all(limit)),
    markTold(seqs, atMs) {
      for (const seq of seqs) markTold.run(atMs, seq);
    },
  };
}
