import { defineFaults } from './fault-entry.ts';

/** Faults of the encrypted store: database, vault, keys, backup. */
export const storageFaults = defineFaults({
  DATABASE_WRONG_KEY: {
    severity: 'stop',
    recovery: 'none: nothing is touched; the right key must come back',
    simulated: 'the master key file is replaced by another key',
    test: 'tests/faults/storage.test.ts',
  },
  DATABASE_DAMAGED: {
    severity: 'stop',
    recovery: 'none: nothing is touched; staff restore the latest good copy or rebuild',
    simulated: 'the database file is truncated, emptied or overwritten',
    test: 'tests/faults/storage.test.ts',
  },
  DATABASE_NEWER: {
    severity: 'stop',
    recovery: 'none: nothing is touched; the newer program must be installed again',
    simulated: 'user_version above the highest migration known',
    test: 'tests/faults/storage.test.ts',
  },
  DATABASE_MISSING: {
    severity: 'stop',
    recovery: 'none: an empty database is never made where one existed',
    simulated: 'the database file is deleted while the kiosk mark of the data folder stays',
    test: 'tests/faults/storage.test.ts',
  },
  DISK_FULL: {
    severity: 'stop',
    recovery: 'nothing half-written stays; the kiosk takes no new dossier until space is free',
    simulated: 'a file system that is full',
    test: 'tests/faults/storage-disk.test.ts',
  },
  DISK_READ_ONLY: {
    severity: 'stop',
    recovery: 'none: the data folder must become writable',
    simulated: 'a data folder mounted read-only',
    test: 'tests/faults/storage-disk.test.ts',
  },
  DATA_FOLDER_IN_USE: {
    severity: 'stop',
    recovery: 'none: the second program ends and leaves the first alone',
    simulated: 'a second core on the same data folder',
    test: 'tests/faults/storage.test.ts',
  },
  KEY_MISSING: {
    severity: 'stop',
    recovery: 'none: a new key would make the old data unreadable for ever',
    simulated: 'the key file is deleted while a database exists',
    test: 'tests/faults/storage.test.ts',
  },
  KEY_UNPROTECTED: {
    severity: 'stop',
    recovery: 'none: production asks for a protected key or a configuration line that accepts the risk',
    simulated: 'a key file in the data folder, or safeStorage without a keyring',
    test: 'tests/faults/storage.test.ts',
  },
  VAULT_FILE_DAMAGED: {
    severity: 'error',
    recovery: 'none: the file is refused, the dossier is shown to staff',
    simulated: 'one bit of a vault file is flipped',
    test: 'tests/faults/storage.test.ts',
  },
  BACKUP_REFUSED: {
    severity: 'error',
    recovery: 'none: the running database stays as it is',
    simulated: 'a backup file with another key or a newer schema',
    test: 'tests/faults/storage.test.ts',
  },
  DISK_LOW: {
    severity: 'error',
    recovery:
      'begun dossiers are finished, from the reserve if need be; new ones are taken again when there is space',
    simulated: 'a small file system with less free than the limit',
    test: 'tests/faults/sealing.test.ts',
  },
  DOSSIER_ALREADY_SEALED: {
    severity: 'notice',
    recovery: 'none: what was handed in stays and is sent',
    simulated: 'a form discarded in the moment in which it was handed in',
    test: 'tests/integration/sealing.test.ts',
  },
  DOSSIER_SEALED_OTHERWISE: {
    severity: 'error',
    recovery: 'none: what was handed in first counts; nothing is changed',
    simulated: 'the same dossier handed in again with another answer',
    test: 'tests/integration/sealing.test.ts',
  },
  REBUILD_REFUSED: {
    severity: 'error',
    recovery: 'none: nothing is touched',
    simulated: 'a rebuild where the database is whole, the key is another, or no manifest is left',
    test: 'tests/integration/rebuild.test.ts',
  },
  EXPORT_REFUSED: {
    severity: 'error',
    recovery: 'none: nothing is written',
    simulated:
      'a code that no dossier here has, a dossier that was erased, a target that exists, a key that is none',
    test: 'tests/integration/hand-over.test.ts',
  },
  PACKAGE_REFUSED: {
    severity: 'error',
    recovery: 'none: nothing of the package is kept',
    simulated: 'a package with a changed bit, for another kiosk, with a wrong passphrase, or erased here',
    test: 'tests/integration/hand-over.test.ts',
  },
});
