import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import type { Phase } from '../../shared/contract/index.ts';
import { type CoreArguments, forkCore } from '../supervise/core-child.ts';
import { createSupervisor, type Supervisor } from '../supervise/supervisor.ts';
import { openPageServer } from './page-server.ts';

/** The core under supervision with its page on loopback: everything of the Chromium shell but the browser. */
export interface PageHost {
  readonly origin: string;
  /** The same page as another site (see PageServer). */
  readonly otherOrigin: string;
  readonly supervisor: Supervisor;
  /** The last phase the core told; null before its first word. */
  phase(): Phase | null;
  close(): Promise<void>;
}

/** Starts page and core together. Throws the listen error when the page's port is taken. */
export async function openPageHost(deps: {
  readonly root: string;
  readonly port: number;
  readonly core: CoreArguments;
  /** An open file that takes the core's log. */
  readonly logTo: number;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}): Promise<PageHost> {
  let supervisor: Supervisor | null = null;
  let corePort: number | null = null;
  let phase: Phase | null = null;

  // The page's server comes first: with a taken port no core is started that would have to be stopped again.
  const server = await openPageServer({
    pageFolder: path.join(deps.root, 'dist/renderer'),
    pauseFolder: path.join(deps.root, 'resources/pages'),
    port: deps.port,
    paused: () => supervisor?.state().kind === 'paused',
    link(origin) {
      if (corePort === null || supervisor === null) return null;
      const token = randomBytes(32).toString('base64url');
      return supervisor.send({ kind: 'admit', token, origin }) ? { port: corePort, token } : null;
    },
  });
  const supervised = createSupervisor({
    clock: deps.clock,
    start: () =>
      forkCore({
        corePath: path.join(deps.root, 'dist/core/core.cjs'),
        nodePath: process.execPath,
        args: deps.core,
        logTo: deps.logTo,
      }),
    log(event, facts) {
      if (event === 'core-started') deps.say(`Core started (process ${facts.pid}).`);
      if (event === 'core-paused')
        deps.say('The core cannot be kept running: the kiosk shows that it is paused.');
      if (event === 'core-ended' && facts.reason !== 'ordered') {
        deps.say(`Core ended (${facts.reason}, code ${facts.code ?? 'none'}).`);
        corePort = null;
      }
    },
  });
  supervisor = supervised;
  supervised.onMessage((message) => {
    if (message.kind === 'listening') corePort = message.port;
    if (message.kind === 'phase') phase = message.phase;
  });
  return {
    origin: server.origin,
    otherOrigin: server.otherOrigin,
    supervisor: supervised,
    phase: () => phase,
    async close() {
      await supervised.stop();
      await server.close();
    },
  };
}
