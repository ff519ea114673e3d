import path from 'node:path';
import { assert } from '../../../shared/assert.ts';

/** Where everything lies in the data folder. */
export interface StorePaths {
  readonly dataDir: string;
  readonly database: string;
  /** A new database is made under this name and renamed when it is whole. */
  readonly databaseNew: string;
  /** Says that a database was born here: without it and with no database, this folder is new. */
  readonly mark: string;
  /** A constant sealed with the master key: tells a wrong key from a damaged database. */
  readonly keyCheck: string;
  readonly lock: string;
  /** Shared by commands that work beside a running kiosk, so that no restore swaps the files under them. */
  readonly besideLock: string;
  readonly erasureLog: string;
  /** What happened to money, once more. */
  readonly moneyFile: string;
  /** How far temporary codes may have gone. */
  readonly codeMark: string;
  /** Space kept free to be given back when the disk is full. */
  readonly reserve: string;
  readonly vault: string;
  readonly keys: string;
  readonly manifests: string;
  /** Copies set aside before a migration or a restore. */
  readonly kept: string;
}

/** The layout of a data folder. */
export function storePaths(dataDir: string): StorePaths {
  const at = (name: string): string => path.join(dataDir, name);
  return {
    dataDir,
    database: at('kiosk.db'),
    databaseNew: at('kiosk.db.tmp'),
    mark: at('kiosk.mark'),
    keyCheck: at('kiosk.keycheck'),
    lock: at('kiosk.lock'),
    besideLock: at('kiosk.beside.lock'),
    erasureLog: at('erasures.log'),
    moneyFile: at('money.log'),
    codeMark: at('codes.mark'),
    reserve: at('reserve.bin'),
    vault: at('vault'),
    keys: at('keys'),
    manifests: at('manifests'),
    kept: at('kept'),
  };
}

/** Dossier ids become file names, so anything but a lower-case UUID is a defect of the caller. */
export function assertDossierId(dossierId: string): void {
  assert(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(dossierId), 'a dossier id is a lower-case UUID');
}
