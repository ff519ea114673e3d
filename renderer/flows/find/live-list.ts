import { useSyncExternalStore } from 'react';
import type { ProcedureFilters, ProcedureSearch } from '../../../shared/contract/index.ts';

/** What browsing and searching have in common; `instead` and `corrected` come from searching only. */
export type FoundPage = Pick<ProcedureSearch, 'total' | 'page' | 'pages' | 'items' | 'facets'> &
  Partial<Pick<ProcedureSearch, 'instead' | 'corrected'>>;

/** `text` is null where nothing is searched for: everything under the filters. */
export interface Question {
  readonly text: string | null;
  readonly filters: ProcedureFilters;
}

/** The newest answer; it stays until the next question is answered, so that a key does not empty the screen. */
export interface Answer {
  /** The pages that have come so far, from the first on; none before the first answer and after a failure. */
  readonly pages: readonly FoundPage[];
  /** Why the newest question came to nothing. */
  readonly error: unknown;
}

/**
 * Procedures that follow a question while it is being typed. Outside React and its query cache: the question leaves in
 * the turn of the key, and the rows are drawn in the turn of their answer.
 */
export interface LiveList {
  get(): Answer;
  subscribe(callback: () => void): () => void;
  /** The newest question counts: what still arrives for an older one is dropped. The same one again asks nothing. */
  ask(question: Question): void;
  /** Asks for the next page, if there is one and nothing else is under way. */
  more(): void;
  /** Repeats a question that failed. */
  retry(): void;
}

/** The two calls of `contract.procedures` that find. */
interface Calls {
  search(input: {
    readonly text: string;
    readonly filters: ProcedureFilters;
    readonly page: number;
  }): Promise<FoundPage>;
  browse(input: { readonly filters: ProcedureFilters; readonly page: number }): Promise<FoundPage>;
}

export function createLiveList(calls: Calls): LiveList {
  let answer: Answer = { pages: [], error: null };
  let question: Question | null = null;
  let isWaiting = false;
  /** Rises with every call; only the newest may answer. */
  let newest = 0;
  const subscribers = new Set<() => void>();

  function set(next: Answer): void {
    answer = next;
    for (const subscriber of [...subscribers]) subscriber();
  }

  async function load({ text, filters }: Question, before: readonly FoundPage[]): Promise<void> {
    newest += 1;
    const mine = newest;
    isWaiting = true;
    const page = before.length;
    try {
      const found: FoundPage =
        text === null ? await calls.browse({ filters, page }) : await calls.search({ text, filters, page });
      if (mine !== newest) return;
      isWaiting = false;
      set({ pages: [...before, found], error: null });
    } catch (error) {
      if (mine !== newest) return;
      isWaiting = false;
      set({ pages: [], error });
    }
  }

  return {
    get: () => answer,
    subscribe(callback) {
      subscribers.add(callback);
      return () => subscribers.delete(callback);
    },
    ask(next) {
      if (question !== null && isSame(question, next) && answer.error === null) return;
      question = next;
      void load(next, []);
    },
    more() {
      const { pages } = answer;
      if (question === null || isWaiting || pages.length >= (pages[0]?.pages ?? 0)) return;
      void load(question, pages);
    },
    retry() {
      if (question !== null && !isWaiting && answer.error !== null) void load(question, []);
    },
  };
}

export function useAnswer(list: LiveList): Answer {
  return useSyncExternalStore(list.subscribe, list.get);
}

function isSame(one: Question, other: Question): boolean {
  const { agency, level, field } = one.filters;
  return (
    one.text === other.text &&
    agency === other.filters.agency &&
    level === other.filters.level &&
    field === other.filters.field
  );
}
