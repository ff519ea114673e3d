import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket, WebSocketServer } from 'ws';
import type { FromCore } from '../../electron/supervise/control.ts';
import { forkCore } from '../../electron/supervise/core-child.ts';
import type { CoreProcess } from '../../electron/supervise/supervisor.ts';
import { type CoreClient, defaultReading } from '../../shared/contract/index.ts';
import { withFolder } from '../support/folders.ts';
import type { BenchRow } from './bench-row.ts';

const origin = 'http://127.0.0.1:1';
const corePath = path.resolve(import.meta.dirname, '../../dist/core/core.cjs');

interface RunningCore {
  readonly core: CoreProcess;
  readonly client: CoreClient;
  readonly webSocket: WebSocket;
  readonly firstCallMs: number;
}

/** Starts the built core the way launch does and measures until its first call is answered. */
async function startCore(dataFolder: string): Promise<RunningCore> {
  const startedAt = performance.now();
  const core = forkCore({
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
  const port = await new Promise<number>((resolve, reject) => {
    core.onMessage((message: FromCore) => {
      if (message.kind === 'listening') resolve(message.port);
    });
    core.onExit((code) => reject(new Error(`The core ended with ${code}`)));
  });
  core.send({ kind: 'admit', token: 'bench', origin });
  const webSocket = new WebSocket(`ws://127.0.0.1:${port}`, ['kiosk', 'bench'], { origin });
  const client = createORPCClient<CoreClient>(new RPCLink({ websocket: webSocket }));
  await client.system.hello();
  return { core, client, webSocket, firstCallMs: performance.now() - startedAt };
}

/** Resolves when the core reports that it is ready. */
async function becomeReady(client: CoreClient): Promise<void> {
  for await (const event of await client.system.events()) {
    if (event.kind === 'health' && event.health.phase.kind === 'ready') return;
  }
}

async function stopCore({ core, webSocket }: RunningCore): Promise<void> {
  const gone = new Promise<void>((resolve) => core.onExit(() => resolve()));
  webSocket.terminate();
  core.send({ kind: 'stop' });
  await gone;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds of each of many round trips of one kind, sorted. */
async function roundTrips(times: number, call: () => Promise<unknown>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let done = 0; done < times; done += 1) {
    const startedAt = performance.now();
    await call();
    taken.push(performance.now() - startedAt);
  }
  return taken.sort((a, b) => a - b);
}

/** An empty Node process that answers one IPC message: what starting costs without us. */
async function emptyNodeStartMs(): Promise<number> {
  const startedAt = performance.now();
  const child = fork(path.join(import.meta.dirname, 'empty-process.mjs'));
  await new Promise<void>((resolve) => child.once('message', () => resolve()));
  const takenMs = performance.now() - startedAt;
  child.kill();
  return takenMs;
}

/** A bare WebSocket echo through the same door is not offered; a JSON echo server stands in as the raw counterpart. */
async function rawEchoP95(times: number): Promise<number> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data.toString())));
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await new Promise<void>((resolve) => socket.once('open', () => resolve()));
  const taken = await roundTrips(
    times,
    () =>
      new Promise<void>((resolve) => {
        socket.once('message', () => resolve());
        socket.send(JSON.stringify({ call: 'touch' }));
      }),
  );
  socket.terminate();
  server.close();
  return percentile(taken, 0.95);
}

/** Resident memory of a process in MB, as the kernel counts it. */
function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) / 1024;
}

/** Start, round trip and memory of the built core (issue: ≤ 700 ms, p95 ≤ 3 ms, ≤ 150 MB idle). */
export async function measureCore(): Promise<readonly BenchRow[]> {
  return withFolder('bench-core', async (dataFolder) => {
    const starts: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const running = await startCore(dataFolder);
      starts.push(running.firstCallMs);
      await becomeReady(running.client);
      await stopCore(running);
    }
    const startMs = percentile(
      [...starts].sort((a, b) => a - b),
      0.5,
    );
    const emptyMs = await emptyNodeStartMs();

    const running = await startCore(dataFolder);
    await becomeReady(running.client);
    await running.client.session.begin({ reading: defaultReading });
    await roundTrips(200, () => running.client.system.hello());
    const hello = await roundTrips(2_000, () => running.client.system.hello());
    const rawMs = await rawEchoP95(2_000);
    const memoryMb = residentMb(running.core.pid ?? 0);
    await running.client.session.end();
    await stopCore(running);

    const p95 = percentile(hello, 0.95);
    return [
      {
        name: 'core: spawn to first served call (raw: empty Node)',
        unit: 'ms',
        ours: startMs,
        raw: emptyMs,
        target: '≤ 700',
        met: startMs <= 700,
      },
      {
        name: 'rpc: round trip p95 (raw: bare WebSocket echo)',
        unit: 'ms',
        ours: p95,
        raw: rawMs,
        target: '≤ 3',
        met: p95 <= 3,
      },
      {
        name: 'core: idle memory',
        unit: 'MB',
        ours: memoryMb,
        raw: null,
        target: '≤ 150',
        met: memoryMb <= 150,
      },
    ];
  });
}
