import { useQuery } from '@tanstack/react-query';
import { Check, Mailbox } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PostRow } from '../../../shared/contract/index.ts';
import { staffPlace } from '../../../shared/contract/reading.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, queryFault, useCore, useCoreQueries, useFeeNews, useGo } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { PrintingNotice, usePrinting } from '../../components/printing.tsx';
import { RowWords } from '../../components/row.tsx';
import { SureDialog } from '../../components/sure-dialog.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import type { AreaProps } from '../areas.ts';
import { LetterScreen } from './letter-screen.tsx';
import classes from './post.module.css';
import { TableScreen } from './table-screen.tsx';

const postPlace = '/staff/post';
const mostShown = 100;
type Which = 'to-send' | 'sent';

/** "Bưu chính": what is to be sent, the list for the postman, numbers, and what the post costs. */
export function PostArea(props: AreaProps) {
  const go = useGo();
  const name = props.place.slice(postPlace.length + 1);
  if (name === 'table') return <TableScreen onBack={() => go(postPlace)} />;
  return <Letters key={name} which={name === 'sent' ? 'sent' : 'to-send'} />;
}

function Letters({ which }: { readonly which: Which }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const queries = useCoreQueries();
  const { count } = useFeeNews();
  const { printing, print } = usePrinting();
  const list = useQuery({
    ...queries.post.list.queryOptions({ input: { which, limit: mostShown } }),
    gcTime: 0,
  });
  const [openId, setOpenId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const listId = useRef(crypto.randomUUID());
  const { refetch } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: news of any letter asks again
  useEffect(() => void refetch(), [count, refetch]);
  queryFault(list.error);
  const rows = list.data?.rows ?? [];
  const open = rows.find(({ dossierId }) => dossierId === openId);
  if (open !== undefined) {
    return <LetterScreen row={open} onBack={() => setOpenId(null)} onChange={() => void refetch()} />;
  }

  function toggle(dossierId: string): void {
    const next = new Set(chosen);
    if (!next.delete(dossierId)) next.add(dossierId);
    setChosen(next);
  }

  async function dispatch(): Promise<void> {
    setAsking(false);
    try {
      const dossierIds = [...chosen];
      const { listNumber } = await core.post.dispatch({ listId: listId.current, dossierIds });
      listId.current = crypto.randomUUID();
      setMade(listNumber);
      setChosen(new Set());
      setFault(null);
      await refetch();
      await print(() => core.post.printList({ listNumber }));
    } catch (error) {
      setFault(expectFault(error));
    }
  }

  return (
    <Screen
      layout="top"
      title={say('post.area')}
      back={{ onPress: () => go(staffPlace) }}
      next={
        chosen.size === 0
          ? { label: say('post.table'), onPress: () => go(`${postPlace}/table`) }
          : { label: say('post.dispatch', { count: chosen.size }), onPress: () => setAsking(true) }
      }
    >
      <Tabs
        label={say('post.area')}
        tabs={(['to-send', 'sent'] as const).map((id) => ({ id, label: say(`post.tab.${id}`) }))}
        chosen={which}
        onChoose={(one) => go(one === 'sent' ? `${postPlace}/sent` : postPlace)}
      />
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      {made === null ? null : (
        <Notice
          tone="good"
          title={say('post.dispatched', { number: made })}
          action={
            <TouchButton
              isDisabled={printing.kind === 'printing'}
              onPress={() => print(() => core.post.printList({ listNumber: made }))}
            >
              {say('post.list.again', { number: made })}
            </TouchButton>
          }
        />
      )}
      <PrintingNotice printing={printing} />
      {list.data !== undefined && rows.length === 0 ? <Notice tone="info" title={say('post.none')} /> : null}
      {rows.length === 0 ? null : (
        <PagedList
          label={say('post.area')}
          items={rows}
          keyOf={({ dossierId }) => dossierId}
          listKey={which}
          render={(row) => (
            <Row
              row={row}
              isChosen={chosen.has(row.dossierId)}
              onOpen={() => setOpenId(row.dossierId)}
              onToggle={which === 'sent' ? null : () => toggle(row.dossierId)}
            />
          )}
        />
      )}
      <SureDialog
        isOpen={isAsking}
        title={say('post.dispatch.title', { count: chosen.size })}
        text={say('post.dispatch.text')}
        yes={{ label: say('post.dispatch.yes'), look: 'go', onPress: dispatch }}
        no={{ label: say('post.dispatch.no'), onPress: () => setAsking(false) }}
      />
    </Screen>
  );
}

function Row(props: {
  readonly row: PostRow;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
  /** Null: it has left. */
  readonly onToggle: (() => void) | null;
}) {
  const say = useStrings();
  const { row, isChosen, onOpen, onToggle } = props;
  const { delivery } = row;
  return (
    <div className={classes.row}>
      <Button className={classes.open} onPress={onOpen}>
        <RowWords>
          <b lang="vi">{delivery?.way === 'post' ? delivery.recipient : row.code}</b>
          <span lang="vi">
            {delivery?.way === 'post' ? `${delivery.street}, ${delivery.commune}` : row.procedureName}
          </span>
          <small data-needs={row.isPlaceGone || undefined}>
            {row.code} ·{' '}
            {row.trackingNumber === null
              ? say(row.isPlaceGone ? 'post.row.gone' : row.isReady ? 'post.row.ready' : 'post.row.notReady')
              : say('post.row.number', { number: row.trackingNumber })}
          </small>
        </RowWords>
      </Button>
      {onToggle === null ? null : (
        <Chip aria-pressed={isChosen} isDisabled={row.isPlaceGone} onPress={onToggle}>
          {isChosen ? <Check aria-hidden /> : <Mailbox aria-hidden />}
          {say(isChosen ? 'post.chosen' : 'post.choose')}
        </Chip>
      )}
    </div>
  );
}
