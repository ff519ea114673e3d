import type { Clock } from '../../../shared/clock.ts';
import { type AuditLog, type AuditRole, createAuditLog } from '../audit/index.ts';
import type { Log } from '../diagnostics/index.ts';
import { copyWithAudit } from './backup.ts';
import { type CodeMark, createCodeMark } from './code-mark.ts';
import type { Db } from './database-file.ts';
import { createDeskRows, type DeskRows } from './desk-rows.ts';
import { createDossierKeys, type DossierKeys } from './dossier-keys.ts';
import { makeFolderDurably, sweepUnfinished } from './durable-file.ts';
import { createEndings, type Endings } from './endings.ts';
import { type Erasure, type ErasurePoint, eraseDossier } from './erase-dossier.ts';
import { type ErasureLog, openErasureLog } from './erasure-log.ts';
import { takeFolderLock } from './folder-lock.ts';
import { deriveHandOverKeys, type HandOverKeys } from './hand-over-keys.ts';
import type { KeyDescription, KeyProvider } from './keys/index.ts';
import { readErasuresLogged } from './kiosk-meta.ts';
import { createLetterFiles } from './letter-files.ts';
import { createManifests, type Manifests } from './manifests.ts';
import { readMigrations } from './migrations.ts';
import { createMoneyFile, readMoneyLost } from './money-file.ts';
import { fetchStoreKeys, folderState, openDatabase, type SchemaChange } from './open-database.ts';
import { type StorePaths, storePaths } from './paths.ts';
import { hashDossierNumber, keyedHash, type StoreKeys, wipeStoreKeys } from './seal.ts';
import { createSealedRows, type SealedRows } from './sealed-rows.ts';
import { awaitStorageFaults, withStorageFaults } from './storage-faults.ts';
import { createTurns } from './turns.ts';
import { createPageVault, type PageVault } from './vault.ts';

export interface StoreDeps {
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly keyProvider: KeyProvider;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each named moment of an erasure. */
  readonly reached?: (point: ErasurePoint) => void;
}

/** Everything the kiosk keeps. Owns the one writer connection and the data folder while it is open. */
export interface Store {
  readonly db: Db;
  readonly vault: PageVault;
  readonly dossierKeys: DossierKeys;
  readonly audit: AuditLog;
  readonly paths: StorePaths;
  readonly manifests: Manifests;
  readonly sealedRows: SealedRows;
  readonly deskRows: DeskRows;
  readonly endings: Endings;
  readonly codeMark: CodeMark;
  readonly key: KeyDescription;
  /** Null when the schema was up to date. */
  readonly schemaChange: SchemaChange | null;
  /** False when the erasure log was cut or changed: restore refuses, staff should know. */
  readonly erasureLogIntact: boolean;
  /** One transaction that is durable on return; raises DISK_FULL, DISK_READ_ONLY, DATABASE_DAMAGED. */
  write<T>(work: () => T): T;
  /** Writes what happened to money into its file; a disk that refuses is told to the log, and it is tried again. */
  fileMoney(): void;
  /** Writes what happened to letters into their files; one that cannot be written is told to the log, and tried again. */
  fileLetters(): Promise<void>;
  /** When a database that was made anew lacked money of before; null when none ever did. */
  moneyLostAt(): number | null;
  /** A checked, encrypted copy without key files; raises BACKUP_REFUSED when the target exists. */
  backup(toPath: string, role?: AuditRole): Promise<{ readonly sizeBytes: number }>;
  /** HMAC-SHA-256 in hex under a key of this kiosk: recognises a secret without keeping it. `use` keeps uses apart. */
  keyedHash(use: string, text: string): string;
  /** The keyed hash by which an identity number finds its dossiers (dossier.number_hash). */
  hashDossierNumber(idNumber: string): string;
  /** The key pair to which other kiosks encrypt dossiers that this one takes over. */
  handOverKeys(): HandOverKeys;
  /** One after the other for each dossier, with its erasure: nobody seals what is being destroyed, nor the reverse. */
  holdDossier<T>(dossierId: string, work: () => Promise<T>): Promise<T>;
  eraseDossier(erasure: Erasure): Promise<{ readonly finished: boolean }>;
  /** Was the erasure of this dossier ever begun here? Then it is or will be destroyed. */
  wasErased(dossierId: string): boolean;
  /** Erasures that a power cut interrupted: to be run again at start. */
  unfinishedErasures(): readonly string[];
  close(): void;
}

/**
 * Opens the store of a data folder, making it when the folder is new. Raises every DATABASE_* fault, KEY_MISSING,
 * KEY_UNPROTECTED, DATA_FOLDER_IN_USE, DISK_FULL and DISK_READ_ONLY, each with the data untouched.
 */
export async function openStore(deps: StoreDeps): Promise<Store> {
  const paths = storePaths(deps.dataDir);
  return awaitStorageFaults(deps.dataDir, async () => {
    await makeFolderDurably(deps.dataDir);
    const lock = takeFolderLock(paths.lock, 'exclusive');
    try {
      return await openLocked(deps, paths, lock.release);
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

async function openLocked(deps: StoreDeps, paths: StorePaths, releaseLock: () => void): Promise<Store> {
  const migrations = readMigrations(deps.migrationsDir);
  const state = await folderState(paths);
  const keys = await fetchStoreKeys(deps.keyProvider, state === 'new');
  const { db, schemaChange } = await openDatabase({ ...deps, paths, keys, state, migrations });
  try {
    const swept = await sweepUnfinished(paths.dataDir, 2);
    if (swept > 0) deps.log.info('unfinished writes swept', { files: swept });
    const log = createAuditLog({ db, clock: deps.clock, headKey: keys.auditHead });
    const audit: AuditLog = {
      ...log,
      append: (event) => withStorageFaults(paths.dataDir, () => log.append(event)),
    };
    if (schemaChange !== null)
      audit.append({ id: 'database-migrated', role: 'kiosk', details: { ...schemaChange } });
    const erasureLog = await openErasureLog({
      logPath: paths.erasureLog,
      key: keys.erasureLog,
      clock: deps.clock,
    });
    const parts = { db, paths, keys, audit, erasureLog, schemaChange };
    return composeStore(deps, parts, releaseLock);
  } catch (error) {
    db.close();
    throw error;
  }
}

function composeStore(
  deps: StoreDeps,
  parts: {
    readonly db: Db;
    readonly paths: StorePaths;
    readonly keys: StoreKeys;
    readonly audit: AuditLog;
    readonly erasureLog: ErasureLog;
    readonly schemaChange: SchemaChange | null;
  },
  releaseLock: () => void,
): Store {
  const { db, paths, keys, audit, erasureLog } = parts;
  const vault = createPageVault(paths.vault);
  const dossierKeys = createDossierKeys(paths.keys, keys.dossierKeys);
  const moneyFile = createMoneyFile({ db, filePath: paths.moneyFile, key: keys.moneyFile });
  const letterFiles = createLetterFiles({ db, folder: paths.manifests, keys: dossierKeys, log: deps.log });
  const turns = createTurns();
  const reached = deps.reached ?? (() => undefined);
  const { clock, log } = deps;
  const erasing = { db, paths, keys, log, clock, audit, vault, dossierKeys, erasureLog, reached };
  // Made once: a seal is one call of it, and making it anew takes as long as three of its rows.
  const inTransaction = db.transaction((work: () => unknown) => work());
  const erasureLogIntact = erasureLog.intact && erasureLog.count() >= readErasuresLogged(db);
  if (!erasureLogIntact) deps.log.warn('erasure log was cut or changed');
  return {
    db,
    vault,
    dossierKeys,
    audit,
    paths,
    manifests: createManifests(paths.manifests, dossierKeys),
    sealedRows: createSealedRows(db, (idNumber) => hashDossierNumber(keys, idNumber)),
    deskRows: createDeskRows(db),
    endings: createEndings(db, paths.manifests, dossierKeys),
    codeMark: createCodeMark(paths.codeMark),
    handOverKeys: () => deriveHandOverKeys(keys.handOver),
    key: deps.keyProvider.describe(),
    schemaChange: parts.schemaChange,
    erasureLogIntact,
    write: <T>(work: () => T) => withStorageFaults(paths.dataDir, () => inTransaction.immediate(work) as T),
    fileMoney() {
      try {
        moneyFile.follow();
      } catch (error) {
        log.failure('money not written to its file', error);
      }
    },
    async fileLetters() {
      for (const dossierId of letterFiles.listUnfiled()) {
        try {
          await turns.take(dossierId, () => letterFiles.write(dossierId));
        } catch (error) {
          log.failure('letter not written to its file', error, { dossierId });
        }
      }
    },
    moneyLostAt: () => readMoneyLost(db),
    backup: (toPath, role = 'kiosk') =>
      awaitStorageFaults(paths.dataDir, () => copyWithAudit({ db, keys, toPath, audit, role })),
    keyedHash: (use, text) => keyedHash(keys, use, text),
    hashDossierNumber: (idNumber) => hashDossierNumber(keys, idNumber),
    holdDossier: turns.take,
    eraseDossier: (erasure) => turns.take(erasure.dossierId, () => eraseDossier(erasing, erasure)),
    wasErased: (dossierId) => erasureLog.has(dossierId),
    unfinishedErasures: () => erasureLog.unfinished(),
    close: () => {
      if (!db.open) return;
      db.close();
      releaseLock();
      wipeStoreKeys(keys);
    },
  };
}
