import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/**
 * Vitest's global set-up for tests with windows: a virtual screen of our own, large enough for the tallest and the
 * widest panel, with a window manager, because without one no window becomes full-screen. Never the developer's screen.
 */
export async function setup(): Promise<() => Promise<void>> {
  // Two projects in one run share the first one's screen.
  if (process.env.KIOSK_TEST_DISPLAY !== undefined) return async () => {};
  const screen = await startScreen();
  process.env.KIOSK_TEST_DISPLAY = screen.display;
  process.env.DISPLAY = screen.display;
  return async () => {
    delete process.env.KIOSK_TEST_DISPLAY;
    await screen.close();
  };
}

/** Starts Xvfb on a free display number with openbox in it. */
export async function startScreen(
  size = '1920x1920',
): Promise<{ readonly display: string; close(): Promise<void> }> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const killServer = endWithUs(server);
  const display = `:${await firstLine(server, server.stdio[3] as Readable)}`;
  // A window that opens before the manager rules the screen is hidden and shown again, and paints nothing meanwhile.
  const manager = spawn('openbox', ['--sm-disable', '--startup', 'echo ready'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DISPLAY: display },
  });
  const killManager = endWithUs(manager);
  await firstLine(manager, manager.stdout);
  return {
    display,
    async close() {
      await killManager();
      await killServer();
    },
  };
}

/** The first line of a program that says when it is ready (Xvfb: with the number it took). */
function firstLine(server: ChildProcess, stream: Readable): Promise<string> {
  return new Promise((settle, fail) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) settle(text.trim());
    });
    server.once('error', (error) =>
      fail(new Error(`${server.spawnfile} could not be started; is its package there?`, { cause: error })),
    );
    server.once('exit', (code) =>
      fail(new Error(`${server.spawnfile} ended with ${code} before it was ready`)),
    );
  });
}

/** Ends the child with this process, or earlier by the returned function. */
function endWithUs(child: ChildProcess): () => Promise<void> {
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  return async () => {
    process.off('exit', kill);
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const gone = once(child, 'exit');
    kill();
    await gone;
  };
}
