import { useSyncExternalStore } from 'react';
import type { ProcedureFilters } from '../../../shared/contract/index.ts';
import type { LiveList } from './live-list.ts';

/** What a person typed and narrowed down to, in the page's memory only. */
export interface Search {
  readonly text: string;
  readonly filters: ProcedureFilters;
}

export const emptySearch: Search = { text: '', filters: {} };

/** Holds the search outside React's tree, so that a key renders the field and the results and not the whole screen. */
export interface SearchStore {
  readonly found: LiveList;
  get(): Search;
  change(part: Partial<Search>): void;
  /** Asks for a text that stands in the field and that nobody has been told of yet; draws nothing. */
  ahead(text: string): void;
  subscribe(callback: () => void): () => void;
}

export function createSearchStore(found: LiveList): SearchStore {
  let search = emptySearch;
  const subscribers = new Set<() => void>();

  function ask({ text, filters }: Search): void {
    const words = text.trim();
    found.ask({ text: words === '' ? null : words, filters });
  }

  return {
    found,
    get: () => search,
    change(part) {
      search = { ...search, ...part };
      ask(search);
      for (const subscriber of [...subscribers]) subscriber();
    },
    ahead: (text) => ask({ ...search, text }),
    subscribe(callback) {
      subscribers.add(callback);
      return () => subscribers.delete(callback);
    },
  };
}

/** One thing about the search; the component is drawn again only when that changes. */
export function useSearch<T>(store: SearchStore, select: (search: Search) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
