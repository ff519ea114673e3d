import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { openPageServer } from '../../electron/launch/page-server.ts';

const root = path.resolve(import.meta.dirname, '../..');

export type ToKiosk =
  | { readonly kind: 'admit'; readonly token: string; readonly origin: string }
  /** A code is held before the reader. */
  | { readonly kind: 'card'; readonly text: string }
  | { readonly kind: 'stop' };

export type FromKiosk =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'paused' };

/** A production kiosk with its page on loopback. */
export interface DemoKiosk {
  readonly address: string;
  /** Holds a code before the reader. */
  show(code: string): void;
  /** Pulls the plug: nothing of the process gets a chance to end in order. */
  pullPlug(): Promise<void>;
  /** Plugs it in again; resolves when it is ready. */
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

/** Starts it with this configuration; `worldAddress` is where the portal hands out its one-time code. */
export async function startKiosk(place: {
  readonly dataDir: string;
  readonly configPath: string;
  readonly worldAddress: string;
}): Promise<DemoKiosk> {
  let child: ChildProcess | null = null;
  let port: number | null = null;

  async function plugIn(): Promise<void> {
    const args = [place.dataDir, place.configPath, place.worldAddress];
    const started = fork(path.join(import.meta.dirname, 'kiosk-child.ts'), args, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child = started;
    await new Promise<void>((settle, fail) => {
      started.on('message', (message: FromKiosk) => {
        if (message.kind === 'listening') ({ port } = message);
        if (message.kind === 'ready') settle();
        if (message.kind === 'paused') fail(new Error('the kiosk paused at its start'));
      });
      started.once('exit', () => {
        port = null;
        fail(new Error('the kiosk ended before it was ready'));
      });
    });
  }

  const server = await openPageServer({
    pageFolder: path.join(root, 'dist/renderer'),
    pauseFolder: path.join(root, 'resources/pages'),
    port: 0,
    paused: () => false,
    link(origin) {
      if (port === null) return null;
      const token = randomBytes(32).toString('base64url');
      tell({ kind: 'admit', token, origin });
      return { port, token };
    },
  });

  function tell(message: ToKiosk): void {
    // A page may ask for a link while the kiosk is dying: there is nobody to tell.
    if (child?.connected === true) child.send(message, () => {});
  }

  async function gone(end: (running: ChildProcess) => void): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    end(child);
    await exited;
  }

  await plugIn();
  return {
    address: `${server.origin}/`,
    show: (text) => tell({ kind: 'card', text }),
    pullPlug: () => gone((running) => running.kill('SIGKILL')),
    plugIn,
    async close() {
      await gone(() => tell({ kind: 'stop' }));
      await server.close();
    },
  };
}
