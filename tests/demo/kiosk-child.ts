import path from 'node:path';
import { createCore } from '../../electron/core/core.ts';
import { createLog, openLogFile } from '../../electron/core/diagnostics/index.ts';
import { openWebSocketDoor } from '../../electron/core/rpc/web-socket-door.ts';
import { noSecretStore } from '../../electron/core/shell-secrets.ts';
import { assertDefined } from '../../shared/assert.ts';
import { systemClock } from '../../shared/clock.ts';
import { createSimulatedHid, honeywell } from '../simulators/hid-pos.ts';
import { builtThreads } from '../support/built.ts';
import { portalWorld } from '../support/portal-world.ts';
import type { FromKiosk, ToKiosk } from './kiosk.ts';

/**
 * The core of a production kiosk as a process of its own, which may be killed like one whose plug is pulled. Its reader
 * is simulated where node-hid would be; its portal takes it in as the technician's code would.
 */
const [dataDir = '', configPath = '', worldAddress = ''] = process.argv.slice(2);
const send = (message: FromKiosk): void => void process.send?.(message);

const hid = createSimulatedHid();
const reader = honeywell();
hid.plugIn(reader);
const log = createLog(openLogFile(path.join(dataDir, 'logs')));
const core = createCore({
  profile: 'production',
  dataDir,
  resourcesDir: path.resolve(import.meta.dirname, '../../resources'),
  threads: builtThreads,
  config: { path: assertDefined(configPath, 'configuration') },
  clock: systemClock,
  log,
  secrets: noSecretStore,
  world: portalWorld({ adminAddress: worldAddress }),
  hid: async () => hid.module,
  onPhase: ({ kind }) => {
    if (kind === 'ready' || kind === 'paused') send({ kind });
  },
  onSessionEnded: () => {},
  onCamera: () => {},
  canShutDown: false,
  onLeave: () => {},
});
const door = await openWebSocketDoor({ clock: systemClock, log, onPage: (link) => core.openPage(link) });
send({ kind: 'listening', port: door.port });

async function stop(): Promise<void> {
  await door.close();
  await core.stop('asked');
  process.exit(0);
}

process.on('message', (message: ToKiosk) => {
  if (message.kind === 'admit') door.admit(message.token, message.origin);
  if (message.kind === 'card') hid.read(reader, message.text);
  if (message.kind === 'stop') void stop();
});
process.on('disconnect', () => void stop());
