import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { forkCore } from '../../electron/supervise/core-child.ts';
import type { CoreProcess } from '../../electron/supervise/supervisor.ts';
import type { CoreClient, Phase } from '../../shared/contract/index.ts';

const origin = 'http://127.0.0.1:1';
const corePath = path.resolve(import.meta.dirname, '../../dist/core/core.cjs');

/** The built core as a process of its own, started the way launch does, with a page's client on it. */
export interface RunningCore {
  readonly pid: number;
  readonly client: CoreClient;
  /** From starting the process to the answer to its first call, in milliseconds. */
  readonly firstCallMs: number;
  /** Resolves when the core is ready; rejects when it pauses instead. */
  becomeReady(): Promise<void>;
  /** Resident memory in MB, as the kernel counts it. */
  residentMb(): number;
  /** Asks it to end, as launch does. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

export async function startCoreProcess(dataFolder: string): Promise<RunningCore> {
  const startedAt = performance.now();
  const core: CoreProcess = forkCore({
    corePath,
    nodePath: process.execPath,
    args: {
      profile: 'demo',
      shell: 'chromium',
      dataFolder,
      configPath: null,
      portalAddress: null,
      worldAddress: null,
    },
  });
  const gone = new Promise<void>((resolve) => core.onExit(() => resolve()));
  let onPhase: (phase: Phase) => void = () => {};
  let phase: Phase | null = null;
  const port = await new Promise<number>((resolve, reject) => {
    core.onMessage((message) => {
      if (message.kind === 'listening') resolve(message.port);
      if (message.kind !== 'phase') return;
      phase = message.phase;
      onPhase(message.phase);
    });
    void gone.then(() => reject(new Error('The core ended before it listened')));
  });
  core.send({ kind: 'admit', token: 'page', origin });
  const webSocket = new WebSocket(`ws://127.0.0.1:${port}`, ['kiosk', 'page'], { origin });
  // A killed core takes the line with it; calls under way reject by themselves.
  webSocket.on('error', () => {});
  const client = createORPCClient<CoreClient>(new RPCLink({ websocket: webSocket }));
  await client.system.hello();
  const firstCallMs = performance.now() - startedAt;
  const pid = core.pid ?? 0;
  return {
    pid,
    client,
    firstCallMs,
    becomeReady: () =>
      new Promise((resolve, reject) => {
        onPhase = (now) => {
          if (now.kind === 'ready') resolve();
          if (now.kind === 'paused') reject(new Error(`The core paused: ${now.fault}`));
        };
        if (phase !== null) onPhase(phase);
      }),
    residentMb() {
      const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      return Number(line?.[1] ?? Number.NaN) / 1024;
    },
    async stop() {
      webSocket.terminate();
      core.send({ kind: 'stop' });
      await gone;
    },
    async kill() {
      core.kill();
      await gone;
      webSocket.terminate();
    },
  };
}
