import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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
  /** Resolves when it has ended, with its exit code; null when it was killed. */
  readonly gone: Promise<number | null>;
  /** Resolves when the core is ready; rejects when it pauses or ends instead. */
  becomeReady(): Promise<void>;
  /** Resident memory in MB, as the kernel counts it. */
  residentMb(): number;
  /** Asks it to end, as launch does. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/** The core ended while somebody waited for something of it. */
export class CoreEnded extends Error {
  override readonly name = 'CoreEnded';
  readonly exitCode: number | null;
  constructor(exitCode: number | null) {
    super(`The core ended (${exitCode ?? 'killed'})`);
    this.exitCode = exitCode;
  }
}

/** Without `configPath` it is the demo's office with a portal that nobody answers for. */
export async function startCoreProcess(
  dataFolder: string,
  options: {
    readonly configPath?: string;
    /** Another core than the built one. */
    readonly corePath?: string;
    readonly env?: NodeJS.ProcessEnv;
    /** Ends it as a crash would, from its first moment on. */
    readonly plug?: AbortSignal;
  } = {},
): Promise<RunningCore> {
  const startedAt = performance.now();
  const core: CoreProcess = forkCore({
    corePath: options.corePath ?? corePath,
    nodePath: process.execPath,
    args: {
      profile: options.configPath === undefined ? 'demo' : 'production',
      shell: 'chromium',
      dataFolder,
      configPath: options.configPath ?? null,
      portalAddress: null,
      worldAddress: null,
    },
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  options.plug?.addEventListener('abort', () => core.kill(), { once: true });
  const gone = new Promise<number | null>((resolve) => core.onExit(resolve));
  const ended = gone.then((exitCode) => Promise.reject(new CoreEnded(exitCode)));
  ended.catch(() => {}); // raised to whoever waits for something of it
  let onPhase: (phase: Phase) => void = () => {};
  let phase: Phase | null = null;
  const port = await new Promise<number>((resolve, reject) => {
    core.onMessage((message) => {
      if (message.kind === 'listening') resolve(message.port);
      if (message.kind !== 'phase') return;
      phase = message.phase;
      onPhase(message.phase);
    });
    ended.catch(reject);
  });
  core.send({ kind: 'admit', token: 'page', origin });
  const webSocket = new WebSocket(`ws://127.0.0.1:${port}`, ['kiosk', 'page'], { origin });
  // A killed core takes the line with it; calls under way reject by themselves.
  webSocket.on('error', () => {});
  void gone.then(() => webSocket.terminate());
  const client = createORPCClient<CoreClient>(new RPCLink({ websocket: webSocket }));
  try {
    await Promise.race([client.system.hello(), ended]);
  } catch (error) {
    // The connection may tell of the end before the process's exit is known.
    await Promise.race([ended, delay(2_000, null, { ref: false })]);
    throw error;
  }
  const firstCallMs = performance.now() - startedAt;
  const pid = core.pid ?? 0;
  return {
    pid,
    client,
    firstCallMs,
    gone,
    becomeReady: () =>
      new Promise((resolve, reject) => {
        onPhase = (now) => {
          if (now.kind === 'ready') resolve();
          if (now.kind === 'paused') reject(new Error(`The core paused: ${now.fault}`));
        };
        ended.catch(reject);
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
    },
  };
}
