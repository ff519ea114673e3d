import { once } from 'node:events';
import type http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A loopback port that can be shut and opened again, the same one each time. */
export function createDoor(server: http.Server, wantedPort: number) {
  let port = wantedPort;
  return {
    port: () => port,
    isOpen: () => server.listening,
    /** Listens; rejects with node's error (EADDRINUSE) when somebody else has the port. */
    async open(): Promise<void> {
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
    /** Closes the port and every connection. */
    async shut(): Promise<void> {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
