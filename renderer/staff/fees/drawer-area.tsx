import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Closing, Drawer, Officer } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { clockTime, dayOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, useCore, useCoreQueries, useGo, useReading } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { PrintingNotice, usePrinting } from '../../components/printing.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { dong } from '../../flows/pay/money.ts';
import { KeyboardDock, KioskTextField } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { Asks, useReasonAsk } from './asks.tsx';
import classes from './fees.module.css';
import { feesPlace } from './places.ts';

const notes = [
  '500000',
  '200000',
  '100000',
  '50000',
  '20000',
  '10000',
  '5000',
  '2000',
  '1000',
  '500',
  '200',
] as const;

/** "Kiểm quỹ": which drawer, how many of each note, why it differs, and the record to sign. */
export function DrawerArea({ officer }: { readonly officer: Officer }) {
  const say = useStrings();
  const { language } = useReading();
  const go = useGo();
  const queries = useCoreQueries();
  const drawers = useQuery({ ...queries.fees.drawers.queryOptions(), gcTime: 0 });
  const books = useQuery({ ...queries.fees.books.queryOptions(), gcTime: 0 });
  const lostAtMs = books.data?.lostAtMs ?? null;
  const [chosen, setChosen] = useState<Drawer | null>(null);
  if (chosen !== null) return <Count drawer={chosen} onBack={() => setChosen(null)} />;
  return (
    <Screen
      layout="top"
      title={say('fees.drawer.title')}
      lead={say('fees.drawer.lead')}
      back={{ onPress: () => go(feesPlace) }}
    >
      {lostAtMs === null ? null : (
        <Notice
          tone="attention"
          title={say('fees.lost', { day: dayOf(language, lostAtMs), time: clockTime(lostAtMs) })}
        >
          <p>{say('fees.lost.line')}</p>
        </Notice>
      )}
      <div className={classes.acts}>
        {drawers.data?.map((drawer) => (
          <TileButton
            key={drawer.officer}
            look={drawer.officer === officer.accountId ? 'soft' : 'plain'}
            title={drawer.name}
            titleLang="vi"
            line={say('fees.drawer.line', {
              taken: dong(drawer.takenVnd),
              back: dong(drawer.refundedVnd),
              net: dong(drawer.netVnd),
            })}
            onPress={() => setChosen(drawer)}
          />
        ))}
      </div>
    </Screen>
  );
}

function Count(props: { readonly drawer: Drawer; readonly onBack: () => void }) {
  const say = useStrings();
  const core = useCore();
  const reasonAsk = useReasonAsk();
  const { drawer, onBack } = props;
  const closingId = useRef(crypto.randomUUID());
  const [opening, setOpening] = useState('');
  const [counted, setCounted] = useState<Readonly<Record<string, string>>>({});
  const [isExplaining, setExplaining] = useState(false);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [closing, setClosing] = useState<Closing | null>(null);
  const countedVnd = notes.reduce((sum, note) => sum + Number(note) * Number(counted[note] ?? 0), 0);
  const difference = countedVnd - (Number(opening) + drawer.netVnd);

  async function close(reason: string): Promise<void> {
    const pieces = Object.fromEntries(
      Object.entries(counted).flatMap(([note, count]) => (Number(count) > 0 ? [[note, Number(count)]] : [])),
    );
    try {
      setClosing(
        await core.fees.closeDrawer({
          closingId: closingId.current,
          officer: drawer.officer,
          openingVnd: Number(opening),
          counted: pieces,
          reason,
        }),
      );
      setFault(null);
    } catch (error) {
      setFault(expectFault(error));
    }
    setExplaining(false);
  }

  if (closing !== null) return <Closed closing={closing} />;
  if (isExplaining) {
    return (
      <Asks
        asks={[reasonAsk(say('fees.drawer.reason.lead', { amount: dong(difference) }))]}
        onBack={() => setExplaining(false)}
        onDone={([reason = '']) => close(reason)}
      />
    );
  }
  return (
    <Screen
      layout="top"
      title={say('fees.drawer.count', { name: drawer.name })}
      back={{ onPress: onBack }}
      next={{
        label: say('fees.drawer.close'),
        onPress: () => (difference === 0 ? close('') : setExplaining(true)),
      }}
      dock={<KeyboardDock />}
    >
      {fault === null ? null : <FaultNotice code={fault} withStaffSteps />}
      <p className={classes.total} aria-live="polite" data-heard="above-keys">
        {say('fees.drawer.total', {
          counted: dong(countedVnd),
          expected: dong(Number(opening) + drawer.netVnd),
        })}
        <b data-needs={difference !== 0 || undefined}>
          {difference === 0
            ? say('fees.drawer.even')
            : say('fees.drawer.differs', { amount: dong(difference) })}
        </b>
      </p>
      <Pages label={say('fees.drawer.title')}>
        <KioskTextField
          label={say('fees.drawer.opening')}
          kind="money"
          value={opening}
          onChange={setOpening}
        />
        <div className={classes.notes}>
          {notes.map((note) => (
            <KioskTextField
              key={note}
              label={say('fees.drawer.note', { note: dong(Number(note)) })}
              kind="count"
              value={counted[note] ?? ''}
              onChange={(count) => setCounted((before) => ({ ...before, [note]: count }))}
            />
          ))}
        </div>
      </Pages>
    </Screen>
  );
}

function Closed({ closing }: { readonly closing: Closing }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const { printing, print } = usePrinting();
  const { closingId, expectedVnd, countedVnd, differenceVnd, outcome, reason } = closing;
  return (
    <Screen
      layout="top"
      title={say('fees.drawer.closed', { name: closing.name })}
      back={{ onPress: () => go(feesPlace) }}
      next={{
        label: say('fees.drawer.print'),
        isDisabled: printing.kind === 'printing',
        onPress: () => print(() => core.fees.printClosing({ closingId })),
      }}
    >
      <PrintingNotice printing={printing} />
      <Notice tone={outcome === 'even' ? 'good' : 'attention'} title={say(`fees.drawer.${outcome}`)}>
        <p>
          {say('fees.drawer.total', { counted: dong(countedVnd), expected: dong(expectedVnd) })}
          {differenceVnd === 0 ? null : <> {say('fees.drawer.differs', { amount: dong(differenceVnd) })}</>}
        </p>
        {reason === '' ? null : <p>{reason}</p>}
      </Notice>
    </Screen>
  );
}
