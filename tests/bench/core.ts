import { fork } from 'node:child_process';
import path from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import { defaultReading } from '../../shared/contract/index.ts';
import { startCoreProcess } from '../support/core-process.ts';
import { withFolder } from '../support/folders.ts';
import type { BenchRow } from './bench-row.ts';
import { quantile } from './measure.ts';

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
  return quantile(taken, 0.95);
}

/** Start, round trip and memory of the built core (issue: ≤ 700 ms, p95 ≤ 3 ms, ≤ 150 MB idle). */
export async function measureCore(): Promise<readonly BenchRow[]> {
  return withFolder('bench-core', async (dataFolder) => {
    const starts: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const running = await startCoreProcess(dataFolder);
      starts.push(running.firstCallMs);
      await running.becomeReady();
      await running.stop();
    }
    const startMs = quantile(
      [...starts].sort((a, b) => a - b),
      0.5,
    );
    const emptyMs = await emptyNodeStartMs();

    const running = await startCoreProcess(dataFolder);
    await running.becomeReady();
    await running.client.session.begin({ reading: defaultReading });
    await roundTrips(200, () => running.client.system.hello());
    const hello = await roundTrips(2_000, () => running.client.system.hello());
    const rawMs = await rawEchoP95(2_000);
    const memoryMb = running.residentMb();
    await running.client.session.end();
    await running.stop();

    const p95 = quantile(hello, 0.95);
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
