import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BellRing, Check, Megaphone, UserX } from 'lucide-react';
import { useEffect } from 'react';
import type { TicketDesk } from '../../../shared/contract/index.ts';
import { staffPlace } from '../../../shared/contract/reading.ts';
import { clockTime } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import {
  queryFault,
  useAttempt,
  useCore,
  useCoreQueries,
  useGo,
  useKiosk,
  useReading,
  useTicketNews,
} from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './ticket-desk.module.css';

/** The queue at the counter: who is called, who is next, who did not come. */
export function TicketDeskArea() {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const news = useTicketNews();
  const options = queries.tickets.desk.queryOptions();
  const desk = useQuery({ ...options, gcTime: 0 });
  const { refetch } = desk;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the queue moved on
  useEffect(() => void refetch(), [news]);
  const fault = queryFault(desk.error);

  const act = (work: () => Promise<TicketDesk>) => () =>
    attempt(async () => void cache.setQueryData(options.queryKey, await work()));

  const { data } = desk;
  const after = data?.called?.number ?? null;
  return (
    <Screen
      layout="top"
      title={say('tickets.desk.title')}
      back={{ onPress: () => go(staffPlace) }}
      next={{
        label: say('tickets.desk.next'),
        isDisabled: data === undefined || data.waiting.every(({ count }) => count === 0),
        onPress: act(() => core.tickets.next({ service: null, after })),
      }}
    >
      {fault === null ? null : <FaultNotice code={fault} />}
      {data === undefined ? null : (
        <Pages label={say('tickets.desk.title')}>
          <div className={classes.desk}>
            <Called called={data.called} onAct={act} />
            <Waiting desk={data} onCall={(service) => act(() => core.tickets.next({ service, after }))} />
            {data.missed.length === 0 ? null : (
              <section className={classes.missed}>
                <h2>{say('tickets.desk.missed')}</h2>
                <p>{say('tickets.desk.missed.line')}</p>
                <div className={classes.numbers}>
                  {data.missed.map((number) => (
                    <TouchButton
                      key={number}
                      label={say('tickets.desk.missed.call', { number })}
                      onPress={act(() => core.tickets.callMissed({ number, after }))}
                    >
                      {number}
                    </TouchButton>
                  ))}
                </div>
              </section>
            )}
          </div>
        </Pages>
      )}
    </Screen>
  );
}

function Called(props: {
  readonly called: TicketDesk['called'];
  readonly onAct: (work: () => Promise<TicketDesk>) => () => Promise<boolean>;
}) {
  const say = useStrings();
  const core = useCore();
  const { called, onAct } = props;
  if (called === null) {
    return (
      <section className={classes.called}>
        <h2>{say('tickets.desk.called.none')}</h2>
      </section>
    );
  }
  const { number } = called;
  return (
    <section className={classes.called} data-is="called">
      <div className={classes.who}>
        <h2>{say('tickets.desk.called')}</h2>
        <b>{number}</b>
        <p>{say('tickets.desk.called.since', { time: clockTime(called.calledAt) })}</p>
      </div>
      <div className={classes.acts}>
        <TouchButton icon={<BellRing aria-hidden />} onPress={onAct(() => core.tickets.again({ number }))}>
          {say('tickets.desk.again')}
        </TouchButton>
        <TouchButton
          icon={<UserX aria-hidden />}
          onPress={onAct(() => core.tickets.close({ number, outcome: 'absent' }))}
        >
          {say('tickets.desk.absent')}
        </TouchButton>
        <TouchButton
          look="soft"
          icon={<Check aria-hidden />}
          onPress={onAct(() => core.tickets.close({ number, outcome: 'served' }))}
        >
          {say('tickets.desk.served')}
        </TouchButton>
      </div>
    </section>
  );
}

function Waiting(props: {
  readonly desk: TicketDesk;
  readonly onCall: (service: string) => () => Promise<boolean>;
}) {
  const say = useStrings();
  const { language } = useReading();
  const services = useKiosk()?.tickets ?? [];
  const { waiting } = props.desk;
  return (
    <section className={classes.waiting}>
      <h2>{say('tickets.desk.waiting')}</h2>
      {waiting.map(({ service, count, first }) => (
        <div key={service} className={classes.service}>
          <b>{count}</b>
          <span>
            {services.find(({ id }) => id === service)?.[language] ?? ''}
            <small>
              {first === null ? say('tickets.desk.empty') : say('tickets.desk.first', { number: first })}
            </small>
          </span>
          {waiting.length === 1 || first === null ? null : (
            <TouchButton icon={<Megaphone aria-hidden />} onPress={props.onCall(service)}>
              {say('tickets.desk.next.number', { number: first })}
            </TouchButton>
          )}
        </div>
      ))}
    </section>
  );
}
