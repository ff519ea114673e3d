import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import {
  contentTypeOf,
  pageHeaders,
  resolvePageFile,
  withNonce,
} from '../../../electron/supervise/page-policy.ts';

interface PageServer {
  readonly address: string;
  /** Sockets close and nobody answers until `wake`. */
  sleep(): void;
  wake(): void;
  close(): Promise<void>;
}

/** Serves the built page under the product's own policy, and the calls it makes by `handler`. */
export async function servePage(deps: {
  readonly handler: RPCHandler<Record<never, never>>;
  readonly pageFolder: string;
}): Promise<PageServer> {
  let isAwake = true;
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'kiosk' });
  sockets.on('connection', (socket) => void deps.handler.upgrade(socket, { context: {} }));

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { port } = server.address() as AddressInfo;
    if (pathname === '/core-link') {
      response.writeHead(isAwake ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isAwake ? { port, token: 'again' } : {}));
      return;
    }
    const file = resolvePageFile(pathname);
    const contentType = file === null ? null : contentTypeOf(file);
    if (file === null || contentType === null) {
      response.writeHead(404).end();
      return;
    }
    const nonce = 'test-nonce';
    const bytes = await readFile(path.join(deps.pageFolder, file)).catch(() => null);
    if (bytes === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      ...pageHeaders({ nonce, contentType, connectTo: [`ws://127.0.0.1:${port}`] }),
    });
    if (file !== 'index.html') {
      response.end(bytes);
      return;
    }
    const core = JSON.stringify({ port, token: 'first' }).replaceAll('"', '&quot;');
    response.end(
      withNonce(bytes.toString('utf8'), nonce).replace(
        '</title>',
        `</title><meta name="kiosk-core" content="${core}">`,
      ),
    );
  });
  server.on('upgrade', (request, socket, head) => {
    if (!isAwake) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    address: `http://127.0.0.1:${port}/`,
    sleep() {
      isAwake = false;
      for (const socket of sockets.clients) socket.terminate();
    },
    wake() {
      isAwake = true;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
