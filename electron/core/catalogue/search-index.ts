import Database from 'better-sqlite3';
import type { AgencyId, ServiceLevel } from '../../../shared/procedure/index.ts';
import type { SearchEntry } from './search-entry.ts';
import { planQuery, type QueryPlan, tokensToWords } from './search-plan.ts';
import { judge } from './search-rank.ts';
import { tokeniseQuery } from './search-text.ts';
import { createVocabulary } from './vocabulary.ts';

export interface SearchFilters {
  readonly agency?: AgencyId | undefined;
  readonly level?: ServiceLevel | undefined;
  readonly field?: string | undefined;
}

export interface FacetCounts {
  readonly agencies: ReadonlyMap<AgencyId, number>;
  readonly levels: ReadonlyMap<ServiceLevel, number>;
  readonly fields: ReadonlyMap<string, number>;
}

/** How a hit is shown: who receives it, or merely near to what was asked. */
export type HitGroup = 'here' | 'ask-staff' | 'elsewhere' | 'related';

export interface SearchHit {
  readonly entry: SearchEntry;
  readonly group: HitGroup;
}

export interface SearchHits {
  /** In the order of the screen: groups together, the group with the best hit first, best hits first inside. */
  readonly hits: readonly SearchHit[];
  /** Each facet counted under the other filters, so that a choice never leads to nothing unseen. */
  readonly counts: FacetCounts;
  /** What was looked for when it is not what was typed. */
  readonly corrected: string | null;
}

export interface SearchIndex {
  search(text: string, filters: SearchFilters): SearchHits;
  /** All entries under the filters, received here first, then by name. */
  browse(filters: SearchFilters): SearchHits;
  /** Fills the table of paper texts, which a start need not wait for; the first search that needs it does otherwise. */
  warm(): void;
  close(): void;
}

/** Names weigh more than everyday words, which weigh more than neighbouring pairs. */
const headRank = 'bm25(head, 6.0, 4.0, 3.0)';
/** Only the best by bm25 are judged phrase by phrase; the rest keep their bm25 order behind them. */
const judged = 120;
/** Hits that cover less of the query than this are chance. */
const leastCovered = 0.3;
/** Hits below this share of the best score are shown as related, after the groups. */
const strongShare = 0.62;
/** What it is worth that the papers of a procedure hold every word, when no name does. */
const bodyBonus = 14;
/** Below this many hits for all words, hits for neighbouring pairs of words are added. */
const enough = 8;

interface Found {
  /** Entry number and bm25, lower is better. */
  readonly found: ReadonlyMap<number, number>;
  readonly inBody: ReadonlyMap<number, number>;
  /** Some names hold every word: then all that do are hits, however many. */
  readonly hasEveryWord: boolean;
}

/**
 * An in-memory FTS5 index on a connection of its own; it holds no personal data. Names and everyday words are one
 * table, the texts of papers another that is asked only when the first finds nothing.
 */
export function createSearchIndex(entries: readonly SearchEntry[]): SearchIndex {
  const words = entries.map((entry) => entry.phrases.map((phrase) => phrase.split(' ')));
  const vocabulary = createVocabulary(words);
  const inOrder = [...entries].sort(byReceptionThenName);
  const database = new Database(':memory:');
  database.exec(`
    CREATE VIRTUAL TABLE head USING fts5(names, words, pairs, content='', prefix='1 2 3',
      tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
    CREATE VIRTUAL TABLE body USING fts5(text, content='', detail=none, tokenize="unicode61 remove_diacritics 2");
  `);
  const addHead = database.prepare('INSERT INTO head(rowid, names, words, pairs) VALUES (?, ?, ?, ?)');
  const addBody = database.prepare('INSERT INTO body(rowid, text) VALUES (?, ?)');
  database.transaction(() => {
    entries.forEach((entry, index) => {
      const names = entry.phrases.slice(0, entry.names).join(' ');
      addHead.run(index, names, entry.phrases.slice(entry.names).join(' '), pairsOf(words[index] ?? []));
    });
  })();
  const headQuery = database.prepare(`SELECT rowid, ${headRank} FROM head WHERE head MATCH ?`).raw();
  const looseQuery = database
    .prepare(`SELECT rowid, ${headRank} FROM head WHERE head MATCH ? ORDER BY 2 LIMIT ${judged}`)
    .raw();
  const bodyQuery = database
    .prepare('SELECT rowid, bm25(body) FROM body WHERE body MATCH ? ORDER BY 2 LIMIT 60')
    .raw();

  let hasBody = false;
  function fillBody(): void {
    if (hasBody) return;
    hasBody = true;
    // SQLite folds every mark itself here, except that đ is a letter of its own to it.
    database.transaction(() => {
      entries.forEach((entry, index) => {
        addBody.run(index, entry.body.toLowerCase().replaceAll('đ', 'd'));
      });
    })();
  }

  function add(found: Map<number, number>, query: Database.Statement, match: string | null): void {
    if (match === null) return;
    for (const row of query.all(match) as [number, number][]) {
      const before = found.get(row[0]);
      if (before === undefined || row[1] < before) found.set(row[0], row[1]);
    }
  }

  function find(plan: QueryPlan): Found {
    const found = new Map<number, number>();
    const inBody = new Map<number, number>();
    add(found, headQuery, plan.allWords);
    const strict = found.size;
    if (strict === 0) {
      fillBody();
      add(inBody, bodyQuery, plan.allInBody);
    }
    if (found.size < enough) add(found, looseQuery, plan.slips());
    if (found.size < enough) add(found, looseQuery, plan.pairs());
    if (found.size < 3) add(found, looseQuery, plan.anyWord);
    if (found.size < 3 && inBody.size < 3) {
      fillBody();
      add(found, bodyQuery, plan.anyInBody);
    }
    for (const [id, rank] of inBody) if (!found.has(id)) found.set(id, rank);
    return { found, inBody, hasEveryWord: strict > 0 };
  }

  return {
    search(text, filters) {
      const tokens = tokeniseQuery(text);
      if (tokens.length === 0) return { ...collect([], filters), corrected: null };
      const plan = planQuery(tokens, vocabulary);
      const { found, inBody, hasEveryWord } = find(plan);
      const byRank = [...found].sort((a, b) => a[1] - b[1]);
      const best: { readonly entry: SearchEntry; readonly score: number }[] = [];
      for (const [id] of byRank.slice(0, judged)) {
        const entry = entries[id];
        if (entry === undefined) continue;
        const { score, covered } = judge(entry, plan, vocabulary, entries.length);
        if (covered < leastCovered && !inBody.has(id)) continue;
        best.push({ entry, score: score + (inBody.has(id) ? bodyBonus : 0) });
      }
      best.sort((a, b) => b.score - a.score);
      const strong = (best[0]?.score ?? 0) * strongShare;
      const near = best.filter(({ score }) => score < strong).map(({ entry }) => entry);
      const rest = hasEveryWord ? byRank.slice(judged).flatMap(([id]) => entries[id] ?? []) : [];
      const order = [
        ...grouped(best.filter(({ score }) => score >= strong).map(({ entry }) => entry)),
        ...[...near, ...rest].map((entry): SearchHit => ({ entry, group: 'related' })),
      ];
      return { ...collect(order, filters), corrected: plan.isCorrected ? tokensToWords(plan.words) : null };
    },
    browse(filters) {
      return { ...collect(grouped(inOrder), filters), corrected: null };
    },
    warm: fillBody,
    close: () => database.close(),
  };
}

function pairsOf(phrases: readonly (readonly string[])[]): string {
  const pairs: string[] = [];
  for (const words of phrases) {
    for (let at = 0; at + 1 < words.length; at += 1) pairs.push(`${words[at]}_${words[at + 1]}`);
  }
  return pairs.join(' ');
}

/** Filters in order and counts every facet under the other two filters. */
function collect(all: readonly SearchHit[], filters: SearchFilters): Omit<SearchHits, 'corrected'> {
  const hits: SearchHit[] = [];
  const agencies = new Map<AgencyId, number>();
  const levels = new Map<ServiceLevel, number>();
  const fields = new Map<string, number>();
  for (const hit of all) {
    const { entry } = hit;
    const agency = filters.agency === undefined || filters.agency === entry.agency;
    const level = filters.level === undefined || filters.level === entry.level;
    const field = filters.field === undefined || filters.field === entry.field;
    if (level && field) agencies.set(entry.agency, (agencies.get(entry.agency) ?? 0) + 1);
    if (agency && field) levels.set(entry.level, (levels.get(entry.level) ?? 0) + 1);
    if (agency && level) fields.set(entry.field, (fields.get(entry.field) ?? 0) + 1);
    if (agency && level && field) hits.push(hit);
  }
  return { hits, counts: { agencies, levels, fields } };
}

const groupOf = { yes: 'here', 'ask-staff': 'ask-staff', no: 'elsewhere' } as const;

/** Brings hits of one kind together without moving the best one from the top. */
function grouped(entries: readonly SearchEntry[]): readonly SearchHit[] {
  const groups = new Map<HitGroup, SearchHit[]>();
  for (const entry of entries) {
    const group = groupOf[entry.here];
    const list = groups.get(group);
    if (list === undefined) groups.set(group, [{ entry, group }]);
    else list.push({ entry, group });
  }
  return [...groups.values()].flat();
}

const receptionOrder = { yes: 0, 'ask-staff': 1, no: 2 } as const;
const collator = new Intl.Collator('vi');

function byReceptionThenName(a: SearchEntry, b: SearchEntry): number {
  const difference = receptionOrder[a.here] - receptionOrder[b.here];
  if (difference !== 0) return difference;
  if (a.popular !== b.popular) return a.popular ? -1 : 1;
  return collator.compare(a.name, b.name);
}
