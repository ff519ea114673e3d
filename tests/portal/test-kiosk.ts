import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import {
  createRestAdapter,
  createTrustStore,
  type PortalAdapter,
  type WireLimits,
} from '../../electron/core/portal/index.ts';
import { type Clock, systemClock } from '../../shared/clock.ts';

/** A kiosk reduced to its road to the portal, with the product's own schema. */
export interface TestKiosk {
  readonly adapter: PortalAdapter;
  readonly database: Database.Database;
  close(): void;
}

/** Short limits for tests in which somebody never answers; on loopback they are still a hundred round trips. */
export const shortLimits: WireLimits = { connectMs: 200, answerMs: 400, answerBytes: 64 * 1024 };

const migrationsDir = path.resolve(import.meta.dirname, '../../resources/migrations');

/** Opens a kiosk that has never met a portal; with `database`, the same kiosk after a restart. */
export function openTestKiosk(options: {
  readonly address: string;
  readonly kioskId?: string;
  readonly caPath?: string;
  readonly clock?: Clock;
  readonly limits?: WireLimits;
  readonly database?: Database.Database;
}): TestKiosk {
  const database = options.database ?? newDatabase();
  const adapter = createRestAdapter({
    address: options.address,
    kioskId: options.kioskId ?? 'QA7',
    caPath: options.caPath,
    trust: createTrustStore({ db: database, write: (work) => work() }),
    clock: options.clock ?? systemClock,
    log: createLog({ write: () => {} }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  return { adapter, database, close: () => adapter.close() };
}

function newDatabase(): Database.Database {
  const database = new Database(':memory:');
  for (const name of readdirSync(migrationsDir).sort()) {
    database.exec(readFileSync(path.join(migrationsDir, name), 'utf8'));
  }
  return database;
}
