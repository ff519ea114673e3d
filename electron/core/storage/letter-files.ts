import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { isKioskFault } from '../../../shared/faults/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { Db } from './database-file.ts';
import type { DossierKeys } from './dossier-keys.ts';
import { listFolder, makeFolderDurably, writeSmallFileDurably } from './durable-file.ts';
import { assertDossierId } from './paths.ts';
import { SealBroken, type SealPlace, seal, unseal } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';

/** The columns of the database by their own names. */
const letterSchema = z.strictObject({
  item: z
    .strictObject({
      state: z.string(),
      list_number: z.string().nullable(),
      tracking_number: z.string().nullable(),
      opened_at: z.number(),
    })
    .nullable(),
  events: z.array(z.strictObject({ seq: z.number(), event_id: z.string(), event: z.string() })),
});
type Letter = z.infer<typeof letterSchema>;

/**
 * What happened to the letter of a dossier (address, list, tracking number), beside its manifests and under its own key: it
 * goes with the dossier's erasure. The database is the truth; the file follows it and is read only when the database is lost
 * or an old copy takes its place.
 */
export interface LetterFiles {
  /** Dossiers whose file is behind. */
  listUnfiled(): readonly string[];
  /** Writes the file of one dossier whole, in the dossier's turn. Raises VAULT_FILE_DAMAGED and the disk's faults. */
  write(dossierId: string): Promise<void>;
  /** Puts what the files know and `db` does not into `db`, for dossiers that are there; answers how many cannot be read. */
  restore(): Promise<number>;
}

const nameShape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.letter$/;

/** `folder` is the manifests': what begins with a dossier's id there goes with its erasure. */
export function createLetterFiles(deps: {
  readonly db: Db;
  readonly folder: string;
  readonly keys: Pick<DossierKeys, 'getDossierKey'>;
  readonly log: Log;
}): LetterFiles {
  const { db, folder, keys } = deps;
  const unfiled = db.prepare<[], string>('SELECT dossier_id FROM letter_unfiled ORDER BY dossier_id').pluck();
  const forget = db.prepare<[string]>('DELETE FROM letter_unfiled WHERE dossier_id = ?');
  const item = db.prepare<[string]>(
    'SELECT state, list_number, tracking_number, opened_at FROM post_item WHERE dossier_id = ?',
  );
  const events = db.prepare<[string]>(
    'SELECT seq, event_id, event FROM post_event WHERE dossier_id = ? ORDER BY seq',
  );
  const isKnown = db.prepare<[string]>('SELECT 1 FROM dossier WHERE dossier_id = ? AND erased_at IS NULL');
  const putEvent = db.prepare(
    `INSERT INTO post_event (seq, dossier_id, event_id, event) VALUES (@seq, @dossierId, @event_id, @event)
     ON CONFLICT DO NOTHING`,
  );
  const putItem = db.prepare(
    `INSERT INTO post_item (dossier_id, state, list_number, tracking_number, opened_at)
     VALUES (@dossierId, @state, @list_number, @tracking_number, @opened_at)
     ON CONFLICT DO UPDATE SET state = excluded.state, list_number = excluded.list_number,
       tracking_number = excluded.tracking_number`,
  );
  const fileOf = (dossierId: string): string => {
    assertDossierId(dossierId);
    return path.join(folder, `${dossierId}.letter`);
  };

  /** Raises VAULT_FILE_DAMAGED or SealBroken. */
  async function read(dossierId: string): Promise<Letter> {
    const key = await keys.getDossierKey(dossierId);
    const bytes = unseal(key, placeOf(dossierId), await readFile(fileOf(dossierId)));
    return letterSchema.parse(JSON.parse(bytes.toString('utf8')));
  }

  /** An item is as its newest event left it: one of a file that has no news may be older than the database. */
  function putBack(dossierId: string, letter: Letter): void {
    let added = 0;
    for (const event of letter.events) added += putEvent.run({ dossierId, ...event }).changes;
    if (added > 0 && letter.item !== null) putItem.run({ dossierId, ...letter.item });
  }

  return {
    listUnfiled: () => unfiled.all(),
    write: (dossierId) =>
      awaitStorageFaults(path.dirname(folder), async () => {
        const key = await keys.getDossierKey(dossierId);
        if (!existsSync(folder)) await makeFolderDurably(folder);
        // From here to the end nothing else runs: no event can come between what is read and what is forgotten.
        const letter = letterSchema.parse({
          item: item.get(dossierId) ?? null,
          events: events.all(dossierId),
        });
        const bytes = Buffer.from(JSON.stringify(letter));
        writeSmallFileDurably(fileOf(dossierId), seal(key, placeOf(dossierId), bytes));
        forget.run(dossierId);
      }),
    async restore() {
      let unreadable = 0;
      for (const { name } of await listFolder(folder)) {
        const dossierId = nameShape.exec(name)?.[1];
        if (dossierId === undefined || isKnown.get(dossierId) === undefined) continue;
        try {
          const letter = await read(dossierId);
          db.transaction(() => putBack(dossierId, letter)).immediate();
        } catch (error) {
          if (!(error instanceof SealBroken) && !isKioskFault(error)) throw error;
          unreadable += 1;
          deps.log.failure('letter cannot be read', error, { dossierId });
        }
      }
      return unreadable;
    },
  };
}

function placeOf(dossierId: string): SealPlace {
  return { magic: 'MCKL', place: `${dossierId}.letter` };
}
