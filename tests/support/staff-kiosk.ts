import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { demoConfig } from '../../electron/core/config/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import { type CoreClient, defaultReading } from '../../shared/contract/index.ts';
import { makeFolder } from './folders.ts';
import { openTestPage } from './page.ts';
import { startTestCore, type TestCore } from './test-core.ts';
import { openTestStore } from './test-store.ts';

/** What README and dock tell of the demo's supervisor. */
export const demoOfficer = { name: 'Trần Thị Bình', pin: '258046' } as const;

/** The discard port answers nobody. */
const nowhere = 'http://127.0.0.1:9';

export interface StaffKiosk extends TestCore {
  readonly client: CoreClient;
  readonly dataDir: string;
  /** The account of this name at the sign-in screen. */
  accountId(name?: string): Promise<string>;
  /** The sign-in screen; the demo's supervisor when nobody is named. */
  signIn(name?: string, pin?: string): ReturnType<CoreClient['staff']['signIn']>;
  stop(): Promise<void>;
}

/** A kiosk with an open visit, of the demo's office or (`isProduction`) of one without any account. */
export async function openStaffKiosk(
  options: {
    readonly dataDir?: string;
    readonly clock?: Clock;
    readonly isProduction?: boolean;
    /** Of the demo's configuration. */
    readonly change?: (config: KioskConfig) => KioskConfig;
  } = {},
): Promise<StaffKiosk> {
  const folder = options.dataDir === undefined ? makeFolder('staff') : null;
  const dataDir = options.dataDir ?? folder?.path ?? '';
  const configPath = path.join(dataDir, 'config.json');
  const change = options.change ?? ((same: KioskConfig) => same);
  if (options.isProduction === true) {
    writeFileSync(configPath, JSON.stringify(demoConfig({ dataDir, portalAddress: nowhere })));
  }
  const kiosk = startTestCore({
    dataDir,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    config:
      options.isProduction === true
        ? { path: configPath }
        : { load: async () => change(demoConfig({ dataDir, portalAddress: nowhere })) },
  });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= kiosk.core.stop('test over'));
  onTestFinished(async () => {
    await stop();
    folder?.remove();
  });
  await kiosk.reach('ready');
  const { client } = openTestPage(kiosk.core);
  await client.session.begin({ reading: defaultReading });
  return {
    ...kiosk,
    client,
    dataDir,
    accountId: (name) => accountOf(client, name),
    signIn: async (name, pin = demoOfficer.pin) =>
      await client.staff.signIn({ accountId: await accountOf(client, name), pin }),
    stop,
  };
}

async function accountOf(client: CoreClient, name: string = demoOfficer.name): Promise<string> {
  const { accounts } = await client.staff.door();
  const found = accounts.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} has no account`);
  return found.accountId;
}

/** Signs in over the visit and says by which account; the demo's supervisor when nobody is named. */
export async function signInOfficer(
  client: CoreClient,
  name: string = demoOfficer.name,
  pin: string = demoOfficer.pin,
): Promise<string> {
  const accountId = await accountOf(client, name);
  await client.staff.signIn({ accountId, pin });
  return accountId;
}

/** The audit log of a kiosk that was stopped, and whether its chain holds. */
export async function readAudit(dataDir: string) {
  const store = await openTestStore({ dataDir, keyPath: path.join(dataDir, 'master.key') });
  try {
    return {
      verdict: store.audit.verify(),
      events: store.audit.list({ from: 0, to: Number.MAX_SAFE_INTEGER }),
    };
  } finally {
    store.close();
  }
}
