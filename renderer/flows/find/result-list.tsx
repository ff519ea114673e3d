import { type ReactNode, useEffect, useMemo } from 'react';
import type { ProcedureSearch } from '../../../shared/contract/index.ts';
import { useLinkState } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { type FoundPage, type LiveList, useAnswer } from './live-list.ts';
import { ProcedureRow } from './procedure-row.tsx';
import { faultBehind } from './use-ask.ts';
import { useHasPainted } from './use-has-painted.ts';

type Hit = ProcedureSearch['items'][number];

/** As many rows as an upright panel shows above the keyboard. */
const rowsFirst = 5;

interface Row {
  readonly hit: Hit;
  readonly isFirstOfGroup: boolean;
}

/** The procedures that answer the list's question, received here first, and the next ones as the end comes near. */
export function ResultList(props: {
  readonly label: string;
  readonly list: LiveList;
  readonly onOpen: (code: string) => unknown;
  /** Shown instead of the list when nothing was found. */
  readonly nothing?: (page: FoundPage) => ReactNode;
}) {
  const say = useStrings();
  const { list } = props;
  const { pages, error } = useAnswer(list);
  const isConnected = useLinkState() === 'connected';
  useEffect(() => {
    if (isConnected) list.retry();
  }, [isConnected, list]);

  const first = pages[0];
  const rows = useMemo(() => rowsOf(pages.flatMap(({ items }) => items)), [pages]);
  // What is in sight is drawn first; the rows below follow when that is on the glass.
  const isSettled = useHasPainted(first);
  const items = useMemo(() => (isSettled ? rows : rows.slice(0, rowsFirst)), [isSettled, rows]);
  const hasGroups = rows.some(({ hit }) => hit.group !== rows[0]?.hit.group);
  const listKey = useMemo(
    () => (first === undefined ? '' : [first.total, ...first.items.map(({ code }) => code)].join(' ')),
    [first],
  );
  const fault = faultBehind({ isError: error !== null, error });

  if (fault !== null) return <FaultNotice code={fault} />;
  if (first === undefined) return null;
  if (rows.length === 0) return props.nothing?.(first) ?? null;
  return (
    <PagedList
      label={props.label}
      items={items}
      listKey={listKey}
      more={Math.max(0, first.total - items.length)}
      onNearEnd={() => {
        if (isSettled) list.more();
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
