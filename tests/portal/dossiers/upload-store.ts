import { closeSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import type { DossierTables } from './dossier-database.ts';

/**
 * The file store of tus without its ten trips to the pool of threads for one page: the kiosk's sending is measured against
 * this portal, which has signatures and proofs to make beside it.
 */
export function createUploadStore(deps: {
  readonly directory: string;
  readonly tables: DossierTables;
}): FileStore {
  const { directory, tables } = deps;
  const fileOf = (id: string): string => path.join(directory, id);
  const store = new FileStore({
    directory,
    configstore: {
      async get(id: string): Promise<Upload | undefined> {
        const info = tables.findUpload(id);
        return info === null ? undefined : JSON.parse(info);
      },
      async set(id: string, upload: Upload): Promise<void> {
        tables.putUpload(id, JSON.stringify(upload));
      },
      async delete(id: string): Promise<void> {
        tables.dropUpload(id);
      },
    },
  });
  return Object.assign(store, {
    async create(upload: Upload): Promise<Upload> {
      // Not in this thread: a new name waits for the file system while it syncs somebody else's.
      await (await open(fileOf(upload.id), 'w')).close();
      tables.putUpload(upload.id, JSON.stringify(upload));
      upload.storage = { type: 'file', path: fileOf(upload.id) };
      return upload;
    },
    /** What came before the line died stays: the next try goes on from there. */
    async write(bytes: AsyncIterable<Buffer>, id: string, offset: number): Promise<number> {
      const file = openSync(fileOf(id), 'r+');
      try {
        let at = offset;
        for await (const chunk of bytes) at += writeSync(file, chunk, 0, chunk.length, at);
        return at;
      } finally {
        closeSync(file);
      }
    },
  });
}
