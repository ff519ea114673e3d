import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

/** A bare tus server as a process of its own: what the queue is measured beside. Prints its address; ends with stdin. */
const [folder = ''] = process.argv.slice(2);
const server = new Server({ path: '/files', datastore: new FileStore({ directory: folder }) });
const http = createServer((incoming, outgoing) => void server.handle(incoming, outgoing));
// A measured loop does not ask whether its line was closed for being quiet.
http.keepAliveTimeout = 0;
http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(http.address() as AddressInfo).port}/files\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
