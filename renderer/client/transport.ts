import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';

/** One road to one life of the core. When it ends, it does not come back: another one takes its place. */
export interface Transport {
  readonly link: ClientLink<ClientContext>;
  close(): void;
}

/** Finds transports for as long as the page lives, one after the other. */
export interface Connector {
  /** `opened` gets every new transport, `closed` hears when the road itself reports its end. */
  start(road: { opened(transport: Transport): void; closed(): void }): void;
  /** The core fell silent: look for a new transport. */
  renew(): void;
}

/** What Electron's preload puts on the window; absent in a plain browser. */
interface KioskShell {
  requestCore(): void;
}

declare global {
  interface Window {
    readonly kioskShell?: KioskShell;
  }
}

/** The core closes the older page's socket with this code (electron/core/rpc/web-socket-door.ts). */
const replacedByNewerPage = 4000;

/** Pauses between two questions for a new road, in milliseconds. */
const timings = { askShellAgainMs: 3_000, askLinkAgainMs: 400, answerWithinMs: 2_000 } as const;

/** Electron: the preload hands over a port; after a restart of the core the shell sends another one by itself. */
export function createPortConnector(shell: KioskShell): Connector {
  let waiting: ReturnType<typeof setInterval> | undefined;
  const ask = (): void => {
    clearInterval(waiting);
    shell.requestCore();
    waiting = setInterval(() => shell.requestCore(), timings.askShellAgainMs);
  };
  return {
    start(road) {
      window.addEventListener('message', (event) => {
        if (event.source !== window || event.data !== 'kiosk-core-port') return;
        const port = event.ports[0];
        if (!port) return;
        clearInterval(waiting);
        port.addEventListener('close', () => road.closed());
        port.start();
        road.opened({ link: new PortLink({ port }), close: () => port.close() });
      });
      ask();
    },
    renew: ask,
  };
}

interface CoreAddress {
  readonly port: number;
  readonly token: string;
}

function parseAddress(value: unknown): CoreAddress | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { port, token } = value as Record<string, unknown>;
  return typeof port === 'number' && typeof token === 'string' ? { port, token } : undefined;
}

/** The address that launch wrote into this load of the page; its token opens one socket, once. */
export function addressFromPage(): CoreAddress | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="kiosk-core"]')?.content;
  if (!content) return undefined;
  try {
    return parseAddress(JSON.parse(content));
  } catch {
    return undefined; // a page served without a core: it goes on asking for one
  }
}

/** Chromium: a WebSocket on loopback. A token serves one socket, so every further one asks the page's own origin. */
export function createSocketConnector(first: CoreAddress | undefined): Connector {
  let looking = false;
  let road: Parameters<Connector['start']>[0] | undefined;

  const open = (address: CoreAddress): void => {
    const socket = new WebSocket(`ws://127.0.0.1:${address.port}/`, ['kiosk', address.token]);
    let isOver = false;
    socket.addEventListener('open', () => {
      looking = false;
      road?.opened({
        link: new SocketLink({ websocket: socket }),
        close: () => {
          isOver = true;
          socket.close();
        },
      });
    });
    socket.addEventListener('close', (event) => {
      if (isOver) return;
      isOver = true;
      road?.closed();
      // A newer page of this kiosk took our place: two pages would replace each other without end.
      if (event.code === replacedByNewerPage) return;
      looking = false;
      look();
    });
  };

  const look = (): void => {
    if (looking) return;
    looking = true;
    void ask();
  };

  const ask = async (): Promise<void> => {
    for (;;) {
      try {
        const answer = await fetch('/core-link', {
          method: 'POST',
          signal: AbortSignal.timeout(timings.answerWithinMs),
        });
        const address = answer.ok ? parseAddress(await answer.json()) : undefined;
        if (address) return open(address);
      } catch {
        // Nobody answers while launch or core starts again: asking once more is the whole remedy.
      }
      await new Promise((resolve) => setTimeout(resolve, timings.askLinkAgainMs));
    }
  };

  return {
    start(given) {
      road = given;
      if (first) {
        looking = true;
        open(first);
      } else {
        look();
      }
    },
    renew: look,
  };
}
