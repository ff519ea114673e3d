import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  contentTypeOf,
  pageHeaders,
  pausePage,
  resolvePageFile,
  withNonce,
} from '../supervise/page-policy.ts';

/** What a page needs to reach the core: its WebSocket's port and a fresh single-use token. */
export interface CoreLink {
  readonly port: number;
  readonly token: string;
}

/** The page on loopback for the Chromium shell: static files, and the way to the core for whoever loads them. */
export interface PageServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /**
   * The same page under a second name of this machine. A browser takes it for another site, so that going from one to
   * the other gives the next person a process of its own.
   */
  readonly otherOrigin: string;
  close(): Promise<void>;
}

/** The core's port may change with a restart, and a WebSocket of our page never leaves this machine. */
const connectTo = ['ws://127.0.0.1:*'];

/** Nobody else may read what is for the page: not another site, not a name that points at this machine. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Serves the built page. Each load of the document carries its own style nonce and a token for the core in
 * `<meta name="kiosk-core">`; a page that has lost the core asks `POST /core-link` for another (503 while the core
 * starts again, 410 when it is gone for good). Throws the listen error when the port is taken.
 */
export async function openPageServer(deps: {
  readonly pageFolder: string;
  readonly pauseFolder: string;
  readonly port: number;
  /** A fresh link for this origin; null while there is no core. */
  readonly link: (origin: string) => CoreLink | null;
  /** True once the core is gone for good: every document is the stop page then. */
  readonly paused: () => boolean;
}): Promise<PageServer> {
  let origin = '';
  let otherOrigin = '';

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A foreign name that resolves to this machine would otherwise make our page its own origin.
    const asked = `http://${request.headers.host}`;
    if (asked !== origin && asked !== otherOrigin) throw new Refusal(421, 'not this host');
    const url = new URL(request.url ?? '/', asked);
    if (url.pathname === '/core-link') return answerLink(request, response, asked);
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'only GET');
    const file = resolvePageFile(url.pathname);
    if (file === null) throw new Refusal(404, 'no such file');
    if (file === 'index.html') return answerDocument(request, response, asked);
    const contentType = contentTypeOf(file);
    if (contentType === null) throw new Refusal(404, 'no such file');
    const body = await readFile(path.join(deps.pageFolder, file));
    send(request, response, contentType, body, randomBytes(16).toString('base64url'));
  }

  async function answerDocument(
    request: IncomingMessage,
    response: ServerResponse,
    asked: string,
  ): Promise<void> {
    const nonce = randomBytes(16).toString('base64url');
    const paused = deps.paused();
    const place = paused ? path.join(deps.pauseFolder, pausePage) : path.join(deps.pageFolder, 'index.html');
    let document = withNonce(await readFile(place, 'utf8'), nonce);
    const site = request.headers['sec-fetch-site'];
    const isLoad =
      request.headers['sec-fetch-dest'] === 'document' && (site === 'none' || site === 'same-origin');
    const link = paused || !isLoad ? null : deps.link(asked);
    if (link !== null) {
      const meta = `<meta name="kiosk-core" content='${JSON.stringify(link)}'>`;
      document = document.replace('</head>', `${meta}</head>`);
    }
    send(request, response, 'text/html; charset=utf-8', Buffer.from(document, 'utf8'), nonce);
  }

  function answerLink(request: IncomingMessage, response: ServerResponse, asked: string): void {
    if (request.method !== 'POST') throw new Refusal(405, 'only POST');
    if (request.headers.origin !== asked || request.headers['sec-fetch-site'] !== 'same-origin') {
      throw new Refusal(403, 'only our own page');
    }
    if (deps.paused()) throw new Refusal(410, 'the core is gone');
    const link = deps.link(asked);
    if (link === null) throw new Refusal(503, 'the core is starting');
    send(request, response, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(link)), '-');
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, error));
  });
  await new Promise<void>((settle, fail) => {
    server.once('error', fail);
    server.listen(deps.port, '127.0.0.1', () => settle());
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  otherOrigin = `http://localhost:${port}`;
  return {
    origin,
    otherOrigin,
    async close() {
      const closed = new Promise<void>((settle) => server.close(() => settle()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  contentType: string,
  body: Buffer,
  nonce: string,
): void {
  response.writeHead(200, {
    ...pageHeaders({ nonce, contentType, connectTo }),
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function refuse(response: ServerResponse, error: unknown): void {
  const isMissing =
    error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
  const status = error instanceof Refusal ? error.status : isMissing ? 404 : 500;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, pageHeaders({ nonce: '-', contentType: 'text/plain; charset=utf-8' }));
  response.end(
    error instanceof Refusal
      ? `${error.message}\n`
      : status === 404
        ? 'no such file\n'
        : 'cannot be served\n',
  );
}
