import path from 'node:path';
import { parseArgs } from 'node:util';
import { assertDefined, unreachable } from '../../shared/assert.ts';
import { systemClock } from '../../shared/clock.ts';
import { coreExit, timings } from '../supervise/control.ts';
import { demoConfig, demoInbox, usualConfigPath } from './config/index.ts';
import { type CoreOptions, createCore } from './core.ts';
import { createDemoWorld, createShiftableClock } from './demo/index.ts';
import { createDemoReader, createSamplePapers, loadNodeHid } from './devices/index.ts';
import { createLog, openLogFile } from './diagnostics/index.ts';
import { openWebSocketDoor, type WebSocketDoor } from './rpc/web-socket-door.ts';
import { noSecretStore, shellSecrets } from './shell-secrets.ts';
import { createRelay, createShellRequests, findSupervisor, linkOfPort } from './supervisor-link.ts';
import { threadProgramsIn } from './thread-programs.ts';

/** Systems that electron/main/power-off.ts knows how to turn off. */
const isPowerKnown = process.platform === 'linux' || process.platform === 'win32';

/** A demo without its world goes on offline: the discard port answers nobody. */
const nowhere = 'http://127.0.0.1:9';

/**
 * The core as a process of its own: a utility process of Electron, or a child of main or launch. `reached` is told of each
 * named moment of what it does.
 */
export async function runCore(told: Pick<CoreOptions, 'reached'> = {}): Promise<void> {
  try {
    await startCore(told);
  } catch (error) {
    createLog(process.stderr).failure('core did not start', error);
    process.exit(1);
  }
}

async function startCore(told: Pick<CoreOptions, 'reached'>): Promise<void> {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string', default: 'production' },
      shell: { type: 'string', default: 'electron' },
      config: { type: 'string' },
      'data-dir': { type: 'string' },
      /** Demo: where the embedded portal answers. */
      portal: { type: 'string' },
      /** Demo: where the simulated outside world is steered. */
      world: { type: 'string' },
    },
  });
  const supervisor = findSupervisor();
  if (supervisor === null) {
    process.stderr.write('The core is started by the kiosk itself: use `npm start`.\n');
    process.exitCode = coreExit.refused;
    return;
  }
  const send = supervisor.send;
  const profile = values.profile === 'demo' ? 'demo' : 'production';
  const dataDir = assertDefined(values['data-dir'], '--data-dir');
  const log = createLog(openLogFile(path.join(dataDir, 'logs')));
  const shellRequests = createShellRequests(send);
  const relay = createRelay(send);
  const clock = createShiftableClock(systemClock);
  const resourcesDir = path.join(import.meta.dirname, '../../resources');
  const samplePapers = createSamplePapers({ resourcesDir, inbox: demoInbox(dataDir) });
  // Nobody else makes the demo's feeder.
  if (profile === 'demo') await samplePapers.prepare();
  const world =
    values.world === undefined || profile !== 'demo'
      ? null
      : createDemoWorld({
          address: values.world,
          clockShift: clock,
          reader: createDemoReader(resourcesDir),
          papers: samplePapers,
        });
  const core = createCore({
    ...told,
    profile,
    dataDir,
    resourcesDir,
    threads: threadProgramsIn(import.meta.dirname, path.extname(import.meta.filename)),
    config:
      profile === 'demo'
        ? { load: async () => demoConfig({ dataDir, portalAddress: values.portal ?? nowhere }) }
        : { path: values.config ?? usualConfigPath() },
    clock,
    log,
    secrets:
      values.shell === 'electron' ? shellSecrets((request) => shellRequests.ask(request)) : noSecretStore,
    world,
    hid: loadNodeHid,
    onPhase: (phase) => send({ kind: 'phase', phase }),
    onSessionEnded: () => send({ kind: 'session-ended' }),
    onCamera: (allowed) => send({ kind: 'camera', allowed }),
    // Only Electron's shell asks the operating system; the others end and leave the machine to its button.
    canShutDown: profile === 'production' && values.shell === 'electron' && isPowerKnown,
    onLeave: (how) => {
      if (how === 'restart') void stop('restart asked', coreExit.again);
      else send({ kind: 'leave', how });
    },
  });
  let door: WebSocketDoor | null = null;
  if (values.shell !== 'electron') {
    door = await openWebSocketDoor({ clock, log, onPage: (link) => core.openPage(link) });
    send({ kind: 'listening', port: door.port });
  }
  const beat = setInterval(() => send({ kind: 'alive' }), timings.beatMs);

  async function stop(reason: string, code: number = coreExit.done): Promise<void> {
    clearInterval(beat);
    await door?.close();
    await core.stop(reason);
    process.exit(code);
  }

  supervisor.onLost(() => void stop('supervisor lost'));
  supervisor.onArrival(({ message, ports }) => {
    switch (message.kind) {
      case 'admit':
        door?.admit(message.token, message.origin);
        return;
      case 'page-opened': {
        const port = ports[0];
        core.openPage(port === undefined ? relay.open(message.page) : linkOfPort(port));
        return;
      }
      case 'page-closed':
        relay.closed(message.page);
        return;
      case 'frame':
        relay.frame(message.page, message.data);
        return;
      case 'shell-reply':
        shellRequests.reply(message.id, message.reply);
        return;
      case 'stop':
        void stop('asked');
        return;
      default:
        unreachable(message);
    }
  });
}
