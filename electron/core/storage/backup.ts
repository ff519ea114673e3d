import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { AuditLog, AuditRole } from '../audit/index.ts';
import { assertOurSchema, checkIntegrity, connect, type Db, schemaVersion } from './database-file.ts';
import { renameDurably, unfinishedSuffix } from './durable-file.ts';
import type { StoreKeys } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';

/**
 * Writes a whole, encrypted, checked copy of a database in use. `VACUUM INTO` keeps the key and carries no deleted
 * rows; key files are not in it. Blocks the connection while it runs. Raises BACKUP_REFUSED when the target exists.
 */
export async function copyDatabase(copy: {
  readonly db: Db;
  readonly keys: StoreKeys;
  readonly toPath: string;
}): Promise<{ readonly sizeBytes: number }> {
  const { db, keys, toPath } = copy;
  return awaitStorageFaults(path.dirname(toPath), async () => {
    if (existsSync(toPath)) throw new KioskFault('BACKUP_REFUSED', { details: { reason: 'target-exists' } });
    const unfinished = `${toPath}.${randomBytes(4).toString('hex')}${unfinishedSuffix}`;
    try {
      db.prepare('VACUUM INTO ?').run(unfinished);
      checkCopy(unfinished, keys, schemaVersion(db));
      await renameDurably(unfinished, toPath);
    } finally {
      await rm(unfinished, { force: true });
      await rm(`${unfinished}-journal`, { force: true });
    }
    return { sizeBytes: (await stat(toPath)).size };
  });
}

/** A copy that leaves its pair of audit events; only the file's name is written down, not where it went. */
export async function copyWithAudit(
  copy: Parameters<typeof copyDatabase>[0] & {
    readonly audit: AuditLog;
    readonly role: AuditRole;
  },
): Promise<{ readonly sizeBytes: number }> {
  const name = path.basename(copy.toPath).slice(0, 100);
  copy.audit.append({ id: 'backup-started', role: copy.role, details: { copy: name } });
  try {
    const made = await copyDatabase(copy);
    const details = { copy: name, outcome: 'made', sizeBytes: made.sizeBytes };
    copy.audit.append({ id: 'backup-finished', role: copy.role, details });
    return made;
  } catch (error) {
    copy.audit.append({ id: 'backup-finished', role: copy.role, details: { copy: name, outcome: 'failed' } });
    throw error;
  }
}

function checkCopy(copyPath: string, keys: StoreKeys, version: number): void {
  const db = connect(copyPath, keys, 'read-only');
  try {
    assertOurSchema(db, version);
    checkIntegrity(db, 'quick_check(1)');
  } finally {
    db.close();
  }
}
