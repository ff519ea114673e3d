import { useQuery } from '@tanstack/react-query';
import {
  CircleCheck,
  Clock3,
  FilePlus2,
  FileX2,
  type LucideIcon,
  Printer,
  TriangleAlert,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DeskItem, DeskState, DeskTab } from '../../../shared/contract/index.ts';
import { staffPlace } from '../../../shared/contract/reading.ts';
import { Screen } from '../../app/screen.tsx';
import { queryFault, useAttempt, useCore, useCoreQueries, useGo, useQueueNews } from '../../client/index.ts';
import { CallFault, FaultBrief } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { RowButton, RowWords } from '../../components/row.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { KeyboardDock, KioskTextField, useKeyboardStore } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './desk.module.css';
import { momentOf } from './moments.ts';
import { deskDossierPlace, tabPlace } from './places.ts';

const tabs: readonly DeskTab[] = ['today', 'waiting', 'needs-staff', 'supplement', 'delivered'];

const stateIcons: Readonly<Record<DeskState, LucideIcon>> = {
  waiting: Clock3,
  'needs-staff': TriangleAlert,
  supplement: FilePlus2,
  delivered: CircleCheck,
  paper: Printer,
  cancelled: FileX2,
};

/** Today's dossiers, those that need somebody, and every other by its code, name or number. */
export function ListScreen(props: { readonly tab: DeskTab }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const queries = useCoreQueries();
  const keyboard = useKeyboardStore();
  const { count } = useQueueNews();
  const [isSearching, setSearching] = useState(false);
  const [query, setQuery] = useState('');
  const input = { tab: props.tab, query: query.trim(), cursor: null };
  const listKey = `${props.tab} ${input.query}`;
  const first = useQuery({
    ...queries.desk.list.queryOptions({ input }),
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const [rest, setRest] = useState<{
    readonly key: string;
    readonly items: readonly DeskItem[];
    readonly cursor: number | null;
  } | null>(null);
  const { refetch } = first;
  // biome-ignore lint/correctness/useExhaustiveDependencies: news of any dossier asks again
  useEffect(() => {
    setRest(null);
    void refetch();
  }, [count, refetch]);
  const fault = queryFault(first.error);
  const list = first.data;
  const more = rest?.key === listKey ? rest : null;
  const items = [...(list?.items ?? []), ...(more?.items ?? [])];
  const cursor = more === null ? (list?.cursor ?? null) : more.cursor;

  async function fetchMore(): Promise<void> {
    if (cursor === null || first.isPlaceholderData) return;
    await attempt(async () => {
      const next = await core.desk.list({ ...input, cursor });
      setRest((before) => {
        const known = before?.key === listKey ? before : null;
        // Asked twice for the same rows: the first answer counts.
        if ((known === null ? list?.cursor : known.cursor) !== cursor) return before;
        return { key: listKey, items: [...(known?.items ?? []), ...next.items], cursor: next.cursor };
      });
    });
  }

  function countOf(tab: DeskTab): number {
    const counts = list?.counts;
    if (tab === 'waiting') return counts?.waiting ?? 0;
    if (tab === 'needs-staff') return counts?.needsStaff ?? 0;
    return tab === 'supplement' ? (counts?.supplement ?? 0) : 0;
  }

  const found = (
    <>
      <CallFault code={fault} />
      {list !== undefined && items.length === 0 ? (
        <Nothing list={list} isSearch={input.query !== ''} />
      ) : null}
      {items.length === 0 ? null : (
        <PagedList
          label={say('desk.list.title')}
          items={items}
          keyOf={({ dossierId }) => dossierId}
          listKey={listKey}
          more={cursor === null ? 0 : 1}
          onNearEnd={() => void fetchMore()}
          render={(item) => (
            <Row
              item={item}
              isBesideField={isSearching}
              onPress={() => {
                keyboard.get().target?.leave();
                void go(deskDossierPlace(item.dossierId));
              }}
            />
          )}
        />
      )}
    </>
  );

  return (
    <Screen
      layout="top"
      {...(isSearching ? {} : { title: say('desk.list.title') })}
      back={{
        onPress: () => {
          if (!isSearching) return go(staffPlace);
          setQuery('');
          setSearching(false);
        },
      }}
      {...(isSearching ? {} : { next: { label: say('desk.list.find'), onPress: () => setSearching(true) } })}
      dock={<KeyboardDock />}
    >
      {isSearching ? (
        <>
          <h1 data-heard="always">{say('desk.list.find')}</h1>
          <div className={classes.search}>
            <KioskTextField
              label={say('desk.list.search')}
              value={query}
              onChange={setQuery}
              maxLength={100}
              autoFocus
            />
            <div className={classes.found}>{found}</div>
          </div>
        </>
      ) : (
        <>
          <Tabs
            label={say('desk.list.title')}
            tabs={tabs.map((id) => ({ id, label: say(`desk.tab.${id}`), count: countOf(id) }))}
            chosen={props.tab}
            onChoose={(tab) => go(tabPlace(tab))}
          />
          {found}
        </>
      )}
    </Screen>
  );
}

function Nothing(props: {
  readonly list: { readonly kept: { readonly procedureName: string; readonly keptUntilMs: number } | null };
  readonly isSearch: boolean;
}) {
  const say = useStrings();
  const { kept } = props.list;
  if (kept !== null) {
    const { procedureName: procedure, keptUntilMs } = kept;
    return (
      <Notice tone="info" title={say('desk.list.kept')}>
        <p>{say('desk.list.kept.line', { procedure, day: momentOf(keptUntilMs).day })}</p>
      </Notice>
    );
  }
  if (!props.isSearch) return <Notice tone="info" title={say('desk.list.none')} />;
  return (
    <Notice tone="info" title={say('desk.list.none.found')}>
      <p>{say('desk.list.none.found.line')}</p>
    </Notice>
  );
}

function Row(props: {
  readonly item: DeskItem;
  /** Beside the field on a lying panel there is room for the picture of its state alone. */
  readonly isBesideField: boolean;
  readonly onPress: () => void;
}) {
  const say = useStrings();
  const { item } = props;
  const Icon = stateIcons[item.state];
  return (
    <RowButton onPress={props.onPress}>
      <RowWords>
        <b lang="vi">{item.person ?? say('desk.person.erased')}</b>
        <span lang="vi">{item.procedureName}</span>
        <small>
          <span className={classes.stamp}>{item.code}</span>
          <span className={classes.stamp}>{say('desk.received', momentOf(item.receivedAtMs))}</span>
        </small>
      </RowWords>
      <span className={classes.state} data-state={item.state}>
        <Icon aria-hidden />
        <span data-heard={props.isBesideField ? 'lying' : undefined}>
          <b>{say(`desk.state.${item.state}`)}</b>
          {item.state === 'needs-staff' && item.fault !== null ? (
            <small>
              <FaultBrief code={item.fault} />
            </small>
          ) : null}
        </span>
      </span>
    </RowButton>
  );
}
