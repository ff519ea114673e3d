import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import Database from 'better-sqlite3';
import { WebSocket, WebSocketServer } from 'ws';
import { type Catalogue, createProcedureCalls } from '../../electron/core/catalogue/index.ts';
import { type SearchEntry, searchEntries } from '../../electron/core/catalogue/search-entry.ts';
import { createSearchIndex } from '../../electron/core/catalogue/search-index.ts';
import { foldedPhrase, tokenise, tokeniseQuery } from '../../electron/core/catalogue/search-text.ts';
import { createOfficeCalendar, defaultOfficeHours, holidayTableSchema } from '../../shared/calendar/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { contract } from '../../shared/contract/index.ts';
import { defaultOffer } from '../../shared/procedure/index.ts';
import { generatedVersion, shippedVersion } from '../support/generated-catalogue.ts';
import { hitRates, searchQueries } from '../support/search-queries.ts';
import type { BenchRow } from './bench-row.ts';
import { quantile, timeNow } from './measure.ts';

const resources = path.resolve(import.meta.dirname, '../../resources');
const procedureCount = 6_500;

/** Search quality, search speed on 6,500 procedures beside a raw FTS5 query, and the time the catalogue takes at start. */
export async function measureCatalogue(): Promise<readonly BenchRow[]> {
  const small = createSearchIndex(searchEntries(shippedVersion(), defaultOffer));
  small.warm();
  const rates = hitRates((text) => small.search(text, {}).hits.map(({ entry }) => entry.code));
  small.close();

  const version = generatedVersion(procedureCount);
  const entries = searchEntries(version, defaultOffer);
  const index = createSearchIndex(entries);
  index.warm();
  const raw = createRawIndex(entries);
  const texts = typedTexts();
  // One untimed round fills caches on both sides.
  for (const text of texts) {
    index.search(text, {});
    raw.search(text);
  }
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const text of texts) {
      ours.push(timeNow(() => index.search(text, {})));
      theirs.push(timeNow(() => raw.search(text)));
    }
  }
  index.close();
  raw.close();
  const [p95, rawP95] = [quantile(ours, 0.95), quantile(theirs, 0.95)];
  const [mean, rawMean] = [average(ours), average(theirs)];
  const rpcP95 = await measureRpc(version);
  const loadMs = await measureLoad();
  return [
    share('search: open queries, right answer in the top three', rates.open),
    share('search: held-out queries, right answer in the top three', rates.heldOut),
    atMost(
      `search: ${procedureCount} procedures, in the core, p95 (raw: one FTS5 query)`,
      p95,
      rawP95,
      rawP95 * 1.5,
      '≤ 1.5×',
    ),
    atMost(`search: ${procedureCount} procedures, in the core, mean`, mean, rawMean, rawMean * 1.5, '≤ 1.5×'),
    atMost(`search: ${procedureCount} procedures, through RPC, p95`, rpcP95, null, 20, '≤ 20'),
    atMost('catalogue: open what ships in a fresh process', loadMs, null, 300, '≤ 300'),
  ];
}

function share(name: string, ours: number): BenchRow {
  return { name, unit: '%', ours, raw: null, target: '≥ 95', met: ours >= 95 };
}

function atMost(name: string, ours: number, raw: number | null, limit: number, target: string): BenchRow {
  return { name, unit: 'ms', ours, raw, target, met: ours <= limit };
}

/** Every query as it grows under the fingers: its first word, half of it, and all of it. */
function typedTexts(): readonly string[] {
  return searchQueries().flatMap(({ query }) => {
    const half = query.slice(0, Math.max(3, Math.ceil(query.length / 2)));
    return [query.split(' ')[0] ?? query, half, query];
  });
}

/** The raw counterpart: one FTS5 table over title, everyday words and body; bm25; the first twenty. */
function createRawIndex(entries: readonly SearchEntry[]) {
  const database = new Database(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE raw USING fts5(title, words, body, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')`,
  );
  const add = database.prepare('INSERT INTO raw(rowid, title, words, body) VALUES (?, ?, ?, ?)');
  database.transaction(() => {
    entries.forEach((entry, id) => {
      const title = entry.phrases.slice(0, entry.names).join(' ');
      add.run(id, title, entry.phrases.slice(entry.names).join(' '), foldedPhrase(tokenise(entry.body)));
    });
  })();
  const query = database.prepare(
    'SELECT rowid, title FROM raw WHERE raw MATCH ? ORDER BY bm25(raw) LIMIT 20',
  );
  return {
    search(text: string) {
      const words = tokeniseQuery(text).map(({ folded }) => `"${folded}"`);
      return words.length === 0 ? [] : query.all(`${words.join(' AND ')} *`);
    },
    close: () => database.close(),
  };
}

/** The contract's own search call over a WebSocket on loopback, with input and output validation. */
async function measureRpc(version: ReturnType<typeof generatedVersion>): Promise<number> {
  const index = createSearchIndex(searchEntries(version, defaultOffer));
  index.warm();
  const catalogue: Catalogue = {
    current: () => ({ version, search: index, outdated: false }),
    find: (code) => version.procedures.get(code),
    findRow: (code) => version.rows.get(code),
    versions: () => [],
    lookAt: () => {
      throw new Error('not measured');
    },
    importPackage: () => Promise.reject(new Error('not measured')),
    close: () => index.close(),
  };
  const holidays = holidayTableSchema.parse(
    JSON.parse(readFileSync(path.join(resources, 'calendar/holidays.json'), 'utf8')),
  );
  const calendar = createOfficeCalendar({ hours: defaultOfficeHours, holidays });
  const calls = createProcedureCalls({ catalogue, calendar, clock: systemClock });
  const os = implement(contract.procedures);
  const handler = new RPCHandler({ search: os.search.handler(({ input }) => calls.search(input)) });
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => handler.upgrade(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const webSocket = new WebSocket(`ws://127.0.0.1:${port}`);
  const client = createORPCClient<Pick<ContractRouterClient<typeof contract.procedures>, 'search'>>(
    new RPCLink({ websocket: webSocket }),
  );
  const taken: number[] = [];
  for (const text of [...typedTexts(), ...typedTexts()]) {
    const startedAt = performance.now();
    await client.search({ text, filters: {}, page: 0 });
    taken.push(performance.now() - startedAt);
  }
  webSocket.terminate();
  sockets.close();
  server.close();
  catalogue.close();
  return quantile(taken, 0.95);
}

/** The middle of several cold openings, each in a fresh process. */
async function measureLoad(): Promise<number> {
  const script = path.join(import.meta.dirname, 'catalogue-load.ts');
  const taken: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    taken.push(Number(stdout));
  }
  return quantile(taken, 0.5);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
