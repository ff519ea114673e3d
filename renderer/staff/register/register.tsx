import { useQuery } from '@tanstack/react-query';
import { FileSpreadsheet, FileText, Printer } from 'lucide-react';
import { useState } from 'react';
import type { RegisterLine } from '../../../shared/contract/index.ts';
import { staffPlace } from '../../../shared/contract/reading.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, queryFault, useAttempt, useCore, useCoreQueries, useGo } from '../../client/index.ts';
import { Chip, ChipLine } from '../../components/chip.tsx';
import { Code } from '../../components/code.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { Pages } from '../../components/pages.tsx';
import { RowWords } from '../../components/row.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { KeyboardDock, KioskDateField } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import desk from '../desk/desk.module.css';
import { momentOf } from '../desk/moments.ts';
import { type Period, periodOf, periods, writtenDay } from './periods.ts';
import classes from './register.module.css';

type Made =
  | { readonly kind: 'file'; readonly rows: number; readonly file: string }
  | { readonly kind: 'printed'; readonly rows: number };

const outs = [
  { as: 'xlsx', icon: FileSpreadsheet },
  { as: 'pdf', icon: FileText },
  { as: 'print', icon: Printer },
] as const;

/** Mẫu 07 for a period: on the screen, as a file, on paper. */
export function Register() {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const queries = useCoreQueries();
  const today = periodOf('today', Date.now()).from;
  const [period, setPeriod] = useState<Period>(() => periodOf('month', Date.now()));
  const [view, setView] = useState<'list' | 'days' | 'out'>('list');
  const [rest, setRest] = useState<{
    readonly key: string;
    readonly rows: readonly RegisterLine[];
    readonly cursor: number | null;
  } | null>(null);
  const key = `${period.from} ${period.until}`;
  const first = useQuery({
    ...queries.desk.register.queryOptions({ input: { period, cursor: null } }),
    gcTime: 0,
  });
  const listFault = queryFault(first.error);
  const more = rest?.key === key ? rest : null;
  const rows = [...(first.data?.rows ?? []), ...(more?.rows ?? [])];
  const cursor = more === null ? (first.data?.cursor ?? null) : more.cursor;
  const total = first.data?.total ?? 0;

  async function fetchMore(): Promise<void> {
    if (cursor === null) return;
    await attempt(async () => {
      const next = await core.desk.register({ period, cursor });
      setRest((before) => {
        const known = before?.key === key ? before : null;
        // Asked twice for the same rows: the first answer counts.
        if ((known === null ? first.data?.cursor : known.cursor) !== cursor) return before;
        return { key, rows: [...(known?.rows ?? []), ...next.rows], cursor: next.cursor };
      });
    });
  }

  if (view === 'out') return <TakeOut period={period} onBack={() => setView('list')} />;
  if (view === 'days') {
    return (
      <ChooseDays
        period={period}
        today={today}
        onBack={() => setView('list')}
        onChoose={(next) => {
          setPeriod(next);
          setView('list');
        }}
      />
    );
  }
  return (
    <Screen
      layout="top"
      title={say('desk.register.title')}
      lead={
        <span className={classes.lead}>
          {say('desk.register.period', {
            from: writtenDay(period.from),
            until: writtenDay(period.until),
            total,
          })}
        </span>
      }
      back={{ onPress: () => go(staffPlace) }}
      next={{ label: say('desk.register.out'), isDisabled: total === 0, onPress: () => setView('out') }}
    >
      <ChipLine>
        {periods.map((name) => {
          const one = periodOf(name, Date.now());
          const isChosen = one.from === period.from && one.until === period.until;
          return (
            <Chip key={name} aria-pressed={isChosen} onPress={() => setPeriod(one)}>
              {say(`desk.register.${name}`)}
            </Chip>
          );
        })}
        <Chip onPress={() => setView('days')}>{say('desk.register.other')}</Chip>
      </ChipLine>
      {listFault === null ? null : <FaultNotice code={listFault} withStaffSteps />}
      {first.data !== undefined && rows.length === 0 ? (
        <Notice tone="info" title={say('desk.register.none')} />
      ) : (
        <PagedList
          label={say('desk.register.title')}
          items={rows}
          keyOf={({ number }) => String(number)}
          listKey={key}
          more={total - rows.length}
          onNearEnd={() => void fetchMore()}
          render={(line) => <Line line={line} />}
        />
      )}
    </Screen>
  );
}

/** The register of the period as a file for the office, or on paper. */
function TakeOut(props: { readonly period: Period; readonly onBack: () => void }) {
  const say = useStrings();
  const core = useCore();
  const { period } = props;
  const [made, setMade] = useState<Made | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [isMaking, setMaking] = useState(false);

  async function make(as: 'xlsx' | 'pdf' | 'print'): Promise<void> {
    if (isMaking) return;
    setMade(null);
    setFault(null);
    setMaking(true);
    try {
      const done = await core.desk.makeRegister({ period, as });
      setMade(
        done.fileName === null
          ? { kind: 'printed', rows: done.rows }
          : { kind: 'file', rows: done.rows, file: done.fileName },
      );
    } catch (error) {
      setFault(expectFault(error));
    } finally {
      setMaking(false);
    }
  }

  return (
    <Screen
      layout="top"
      title={say('desk.register.out.title')}
      lead={`${writtenDay(period.from)} – ${writtenDay(period.until)}`}
      back={{ onPress: props.onBack }}
    >
      {made === null ? null : made.kind === 'printed' ? (
        <Notice tone="good" title={say('desk.register.printed', { rows: made.rows })} />
      ) : (
        <Notice tone="good" title={say('desk.register.made', { rows: made.rows })}>
          <p>{say('desk.register.made.line', { file: made.file })}</p>
        </Notice>
      )}
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      {isMaking ? <Notice tone="info" title={say('desk.register.making')} /> : null}
      <Pages label={say('desk.register.out.title')}>
        <div className={desk.choices}>
          {outs.map(({ as, icon }) => (
            <TileButton
              key={as}
              icon={icon}
              title={say(`desk.register.${as}`)}
              line={say(`desk.register.${as}.line`)}
              onPress={() => make(as)}
            />
          ))}
        </div>
      </Pages>
    </Screen>
  );
}

function Line({ line }: { readonly line: RegisterLine }) {
  const say = useStrings();
  const dates = [
    say('desk.received', momentOf(line.receivedAtMs)),
    ...(line.dueAtMs === null ? [] : [say('desk.register.due', { day: momentOf(line.dueAtMs).day })]),
    ...(line.passedAtMs === null
      ? []
      : [say('desk.register.passed', { day: momentOf(line.passedAtMs).day })]),
    ...(line.returnedAtMs === null
      ? []
      : [say('desk.register.returned', { day: momentOf(line.returnedAtMs).day })]),
  ];
  return (
    <div className={classes.line}>
      <span className={classes.number}>{line.number}</span>
      <RowWords>
        <b lang="vi">{line.person ?? say('desk.person.erased')}</b>
        <span lang="vi">{line.procedure}</span>
        {line.person === null || line.contact === '' ? null : <small lang="vi">{line.contact}</small>}
      </RowWords>
      <RowWords>
        <small>
          <Code>{line.code}</Code>
        </small>
        <small>{dates.join('\u00a0· ')}</small>
        <small>
          {say(`desk.state.${line.state}`)}
          {line.way === null ? '' : ` · ${say(`desk.register.way.${line.way}`)}`}
        </small>
      </RowWords>
    </div>
  );
}

/** The first day of any register: no kiosk is older. */
const firstDay = '2020-01-01';

function ChooseDays(props: {
  readonly period: Period;
  readonly today: string;
  readonly onChoose: (period: Period) => void;
  readonly onBack: () => void;
}) {
  const say = useStrings();
  const [from, setFrom] = useState(props.period.from);
  const [until, setUntil] = useState(props.period.until);
  const limits = { min: firstDay, max: props.today };
  const isWhole = from !== '' && until !== '';
  const problem = isWhole && from > until ? say('desk.register.order') : null;
  return (
    <Screen
      layout="top"
      title={say('desk.register.other')}
      dock={<KeyboardDock />}
      back={{ onPress: props.onBack }}
      next={{
        label: say('desk.register.show'),
        isDisabled: !isWhole || problem !== null,
        onPress: () => props.onChoose({ from, until }),
      }}
    >
      <div className={desk.form}>
        <KioskDateField
          label={say('desk.register.from')}
          value={from}
          onChange={setFrom}
          limits={limits}
          today={props.today}
        />
        <KioskDateField
          label={say('desk.register.until')}
          value={until}
          onChange={setUntil}
          limits={limits}
          today={props.today}
          problem={problem}
        />
      </div>
    </Screen>
  );
}
