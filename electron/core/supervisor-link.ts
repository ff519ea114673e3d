import type { FromCore, ShellReply, ShellRequest, ToCore } from '../supervise/control.ts';
import type { PageLink } from './rpc/page-link.ts';

/** A message to the core with the ports that travelled beside it (utility process only). */
export interface Arrival {
  readonly message: ToCore;
  readonly ports: readonly MessagePortLike[];
}

/** Electron's MessagePortMain, as far as the core uses it; the core itself never imports electron. */
export interface MessagePortLike {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(data: unknown): void;
  start(): void;
  close(): void;
}

/** The line to whoever started this process. */
export interface SupervisorLink {
  send(message: FromCore): void;
  onArrival(callback: (arrival: Arrival) => void): void;
  /** The other end is gone: the core has nobody to serve and ends. */
  onLost(callback: () => void): void;
}

interface ParentPort {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: MessagePortLike[] }) => void,
  ): void;
  postMessage(message: unknown): void;
}

/**
 * Finds the line to the supervisor: Electron's parent port in a utility process, the IPC channel of a forked child
 * otherwise. Returns null when nobody started this process to supervise it.
 */
export function findSupervisor(target: NodeJS.Process = process): SupervisorLink | null {
  const parentPort = (target as unknown as { readonly parentPort?: ParentPort }).parentPort;
  if (parentPort !== undefined && parentPort !== null) {
    return {
      send: (message) => parentPort.postMessage(message),
      onArrival: (callback) =>
        parentPort.on('message', ({ data, ports }) => callback({ message: data as ToCore, ports })),
      onLost: () => {
        // Electron ends its utility processes itself when main is gone.
      },
    };
  }
  if (target.send === undefined) return null;
  return {
    send: (message) => {
      if (target.connected) target.send?.(message);
    },
    onArrival: (callback) =>
      target.on('message', (message) => callback({ message: message as ToCore, ports: [] })),
    onLost: (callback) => target.on('disconnect', callback),
  };
}

/** The link of a page whose port was handed over directly (packaged Electron). */
export function linkOfPort(port: MessagePortLike): PageLink {
  return {
    send: (frame) => port.postMessage(frame),
    onFrame(callback) {
      port.on('message', ({ data }) => callback(data as string | ArrayBuffer));
      port.start();
    },
    onClose: (callback) => void port.on('close', callback),
    close: () => port.close(),
  };
}

/** Pages whose frames the supervisor relays unchanged over IPC (Electron runtimes that cannot load our SQLite). */
export function createRelay(send: (message: FromCore) => void): {
  open(page: number): PageLink;
  frame(page: number, data: string | Uint8Array): void;
  closed(page: number): void;
} {
  interface Relayed {
    frame: (frame: string | ArrayBufferLike) => void;
    closed: () => void;
  }
  const pages = new Map<number, Relayed>();
  return {
    open(page) {
      const relayed: Relayed = { frame: () => {}, closed: () => {} };
      pages.set(page, relayed);
      return {
        send: (frame) =>
          send({
            kind: 'frame',
            page,
            data:
              typeof frame === 'string' ? frame : frame instanceof Uint8Array ? frame : new Uint8Array(frame),
          }),
        onFrame: (callback) => {
          relayed.frame = callback;
        },
        onClose: (callback) => {
          relayed.closed = callback;
        },
        close: () => {
          pages.delete(page);
          relayed.closed();
        },
      };
    },
    frame(page, data) {
      pages.get(page)?.frame(typeof data === 'string' ? data : new Uint8Array(data).buffer);
    },
    closed(page) {
      const relayed = pages.get(page);
      pages.delete(page);
      relayed?.closed();
    },
  };
}

/** Asks the shell for what only it can do; each request waits for its own reply. */
export function createShellRequests(send: (message: FromCore) => void): {
  ask(request: ShellRequest): Promise<ShellReply>;
  reply(id: number, reply: ShellReply): void;
} {
  const waiting = new Map<number, (reply: ShellReply) => void>();
  let lastId = 0;
  return {
    ask(request) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        send({ kind: 'shell-request', id, request });
      });
    },
    reply(id, reply) {
      waiting.get(id)?.(reply);
      waiting.delete(id);
    },
  };
}
