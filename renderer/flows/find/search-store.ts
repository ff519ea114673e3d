import { useSyncExternalStore } from 'react';
import type { ProcedureFilters } from '../../../shared/contract/index.ts';

/** What a person typed and narrowed down to, in the page's memory only. */
export interface Search {
  readonly text: string;
  readonly filters: ProcedureFilters;
}

export const emptySearch: Search = { text: '', filters: {} };

/** Holds the search outside React's tree, so that a key renders the field and the results and not the whole screen. */
export interface SearchStore {
  get(): Search;
  change(part: Partial<Search>): void;
  subscribe(callback: () => void): () => void;
}

export function createSearchStore(): SearchStore {
  let search = emptySearch;
  const subscribers = new Set<() => void>();
  return {
    get: () => search,
    change(part) {
      search = { ...search, ...part };
      for (const subscriber of [...subscribers]) subscriber();
    },
    subscribe(callback) {
      subscribers.add(callback);
      return () => subscribers.delete(callback);
    },
  };
}

export function useSearch(store: SearchStore): Search {
  return useSyncExternalStore(store.subscribe, store.get);
}
