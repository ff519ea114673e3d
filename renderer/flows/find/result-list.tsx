import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useEffect, useMemo } from 'react';
import type { ProcedureFilters, ProcedureSearch } from '../../../shared/contract/index.ts';
import { useCoreQueries } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { ProcedureRow } from './procedure-row.tsx';
import { faultBehind, useAskAgain } from './use-ask.ts';

type Hit = ProcedureSearch['items'][number];
/** What browsing and searching have in common; `instead` and `corrected` come from searching only. */
type Page = Pick<ProcedureSearch, 'total' | 'page' | 'pages' | 'items' | 'facets'> &
  Partial<Pick<ProcedureSearch, 'instead' | 'corrected'>>;

/** As many rows as an upright panel shows above the keyboard. */
const rowsFirst = 5;

interface Row {
  readonly hit: Hit;
  readonly isFirstOfGroup: boolean;
}

/**
 * The procedures that fit what was typed (or all under the filters, when `text` is null), received here first. What
 * was found before stays until the new answer is there, and an answer nobody waits for any more is given up.
 */
export function ResultList(props: {
  readonly label: string;
  readonly text: string | null;
  readonly filters: ProcedureFilters;
  readonly onOpen: (code: string) => unknown;
  /** Hears about every first page that came. */
  readonly onFound?: (page: Page) => void;
  /** Shown instead of the list when nothing was found. */
  readonly nothing?: (page: Page) => ReactNode;
}) {
  const say = useStrings();
  const found = useFound(props.text, props.filters);
  const pages = found.data?.pages;
  const fault = faultBehind(found);
  useAskAgain(found);

  const first = pages?.[0];
  const { onFound } = props;
  useEffect(() => {
    if (first !== undefined) onFound?.(first);
  }, [first, onFound]);

  const rows = useMemo(() => rowsOf((pages ?? []).flatMap(({ items }) => items)), [pages]);
  // What is in sight is drawn first; the rows below follow when the finger leaves them time.
  const isSettled = useDeferredValue(rows) === rows;
  const items = isSettled ? rows : rows.slice(0, rowsFirst);
  const hasGroups = rows.some(({ hit }) => hit.group !== rows[0]?.hit.group);

  if (fault !== null) return <FaultNotice code={fault} />;
  if (first === undefined) return null;
  if (rows.length === 0) return props.nothing?.(first) ?? null;
  return (
    <PagedList
      label={props.label}
      items={items}
      listKey={[first.total, ...first.items.map(({ code }) => code)].join(' ')}
      more={Math.max(0, first.total - items.length)}
      onNearEnd={() => {
        if (isSettled && found.hasNextPage && !found.isFetching) void found.fetchNextPage();
      }}
      keyOf={({ hit }) => hit.code}
      render={({ hit, isFirstOfGroup }) => (
        <ProcedureRow
          card={hit}
          heading={hasGroups && isFirstOfGroup ? say(`find.group.${hit.group}`) : undefined}
          onOpen={props.onOpen}
        />
      )}
    />
  );
}

function rowsOf(hits: readonly Hit[]): readonly Row[] {
  return hits.map((hit, index) => ({ hit, isFirstOfGroup: hit.group !== hits[index - 1]?.group }));
}

function useFound(text: string | null, filters: ProcedureFilters) {
  const queries = useCoreQueries();
  const next = { initialPageParam: 0, getNextPageParam: nextPageOf, placeholderData: keepPreviousData };
  const search = queries.procedures.search.infiniteOptions({
    input: (page: number) => ({ text: text ?? '', filters, page }),
    ...next,
  });
  const browse = queries.procedures.browse.infiniteOptions({
    input: (page: number) => ({ filters, page }),
    ...next,
  });
  const searching = useInfiniteQuery({ ...search, enabled: text !== null });
  const browsing = useInfiniteQuery({ ...browse, enabled: text === null });
  // Until the first letter is answered, what stood there before stays.
  const isWaiting = searching.data === undefined && !searching.isError;
  return text === null || isWaiting ? browsing : searching;
}

function nextPageOf(last: { readonly page: number; readonly pages: number }): number | undefined {
  return last.page + 1 < last.pages ? last.page + 1 : undefined;
}
