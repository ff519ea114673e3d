import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/** A TCP port behind which nobody speaks HTTP: it says `greeting`, or nothing at all. */
export async function createMuteServer(greeting: string | null) {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // the kiosk hangs up
    if (greeting !== null) socket.end(greeting);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    hostAndPort: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop(): Promise<void> {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
