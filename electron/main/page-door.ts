import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { Supervisor } from '../supervise/supervisor.ts';
import type { CoreHost } from './options.ts';

/**
 * Hands the core's port to the page, again after every restart of the core. A core in a utility process gets the
 * other end itself; for a core on its own Node, main relays the frames unchanged. The page cannot tell them apart.
 */
export interface PageDoor {
  /** The page asked for the core. Only the newest page has a port; an older one is closed. */
  open(contents: WebContents): void;
}

interface OpenPage {
  readonly page: number;
  readonly contents: WebContents;
  /** Our end of a relayed page; null where the core holds it. */
  readonly relay: MessagePortMain | null;
}

/** Follows the supervisor: a new core gets a new port of the page that last asked. */
export function createPageDoor(deps: { readonly supervisor: Supervisor; readonly host: CoreHost }): PageDoor {
  const { supervisor, host } = deps;
  let lastPage = 0;
  let wanting: WebContents | null = null;
  let current: OpenPage | null = null;

  function close(): void {
    if (current === null) return;
    const { page, relay } = current;
    current = null;
    relay?.close();
    supervisor.send({ kind: 'page-closed', page });
  }

  function connect(contents: WebContents): void {
    close();
    const page = ++lastPage;
    const { port1: coreEnd, port2: pageEnd } = new MessageChannelMain();
    const relayed = host === 'node';
    if (!supervisor.send({ kind: 'page-opened', page }, relayed ? [] : [coreEnd])) return; // between two cores
    current = { page, contents, relay: relayed ? coreEnd : null };
    if (relayed) {
      coreEnd.on('message', ({ data }) => {
        supervisor.send({
          kind: 'frame',
          page,
          data: typeof data === 'string' ? data : new Uint8Array(data),
        });
      });
      coreEnd.start();
    }
    contents.postMessage('core-port', null, [pageEnd]);
  }

  supervisor.onMessage((message) => {
    if (message.kind === 'frame' && message.page === current?.page) current.relay?.postMessage(message.data);
  });
  supervisor.subscribe((state) => {
    if (state.kind !== 'running') close();
    else if (current === null && wanting !== null && !wanting.isDestroyed()) connect(wanting);
  });

  return {
    open(contents) {
      wanting = contents;
      connect(contents);
    },
  };
}
