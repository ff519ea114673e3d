import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Server } from '@tus/server';
import * as z from 'zod';
import { checksumMismatchStatus, portalHeaders, uploadsPath } from '../../../shared/portal/index.ts';
import type { DossierTables } from './dossier-database.ts';
import type { DossierDesk } from './dossier-desk.ts';
import { digestFile } from './file-digest.ts';
import { createUploadStore } from './upload-store.ts';

const metadataSchema = z.object({
  dossierId: z.uuid(),
  revision: z.coerce.number().int().nonnegative(),
  ordinal: z.coerce.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What @tus/server takes for "answer this status". */
function tusRefusal(status_code: number, body: string) {
  return { status_code, body };
}

/** The tus side: takes only files that an accepted content announces, and keeps only bytes with the announced hash. */
export function createUploads(deps: {
  readonly desk: DossierDesk;
  readonly tables: DossierTables;
  readonly filesDir: string;
}) {
  const { desk, filesDir } = deps;
  mkdirSync(filesDir, { recursive: true });

  // Opened with the first upload: its store makes its folder by itself, and a portal that was only asked may be gone by then.
  let opened: Server | null = null;
  const openServer = (): Server =>
    new Server({
      path: uploadsPath,
      datastore: createUploadStore({ directory: filesDir, tables: deps.tables }),
      relativeLocation: true,
      // Whoever is cut off comes back at once; nobody else writes to the same upload.
      lockDrainTimeout: 50,
      namingFunction(_, metadata) {
        const known = metadataSchema.safeParse(metadata);
        if (!known.success) throw tusRefusal(400, 'metadata');
        const { dossierId, revision, ordinal, sha256: hash } = known.data;
        return `${dossierId}.${revision}.${ordinal}.${hash.slice(0, 16)}.${randomBytes(6).toString('hex')}`;
      },
      async onUploadCreate(request, upload) {
        const { dossierId, revision, ordinal, sha256: hash } = metadataSchema.parse(upload.metadata);
        const kioskId = request.headers.get(portalHeaders.kioskId) ?? '';
        if (!desk.isOf(kioskId, dossierId)) throw tusRefusal(404, 'dossier');
        const announced = desk.contentOf(dossierId, revision)?.files.find((file) => file.ordinal === ordinal);
        if (announced === undefined) throw tusRefusal(404, 'file');
        if (announced.sha256 !== hash || announced.sizeBytes !== upload.size) throw tusRefusal(422, 'file');
        return {};
      },
      async onUploadFinish(_, upload) {
        const { dossierId, revision, ordinal, sha256: announced } = metadataSchema.parse(upload.metadata);
        const there = digestFile(path.join(filesDir, upload.id));
        const isWhole = there.sha256 === announced;
        const file = { dossierId, revision, ordinal, uploadId: upload.id };
        if (!isWhole || !desk.holdFile({ ...file, ...there }))
          rmSync(path.join(filesDir, upload.id), { force: true });
        if (!isWhole) throw tusRefusal(checksumMismatchStatus, 'checksum');
        return {};
      },
    });

  return {
    handle(request: Request): Promise<Response> {
      opened ??= openServer();
      return opened.handleWeb(request);
    },
    /** Forgets an upload: 410 while its name is remembered, 404 after that. */
    lose(uploadPath: string, status: 404 | 410): void {
      const uploadId = path.basename(uploadPath);
      rmSync(path.join(filesDir, uploadId), { force: true });
      if (status === 404) deps.tables.dropUpload(uploadId);
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;
