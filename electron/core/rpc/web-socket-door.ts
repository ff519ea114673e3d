import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../../shared/clock.ts';
import { timings } from '../../supervise/control.ts';
import type { Log } from '../diagnostics/index.ts';
import { largestFrameBytes, type PageLink } from './page-link.ts';

/** The core's own door for the Chromium shell: a WebSocket on loopback that opens once per admitted load. */
export interface WebSocketDoor {
  readonly port: number;
  /** A page from this origin may connect with this token, once, within ten seconds. */
  admit(token: string, origin: string): void;
  close(): Promise<void>;
}

/**
 * Opens the door on 127.0.0.1. A page names its token as the second WebSocket subprotocol (`kiosk, <token>`), so that
 * it stands in no address and no log. Wrong, used or old token and foreign origin get 401; nothing else is served.
 */
export async function openWebSocketDoor(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly onPage: (link: PageLink) => void;
}): Promise<WebSocketDoor> {
  const admitted = new Map<string, { readonly origin: string; readonly validUntilMs: number }>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrameBytes,
    handleProtocols: () => 'kiosk',
    perMessageDeflate: false,
  });

  function isAdmitted(request: IncomingMessage): boolean {
    const [name, token] = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
    if (name !== 'kiosk' || token === undefined) return false;
    const admission = admitted.get(token);
    // Single use: even a refused try spends the token.
    admitted.delete(token);
    if (admission === undefined) return false;
    return admission.origin === request.headers.origin && deps.clock.monotonicMs() <= admission.validUntilMs;
  }

  const server = createServer((_request, response) => {
    response.writeHead(404).end();
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', (error) => deps.log.failure('page socket failed', error));
    if (!isAdmitted(request)) {
      deps.log.warn('page refused at the door');
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => deps.onPage(linkOf(webSocket, deps.log)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    admit(token, origin) {
      const nowMs = deps.clock.monotonicMs();
      for (const [old, { validUntilMs }] of admitted) if (validUntilMs < nowMs) admitted.delete(old);
      admitted.set(token, { origin, validUntilMs: nowMs + timings.tokenMs });
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function linkOf(webSocket: WebSocket, log: Log): PageLink {
  webSocket.on('error', (error) => log.failure('page socket failed', error));
  return {
    send(frame) {
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(frame);
    },
    onFrame(callback) {
      webSocket.on('message', (data, isBinary) => {
        if (!isBinary) callback(data.toString());
        else if (data instanceof ArrayBuffer) callback(data);
        else if (Array.isArray(data)) callback(new Uint8Array(Buffer.concat(data)).buffer);
        else callback(new Uint8Array(data).buffer);
      });
    },
    onClose(callback) {
      webSocket.on('close', callback);
    },
    close() {
      webSocket.close(4000, 'replaced');
    },
  };
}
