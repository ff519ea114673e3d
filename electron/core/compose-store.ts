import path from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Log } from './diagnostics/index.ts';
import {
  createDiskBudget,
  createFileKeyProvider,
  createSafeStorageKeyProvider,
  type DiskBudget,
  deleteDossierRows,
  type ErasurePoint,
  type KeyProvider,
  openStore,
  type ShellSecrets,
  type Store,
} from './storage/index.ts';

/** The reserve of the disk is put aside once nobody waits for the start, and looked after from then on. */
const refillEveryMs = 60_000;

export interface StoreRoad {
  readonly store: Store;
  readonly disk: DiskBudget;
  readonly keyProvider: KeyProvider;
  /** Ends what looks after the reserve; the store itself is closed last of all, by its owner. */
  close(): void;
}

/** Opens the encrypted store with its key and the disk's reserve; rejects with the storage fault that stopped it. */
export async function composeStore(deps: {
  readonly config: KioskConfig;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly secrets: ShellSecrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly reached?: ((point: ErasurePoint) => void) | undefined;
}): Promise<StoreRoad> {
  const { config, clock, log } = deps;
  const keyProvider = keyProviderOf(config, deps);
  const store = await openStore({
    dataDir: deps.dataDir,
    migrationsDir: path.join(deps.resourcesDir, 'migrations'),
    keyProvider,
    clock,
    log,
    ...(deps.reached === undefined ? {} : { reached: deps.reached }),
  });
  const disk = createDiskBudget({
    reservePath: store.paths.reserve,
    ...config.disk,
    onReserveGiven: () => log.warn('the reserve of the disk was given back'),
  });
  let cancelRefill: () => void = () => {};
  const refillLater = (): void => {
    cancelRefill = clock.after(refillEveryMs, () => {
      void disk
        .refill()
        .catch((error: unknown) => log.failure('no room for the reserve', error))
        .then(refillLater);
    });
  };
  refillLater();
  return { store, disk, keyProvider, close: () => cancelRefill() };
}

/** What a power cut interrupted is erased before anything else is served. */
export async function finishErasures(store: Store, log: Log): Promise<void> {
  for (const dossierId of store.unfinishedErasures()) {
    const { finished } = await store.eraseDossier({
      dossierId,
      reason: 'interrupted',
      role: 'kiosk',
      deleteRows: deleteDossierRows,
    });
    log.info('interrupted erasure taken up', { finished });
  }
}

function keyProviderOf(
  config: KioskConfig,
  deps: { readonly dataDir: string; readonly secrets: ShellSecrets },
): KeyProvider {
  if (config.key.provider === 'safe-storage') {
    return createSafeStorageKeyProvider({ secrets: deps.secrets, dataDir: deps.dataDir });
  }
  return createFileKeyProvider({
    path: config.key.path,
    dataDir: deps.dataDir,
    acceptUnprotectedKey: config.key.acceptUnprotectedKey,
  });
}
