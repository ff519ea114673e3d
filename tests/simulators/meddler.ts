import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Passing {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface PassingAnswer extends Passing {
  readonly status: number;
}

/** What somebody in the middle of the line does; what is not given passes unchanged. */
export interface Meddling {
  readonly request?: (request: Passing) => Passing;
  readonly answer?: (answer: PassingAnswer, request: Passing) => PassingAnswer;
  /** Sends each request twice and hands on the second answer. */
  readonly twice?: boolean;
}

/** Stands between kiosk and portal on a plain HTTP line, reads everything and changes what it likes. */
export async function createMeddler(portalAddress: string, meddling: Meddling) {
  async function pass(method: string, path: string, request: Passing): Promise<PassingAnswer> {
    const outgoing = http.request(`${portalAddress}${path}`, { method, headers: headersFor(request) });
    outgoing.end(request.body);
    const [incoming] = (await once(outgoing, 'response')) as [http.IncomingMessage];
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await text(incoming) };
  }

  async function serve(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const arrived = { headers: incoming.headers, body: await text(incoming) };
    const request = meddling.request?.(arrived) ?? arrived;
    const method = incoming.method ?? 'GET';
    const path = incoming.url ?? '/';
    if (meddling.twice === true) await pass(method, path, request);
    const answered = await pass(method, path, request);
    const answer = meddling.answer?.(answered, arrived) ?? answered;
    outgoing.writeHead(answer.status, headersFor(answer));
    outgoing.end(answer.body);
  }

  const server = http.createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function headersFor(message: Passing): http.OutgoingHttpHeaders {
  const { 'transfer-encoding': _, host: __, connection: ___, ...headers } = message.headers;
  return { ...headers, 'content-length': String(Buffer.byteLength(message.body)) };
}
