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
    test: 'tests/faults/storage.test.ts',
  },
  DISK_READ_ONLY: {
    severity: 'stop',
    recovery: 'none: the data folder must become writable',
    simulated: 'a data folder mounted read-only',
    test: 'tests/faults/storage.test.ts',
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
});
