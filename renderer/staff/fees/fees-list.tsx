import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { FeeRow, UnmatchedTransfer } from '../../../shared/contract/index.ts';
import { staffPlace } from '../../../shared/contract/reading.ts';
import { clockTime, dayOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { queryFault, useCore, useCoreQueries, useFeeNews, useGo, useReading } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { Chip } from '../../components/chip.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { Row, RowButton, RowWords } from '../../components/row.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useTyped } from '../../components/use-typed.ts';
import { dong } from '../../flows/pay/money.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './fees.module.css';
import { drawerPlace, type FeesTab, feeFilePlace, feesTabPlace, feesTabs } from './places.ts';

const mostShown = 100;
const shortestCode = 4;

/** Today's unpaid fees, those that need a decision, and any other by the code of its receipt. */
export function FeesList({ tab }: { readonly tab: FeesTab }) {
  const say = useStrings();
  const go = useGo();
  const [isFinding, setFinding] = useState(false);
  if (isFinding) return <FindByCode onBack={() => setFinding(false)} />;
  return (
    <Screen
      layout="top"
      title={say('fees.title')}
      back={{ onPress: () => go(staffPlace) }}
      next={{ label: say('fees.drawer'), onPress: () => go(drawerPlace) }}
    >
      <div className={classes.bar}>
        <Tabs
          label={say('fees.title')}
          tabs={feesTabs.map((id) => ({ id, label: say(`fees.tab.${id}`) }))}
          chosen={tab}
          onChoose={(one) => go(feesTabPlace(one))}
        />
        <Chip onPress={() => setFinding(true)}>
          <Search aria-hidden />
          {say('fees.byCode')}
        </Chip>
      </div>
      {tab === 'unmatched' ? <Unmatched /> : <Rows which={tab} />}
    </Screen>
  );
}

function FindByCode({ onBack }: { readonly onBack: () => void }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const code = useTyped({
    check: (text) => (text.trim().length < shortestCode ? say('track.code.short') : null),
    async send(text) {
      const { dossierId } = await core.fees.find({ code: text });
      await go(feeFilePlace(dossierId));
    },
  });
  return (
    <AskOne
      title={say('fees.code')}
      lead={say('fees.code.lead')}
      kind="dossier-code"
      {...code}
      withStaffSteps
      nextLabel={say('fees.find')}
      onBack={onBack}
    />
  );
}

function Rows({ which }: { readonly which: Exclude<FeesTab, 'unmatched'> }) {
  const say = useStrings();
  const go = useGo();
  const queries = useCoreQueries();
  const { count } = useFeeNews();
  const list = useQuery({
    ...queries.fees.list.queryOptions({ input: { which, limit: mostShown } }),
    gcTime: 0,
  });
  const { refetch } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: news of any fee asks again
  useEffect(() => void refetch(), [count, refetch]);
  const fault = queryFault(list.error);
  if (list.data === undefined) return fault === null ? null : <FaultNotice code={fault} />;
  const { rows, total } = list.data;
  if (rows.length === 0) return <Notice tone="info" title={say('fees.none')} />;
  return (
    <PagedList
      label={say('fees.title')}
      items={rows}
      keyOf={({ dossierId }) => dossierId}
      more={total - rows.length}
      render={(row) => <FeeLine row={row} onPress={() => void go(feeFilePlace(row.dossierId))} />}
    />
  );
}

function FeeLine(props: { readonly row: FeeRow; readonly onPress: () => void }) {
  const say = useStrings();
  const { language } = useReading();
  const { row } = props;
  return (
    <RowButton onPress={props.onPress}>
      <RowWords>
        <b>{row.code}</b>
        <span lang="vi">{row.procedureName}</span>
        <small>
          {dayOf(language, row.openedAtMs)}, {clockTime(row.openedAtMs)}
        </small>
      </RowWords>
      <span className={classes.sum}>
        <b>{row.dueVnd === null ? say('fees.unknown') : say('pay.amount', { amount: dong(row.dueVnd) })}</b>
        <small data-needs={row.needsOfficer || undefined}>{say(`fees.state.${row.state}`)}</small>
        {row.exemption === 'claimed' ? <small data-needs>{say('fees.exemption.claimed')}</small> : null}
      </span>
    </RowButton>
  );
}

function Unmatched() {
  const say = useStrings();
  const queries = useCoreQueries();
  const found = useQuery({ ...queries.fees.unmatched.queryOptions(), gcTime: 0 });
  if (found.data === undefined) return null;
  if (found.data.length === 0) return <Notice tone="info" title={say('fees.unmatched.none')} />;
  return (
    <>
      <Notice tone="info" title={say('fees.unmatched.lead')} />
      <PagedList
        label={say('fees.tab.unmatched')}
        items={found.data}
        keyOf={({ reference }) => reference}
        render={(transfer) => <TransferLine transfer={transfer} />}
      />
    </>
  );
}

function TransferLine({ transfer }: { readonly transfer: UnmatchedTransfer }) {
  const say = useStrings();
  const { language } = useReading();
  const { reference, vnd, movedAtMs, content } = transfer;
  return (
    <Row>
      <RowWords>
        <b>{reference}</b>
        <span>{content}</span>
        <small>
          {dayOf(language, movedAtMs)}, {clockTime(movedAtMs)}
        </small>
      </RowWords>
      <span className={classes.sum}>
        <b>{say('pay.amount', { amount: dong(vnd) })}</b>
      </span>
    </Row>
  );
}
