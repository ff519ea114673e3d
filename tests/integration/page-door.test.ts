import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { openWebSocketDoor, type WebSocketDoor } from '../../electron/core/rpc/web-socket-door.ts';
import { type CoreLink, openPageServer, type PageServer } from '../../electron/launch/page-server.ts';
import { timings } from '../../electron/supervise/control.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';

const root = path.resolve(import.meta.dirname, '../..');
const pageFolder = path.join(root, 'tests/fixtures/page');

describe("the core's door", () => {
  const origin = 'http://127.0.0.1:8000';
  const token = 't'.repeat(43);
  let clock: FakeClock;
  let door: WebSocketDoor;
  let pages: number;

  beforeEach(async () => {
    clock = createFakeClock();
    pages = 0;
    door = await openWebSocketDoor({
      clock,
      log: createLog({ write: () => true }),
      onPage: () => {
        pages += 1;
      },
    });
  });
  afterEach(() => door.close());

  /** Tries to come in; 'open', or the status of the refusal. */
  function enter(protocols: readonly string[], from: string | null = origin): Promise<'open' | number> {
    return new Promise((settle) => {
      const socket = new WebSocket(
        `ws://127.0.0.1:${door.port}/`,
        [...protocols],
        from === null ? {} : { origin: from },
      );
      socket.on('open', () => settle('open'));
      socket.on('unexpected-response', (_request, response) => settle(response.statusCode ?? 0));
      // The refusal above is what counts.
      socket.on('error', () => {});
    });
  }

  test('opens once for an admitted token and goes on after every refusal', async () => {
    door.admit(token, origin);
    expect(await enter(['kiosk', token])).toBe('open');
    expect(await enter(['kiosk', token])).toBe(401);
    expect(await enter(['kiosk', 'guessed'])).toBe(401);
    expect(await enter(['kiosk'])).toBe(401);
    door.admit('another', origin);
    expect(await enter(['kiosk', 'another'])).toBe('open');
    expect(pages).toBe(2);
  });

  test('refuses a token that is too old', async () => {
    door.admit(token, origin);
    clock.advance(timings.tokenMs + 1);
    expect(await enter(['kiosk', token])).toBe(401);
  });

  test('refuses a foreign origin, and none, even with a good token', async () => {
    door.admit(token, origin);
    expect(await enter(['kiosk', token], 'http://127.0.0.1:9999')).toBe(401);
    door.admit('another', origin);
    expect(await enter(['kiosk', 'another'], null)).toBe(401);
    expect(pages).toBe(0);
  });
});

describe("the page's server", () => {
  let server: PageServer;
  let link: CoreLink | null;
  let paused: boolean;

  beforeEach(async () => {
    link = { port: 4000, token: 'fresh' };
    paused = false;
    server = await openPageServer({
      pageFolder,
      pauseFolder: path.join(root, 'resources/pages'),
      port: 0,
      link: () => link,
      paused: () => paused,
    });
  });
  afterEach(() => server.close());

  interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly body: string;
  }

  /** A raw request: fetch would tidy the path and hide the headers that browsers set themselves. */
  function ask(
    place: string,
    options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
  ) {
    return new Promise<Answer>((settle, fail) => {
      const { hostname, port } = new URL(server.origin);
      const request = httpRequest({ hostname, port, path: place, ...options }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString('utf8');
        });
        response.on('end', () =>
          settle({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      request.on('error', fail);
      request.end();
    });
  }

  const load = { headers: { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' } };

  test('is the same page under both names of this machine, and nobody else’s', async () => {
    const { port } = new URL(server.origin);
    const under = async (host: string) => (await ask('/', { headers: { ...load.headers, host } })).status;
    expect(server.otherOrigin).toBe(`http://localhost:${port}`);
    expect([
      await under(`127.0.0.1:${port}`),
      await under(`localhost:${port}`),
      await under(`kiosk.example.vn:${port}`),
      await under('localhost'),
    ]).toEqual([200, 200, 421, 421]);
    const crossed = await ask('/core-link', {
      method: 'POST',
      headers: { host: `localhost:${port}`, origin: server.origin, 'sec-fetch-site': 'same-origin' },
    });
    expect(crossed.status).toBe(403);
  });

  test('gives each load its own style nonce and the way to the core', async () => {
    const [first, second] = await Promise.all([ask('/', load), ask('/home', load)]);
    expect(first.body).toContain(`<meta name="kiosk-core" content='{"port":4000,"token":"fresh"}'>`);
    const nonces = [first, second].map(({ body }) => /nonce="([\w-]+)"/.exec(body)?.[1]);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(first.headers['content-security-policy']).toContain(`'nonce-${nonces[0]}'`);
    expect(first.headers['cache-control']).toBe('no-store');
  });

  test('gives no token to what is not a load of the page', async () => {
    const others: readonly Record<string, string>[] = [
      {},
      { 'sec-fetch-dest': 'iframe' },
      { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of others) {
      expect((await ask('/', { headers })).body).not.toContain('kiosk-core');
    }
  });

  test('serves nothing outside its folder', async () => {
    for (const place of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '/.env.txt',
      '/nothing.js',
      '/a.sh',
    ]) {
      expect((await ask(place)).status).toBe(404);
    }
    expect((await ask('/', { method: 'DELETE' })).status).toBe(405);
  });

  test('hands a new link only to its own page, and only while there is a core', async () => {
    const own = { method: 'POST', headers: { origin: server.origin, 'sec-fetch-site': 'same-origin' } };
    expect(JSON.parse((await ask('/core-link', own)).body)).toEqual(link);
    const foreign = { ...own, headers: { ...own.headers, origin: 'http://127.0.0.1:9999' } };
    expect((await ask('/core-link', foreign)).status).toBe(403);
    expect((await ask('/core-link', { ...own, headers: { origin: server.origin } })).status).toBe(403);
    expect((await ask('/core-link')).status).toBe(405);
    link = null;
    expect((await ask('/core-link', own)).status).toBe(503);
    paused = true;
    expect((await ask('/core-link', own)).status).toBe(410);
  });

  test('shows the stop page once the core is gone for good', async () => {
    paused = true;
    const answer = await ask('/home', load);
    expect(answer.body).toContain('Quầy này tạm dừng');
    expect(answer.body).not.toContain('kiosk-core');
  });
});
