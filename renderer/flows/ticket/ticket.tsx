import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Printer, Tickets, UsersRound } from 'lucide-react';
import { useEffect } from 'react';
import type { Ticket } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import {
  queryFault,
  useAttempt,
  useCore,
  useCoreQueries,
  useEnd,
  useGo,
  useKiosk,
  useReading,
  useTicketNews,
} from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { type Printing, PrintingNotice, printOnEither, usePrinting } from '../../components/printing.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './ticket.module.css';

/** "Lấy số": one touch gives a number, printed and large on the screen. */
export function TicketStep() {
  const core = useCore();
  const attempt = useAttempt();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const news = useTicketNews();
  const options = queries.tickets.mine.queryOptions();
  const mine = useQuery({ ...options, gcTime: 0 });
  const { printing, print } = usePrinting();
  const { refetch } = mine;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the queue moved on
  useEffect(() => void refetch(), [news]);
  queryFault(mine.error);

  async function printSlip({ number }: Ticket): Promise<void> {
    await print(() => printOnEither('slip', (paper) => core.tickets.print({ number, paper })));
  }

  async function take(service: string): Promise<void> {
    await attempt(async () => {
      const ticket = await core.tickets.take({ service });
      cache.setQueryData(options.queryKey, [ticket]);
      void printSlip(ticket);
    });
  }

  const [ticket] = mine.data ?? [];
  if (mine.data === undefined) return <Screen layout="top" />;
  return ticket === undefined ? (
    <Choice waiting={news.waiting} onTake={take} />
  ) : (
    <Taken ticket={ticket} printing={printing} onPrint={() => printSlip(ticket)} />
  );
}

function Choice(props: { readonly waiting: number; readonly onTake: (service: string) => Promise<void> }) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const services = useKiosk()?.tickets ?? [];
  const { waiting } = props;
  const [only, ...others] = services;
  const isOne = only !== undefined && others.length === 0;
  return (
    <Screen
      title={say(isOne ? 'tickets.title' : 'tickets.title.many')}
      lead={say('tickets.lead')}
      back={{ onPress: () => go('/home') }}
      {...(isOne ? { next: { label: say('tickets.take'), onPress: () => props.onTake(only.id) } } : {})}
    >
      <div className={classes.waiting} data-fills>
        <UsersRound aria-hidden />
        <p>
          {isOne ? <small>{only[language]}</small> : null}
          <b>{waiting === 0 ? say('tickets.waiting.none') : say('tickets.waiting', { count: waiting })}</b>
        </p>
      </div>
      {isOne
        ? null
        : services.map((service) => (
            <TileButton
              key={service.id}
              look="soft"
              icon={Tickets}
              title={service[language]}
              onPress={() => props.onTake(service.id)}
            />
          ))}
    </Screen>
  );
}

function Taken(props: {
  readonly ticket: Ticket;
  readonly printing: Printing;
  readonly onPrint: () => Promise<void>;
}) {
  const say = useStrings();
  const end = useEnd();
  const go = useGo();
  const { language } = useReading();
  const { ticket, printing } = props;
  const service = useKiosk()?.tickets.find(({ id }) => id === ticket.service);
  return (
    <Screen
      layout="top"
      title={say('tickets.yours')}
      lead={service?.[language]}
      back={{ onPress: () => go('/home') }}
      next={{ label: say('tickets.end'), onPress: end }}
    >
      <Sheet className={classes.ticket} role="status">
        <b className={classes.number}>{ticket.number}</b>
        <p className={classes.before}>
          {ticket.state !== 'waiting'
            ? say(`tickets.state.${ticket.state}`)
            : ticket.waitingBefore === 0
              ? say('tickets.before.none')
              : say('tickets.before', { count: ticket.waitingBefore })}
        </p>
        {ticket.estimateMinutes === null ? null : (
          <p>
            {say('tickets.estimate', { minutes: ticket.estimateMinutes })}
            <small>{say('tickets.estimate.how')}</small>
          </p>
        )}
      </Sheet>
      <PrintingNotice printing={printing} />
      {printing.kind === 'printed' || printing.kind === 'printing' ? null : (
        <Notice tone="info" title={say('tickets.remember')} />
      )}
      {printing.kind === 'printing' ? null : (
        <TouchButton icon={<Printer aria-hidden />} onPress={props.onPrint}>
          {say(printing.kind === 'idle' ? 'tickets.print' : 'tickets.again')}
        </TouchButton>
      )}
    </Screen>
  );
}
