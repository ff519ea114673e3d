import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoConfig } from '../../electron/core/config/index.ts';
import type { DemoWorld } from '../../electron/core/demo/index.ts';
import type { HidModule } from '../../electron/core/devices/index.ts';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { openWebSocketDoor } from '../../electron/core/rpc/web-socket-door.ts';
import { openPageServer } from '../../electron/launch/page-server.ts';
import { systemClock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { CoreClient } from '../../shared/contract/index.ts';
import { makeFolder } from './folders.ts';
import { openTestPage } from './page.ts';
import { startTestCore } from './test-core.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A real core in this process with the built page on loopback: for what a person cannot bring about by touch. */
export interface CoreWithPage {
  readonly address: string;
  readonly dataFolder: string;
  /** Speaks to the core as a page would; a browser's page replaces it. */
  openClient(): CoreClient;
  close(): Promise<void>;
}

/**
 * `forms`: form files by procedure code, in place of those that ship. `hid`: the readers on the desk; none without it.
 * `world`: takes the kiosk in at a portal. `change`: what is otherwise than in the demo's configuration.
 */
export async function startCoreWithPage(
  options: {
    readonly forms?: Readonly<Record<string, object>>;
    readonly hid?: HidModule;
    readonly world?: DemoWorld;
    readonly change?: (config: KioskConfig) => KioskConfig;
  } = {},
): Promise<CoreWithPage> {
  const folder = makeFolder('core-with-page');
  const dataFolder = path.join(folder.path, 'data');
  const change = options.change ?? ((same: KioskConfig) => same);
  const { core, reach } = startTestCore({
    dataDir: dataFolder,
    resourcesDir: resourcesWith(options.forms ?? {}, path.join(folder.path, 'resources')),
    ...(options.hid === undefined ? {} : { hid: options.hid }),
    ...(options.world === undefined ? {} : { world: options.world }),
    config: {
      load: async () => change(demoConfig({ dataDir: dataFolder, portalAddress: 'http://127.0.0.1:9' })),
    },
  });
  await reach('ready');
  const log = createLog({ write: () => {} });
  const door = await openWebSocketDoor({ clock: systemClock, log, onPage: (link) => core.openPage(link) });
  const server = await openPageServer({
    pageFolder: path.join(root, 'dist/renderer'),
    pauseFolder: path.join(root, 'resources/pages'),
    port: 0,
    paused: () => false,
    link(origin) {
      const token = randomBytes(32).toString('base64url');
      door.admit(token, origin);
      return { port: door.port, token };
    },
  });
  return {
    address: `${server.origin}/`,
    dataFolder,
    openClient: () => openTestPage(core).client,
    async close() {
      await server.close();
      await door.close();
      await core.stop('test over');
      folder.remove();
    },
  };
}

/** The shipped resources by links, with form files of the test's own. */
function resourcesWith(forms: Readonly<Record<string, object>>, place: string): string {
  const shipped = path.join(root, 'resources');
  const own = path.join(place, 'forms');
  mkdirSync(own, { recursive: true });
  symlinkSync(path.join(root, 'package.json'), path.join(place, '../package.json'));
  for (const name of readdirSync(shipped)) {
    if (name !== 'forms') symlinkSync(path.join(shipped, name), path.join(place, name));
  }
  for (const name of readdirSync(path.join(shipped, 'forms'))) {
    if (name.replace('.json', '') in forms) continue;
    symlinkSync(path.join(shipped, 'forms', name), path.join(own, name));
  }
  for (const [code, form] of Object.entries(forms)) {
    writeFileSync(path.join(own, `${code}.json`), JSON.stringify(form));
  }
  return place;
}
