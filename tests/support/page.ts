import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Core } from '../../electron/core/core.ts';
import type { PageLink } from '../../electron/core/rpc/page-link.ts';
import type { CoreClient } from '../../shared/contract/index.ts';

/** The page's end of a link to a core in this process, with the real protocol in between. */
export interface TestPage {
  readonly client: CoreClient;
  /** Sends a raw frame, as a broken or hostile page would. */
  sendRaw(frame: string): void;
  /** The core closed this page (a newer one replaced it). */
  readonly replaced: Promise<void>;
  close(): void;
}

/** Opens a page on the core over a real MessageChannel, as the Electron shell does. */
export function openTestPage(core: Core): TestPage {
  const { port1: pageEnd, port2: coreEnd } = new MessageChannel();
  let markReplaced: () => void = () => {};
  const replaced = new Promise<void>((resolve) => {
    markReplaced = resolve;
  });
  const link: PageLink = {
    send: (frame) => coreEnd.postMessage(frame),
    onFrame: (callback) => {
      coreEnd.addEventListener('message', (event) => callback((event as MessageEvent).data));
      coreEnd.start();
    },
    onClose: (callback) => coreEnd.addEventListener('close', callback),
    close: () => {
      coreEnd.close();
      markReplaced();
    },
  };
  core.openPage(link);
  pageEnd.start();
  return {
    client: createORPCClient<CoreClient>(new RPCLink({ port: pageEnd })),
    sendRaw: (frame) => pageEnd.postMessage(frame),
    replaced,
    close: () => pageEnd.close(),
  };
}
