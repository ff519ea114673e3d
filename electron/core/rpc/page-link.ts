import type { Context } from '@orpc/server';
import type { StandardHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { ServerPeer } from '@orpc/standard-server-peer';
import type { Log } from '../diagnostics/index.ts';

/** One page at the other end, however its frames travel: utility process port, relayed IPC or WebSocket. */
export interface PageLink {
  send(frame: string | ArrayBufferLike | Uint8Array): void;
  onFrame(callback: (frame: string | ArrayBufferLike) => void): void;
  onClose(callback: () => void): void;
  close(): void;
}

/** Frames above this size are refused: the page never sends pictures or files through a call. */
export const largestFrameBytes = 4 * 1024 * 1024;

/**
 * Serves the contract on one link. A frame that is not of the protocol is dropped and logged; the link and the core
 * go on.
 */
export function servePage<T extends Context>(options: {
  readonly link: PageLink;
  readonly handler: StandardHandler<T>;
  readonly context: T;
  readonly log: Log;
}): void {
  const { link, handler, context, log } = options;
  const peer = new ServerPeer((frame) => link.send(frame as string | ArrayBufferLike | Uint8Array));
  // HandleOptions of a generic context cannot be narrowed by the compiler; the context is exactly what it asks for.
  const handle = createServerPeerHandleRequestFn(handler, { context } as Parameters<
    typeof createServerPeerHandleRequestFn<T>
  >[1]);
  link.onFrame((frame) => {
    const sizeBytes = typeof frame === 'string' ? frame.length : frame.byteLength;
    if (sizeBytes > largestFrameBytes) {
      log.warn('oversized frame refused', { sizeBytes });
      return;
    }
    peer
      .message(frame as string | ArrayBuffer, handle)
      .catch((error: unknown) => log.failure('frame refused', error));
  });
  link.onClose(() => peer.close());
}
