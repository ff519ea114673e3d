import * as z from 'zod';
import { assertDefined } from '../../../shared/assert.ts';
import type { Manifest } from '../../../shared/dossier/manifest.ts';
import type { Db } from './database-file.ts';
import { createDeskRows } from './desk-rows.ts';
import type { ManifestName } from './manifests.ts';

/** The rows of sealed dossiers, made from their manifests alone. Every write runs inside the caller's transaction. */
export interface SealedRows {
  has(name: ManifestName): boolean;
  /** Everything that a revision is in the database, its place in the queue included; the counter goes along. */
  insert(manifest: Manifest): void;
  /**
   * The same for a manifest that this database did not know: what was printed is in no manifest, and the receipt may lie in
   * somebody's bag. The next one says that it is a copy.
   */
  insertFound(manifest: Manifest): void;
  lastNumber(): number;
  /** Lets the counter of temporary codes go up to `number`, never back. */
  raiseNumber(number: number): void;
}

/** `hashNumber` makes the keyed hash by which a card finds the dossier. */
export function createSealedRows(db: Db, hashNumber: (idNumber: string) => string): SealedRows {
  const has = db.prepare('SELECT 1 FROM dossier_revision WHERE dossier_id = ? AND revision = ?').pluck();
  const insertDossier = db.prepare(
    `INSERT INTO dossier (dossier_id, temporary_code, procedure_code, procedure_name, catalogue_version, number_hash,
       received_at, due_at)
     VALUES (@dossierId, @temporaryCode, @procedureCode, @procedureName, @catalogueVersion, @numberHash, @sealedAt,
       @dueAt)`,
  );
  const insertPersons = db.prepare('INSERT INTO dossier_person (dossier_id, persons) VALUES (?, ?)');
  const insertRevision = db.prepare(
    `INSERT INTO dossier_revision (dossier_id, revision, kind, content_hash, sealed_at)
     VALUES (@dossierId, @revision, @kind, @contentHash, @sealedAt)`,
  );
  const insertFile = db.prepare(
    `INSERT INTO dossier_file (dossier_id, revision, ordinal, component_id, kind, title, file_id, size_bytes, sha256,
       page_count)
     VALUES (@dossierId, @revision, @ordinal, @componentId, @kind, @title, @fileId, @sizeBytes, @sha256, @pageCount)`,
  );
  const insertOutbox = db.prepare(
    'INSERT INTO outbox (dossier_id, revision, total_bytes) VALUES (@dossierId, @revision, @totalBytes)',
  );
  const correctDossier = db.prepare(
    'UPDATE dossier SET number_hash = @numberHash WHERE dossier_id = @dossierId',
  );
  const correctPersons = db.prepare('UPDATE dossier_person SET persons = ? WHERE dossier_id = ?');
  const superseded = 'WHERE dossier_id = @dossierId AND revision >= @supersedes AND revision < @revision';
  const supersede = db.prepare(
    `UPDATE dossier_revision SET superseded_by = @revision ${superseded} AND superseded_by IS NULL`,
  );
  const takeFromQueue = db.prepare(`DELETE FROM outbox ${superseded}`);
  const answerRequest = db.prepare(
    'UPDATE supplement_request SET answered_revision = ? WHERE dossier_id = ? AND request_id = ?',
  );
  const assumePrinted = db.prepare(
    `INSERT INTO receipt_print (dossier_id, revision, copy, paper, state, at)
     VALUES (@dossierId, @revision, 1, @paper, 'sent', @at) ON CONFLICT DO NOTHING`,
  );
  const deskRows = createDeskRows(db);
  const lastNumber = db.prepare('SELECT last FROM code_counter').pluck();
  const raiseNumber = db.prepare('UPDATE code_counter SET last = max(last, ?)');

  function insert({ content, contentHash, codeNumber, fileIds }: Manifest): void {
    const { dossierId, revision, files } = content;
    const sealedAt = Date.parse(content.sealedAt);
    if (revision === 0) {
      const { idNumber } = content.persons.filer;
      insertDossier.run({
        dossierId,
        temporaryCode: content.temporaryCode,
        procedureCode: content.procedureCode,
        procedureName: content.procedureName,
        catalogueVersion: content.catalogueVersion,
        numberHash: idNumber === null ? null : hashNumber(idNumber),
        sealedAt,
        dueAt: content.dueAt === null ? null : Date.parse(content.dueAt),
      });
      insertPersons.run(dossierId, JSON.stringify(content.persons));
      raiseNumber.run(codeNumber);
    } else if (content.kind === 'submission') {
      const { idNumber } = content.persons.filer;
      correctDossier.run({ dossierId, numberHash: idNumber === null ? null : hashNumber(idNumber) });
      correctPersons.run(JSON.stringify(content.persons), dossierId);
      deskRows.correct(content);
    }
    if (content.supersedes !== undefined) {
      const range = { dossierId, supersedes: content.supersedes, revision };
      supersede.run(range);
      takeFromQueue.run(range);
    }
    insertRevision.run({ dossierId, revision, kind: content.kind, contentHash, sealedAt });
    for (const file of files) {
      const { ordinal, componentId, kind, title, sizeBytes, sha256, pageCount } = file;
      const fileId = assertDefined(fileIds[ordinal], 'every file of a manifest has its place in the vault');
      const row = {
        dossierId,
        revision,
        ordinal,
        componentId,
        kind,
        title,
        fileId,
        sizeBytes,
        sha256,
        pageCount,
      };
      insertFile.run(row);
    }
    const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    insertOutbox.run({ dossierId, revision, totalBytes });
    // Its triggers follow the queue: before this row there is nothing to follow for them.
    if (revision === 0) deskRows.insert(content);
    if (content.supplementOf !== null) answerRequest.run(revision, dossierId, content.supplementOf);
  }

  return {
    has: ({ dossierId, revision }) => has.get(dossierId, revision) !== undefined,
    insert,
    insertFound(manifest) {
      insert(manifest);
      const { dossierId, revision, sealedAt } = manifest.content;
      for (const paper of ['a4', 'slip']) {
        assumePrinted.run({ dossierId, revision, paper, at: Date.parse(sealedAt) });
      }
    },
    lastNumber: () => z.number().parse(lastNumber.get()),
    raiseNumber: (number) => void raiseNumber.run(number),
  };
}
