import { useQuery } from '@tanstack/react-query';
import { Banknote, Mailbox, Printer, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Opened, Tracked } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { clockTime, dayOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { expectFault, queryFault, useCore, useCoreQueries, useGo, useReading } from '../../client/index.ts';
import { CallFault } from '../../components/fault-notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { PrintingNotice, printOnEither, usePrinting } from '../../components/printing.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { feeFact } from '../pay/fee-fact.ts';
import { payPlace } from '../pay/places.ts';
import { useFee } from '../pay/use-fee.ts';
import { receivePlace } from '../receive/places.ts';
import { dossierPlace } from './places.ts';
import classes from './track.module.css';

/** Persons and papers of a dossier, for the person who handed it in: print the receipt again, withdraw. */
export function OpenedScreen(props: { readonly dossier: Tracked; readonly news: number }) {
  const go = useGo();
  const queries = useCoreQueries();
  const { dossierId } = props.dossier;
  const opened = useQuery({
    ...queries.tracking.open.queryOptions({ input: { dossierId, idNumber: null } }),
    gcTime: 0,
  });
  const { refetch } = opened;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a request for papers may have come
  useEffect(() => {
    void refetch();
  }, [props.news, refetch]);
  const fault = queryFault(opened.error);
  // Another person's card was shown, or the page was reloaded in another visit.
  useEffect(() => {
    if (fault === 'TRACK_CLOSED') void go(dossierPlace(dossierId));
  }, [fault, go, dossierId]);
  if (opened.data === undefined) {
    return (
      <Screen layout="top" back={{ onPress: () => go(dossierPlace(dossierId)) }}>
        <CallFault code={fault} />
      </Screen>
    );
  }
  return <OpenedDossier opened={opened.data} dossier={props.dossier} />;
}

function OpenedDossier(props: { readonly opened: Opened; readonly dossier: Tracked }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const { fee } = useFee(props.opened.dossierId);
  const { printing, print } = usePrinting();
  const { opened, dossier } = props;
  const { dossierId, filer, owner, withdrawal, requests } = opened;
  const [fault, setFault] = useState<FaultCode | null>(null);
  const wanted = requests.find(({ answer }) => answer === null);

  const printReceipt = (): Promise<void> =>
    printOnEither('a4', (paper) => core.receipts.print({ dossierId, paper }));

  async function supplement(requestId: string): Promise<void> {
    setFault(null);
    try {
      const { place } = await core.revisions.openSupplement({ dossierId, requestId });
      await go(place);
    } catch (error) {
      setFault(expectFault(error));
    }
  }

  const isPrinting = printing.kind === 'printing';
  return (
    <Screen
      layout="top"
      title={say('track.opened.title', { name: filer.fullName })}
      lead={
        <>
          <span lang="vi">{dossier.procedureName}</span>
          {owner === null ? null : <> · {say('track.opened.owner', { name: owner.fullName })}</>}
        </>
      }
      back={{ onPress: () => go(dossierPlace(dossierId)) }}
      next={
        wanted === undefined
          ? { label: say('track.opened.print'), isDisabled: isPrinting, onPress: () => print(printReceipt) }
          : { label: say('track.opened.scan'), onPress: () => supplement(wanted.requestId) }
      }
    >
      <PrintingNotice printing={printing} />
      <CallFault code={fault} />
      <Pages label={say('track.opened.papers')}>
        {requests.map((request) =>
          request.answer === null ? (
            <Asked key={request.requestId} request={request} />
          ) : (
            <Answered key={request.requestId} request={request} answer={request.answer} />
          ),
        )}
        <Papers title={say('track.opened.papers')}>
          {opened.papers.map(({ title, pages }) => (
            <li key={`${title} ${pages}`}>
              <span lang="vi">{title}</span>
              <small>{say('track.opened.pages', { count: pages })}</small>
            </li>
          ))}
        </Papers>
        {opened.later.length === 0 ? null : (
          <Papers title={say('track.opened.later')}>
            {opened.later.map((title) => (
              <li key={title}>
                <span lang="vi">{title}</span>
              </li>
            ))}
          </Papers>
        )}
        {fee === null || fee.state === 'nothing-due' ? null : (
          <TouchButton icon={<Banknote aria-hidden />} onPress={() => go(payPlace(dossierId))}>
            {feeFact(say, fee)}
          </TouchButton>
        )}
        <TouchButton icon={<Mailbox aria-hidden />} onPress={() => go(receivePlace(dossierId))}>
          {say('post.receive.show')}
        </TouchButton>
        {withdrawal === 'asked' ? <p>{say('track.opened.withdraw.asked')}</p> : null}
        {wanted === undefined ? null : (
          <TouchButton
            icon={<Printer aria-hidden />}
            isDisabled={isPrinting}
            onPress={() => print(printReceipt)}
          >
            {say('track.opened.print')}
          </TouchButton>
        )}
        {withdrawal === 'possible' ? (
          <TouchButton icon={<Undo2 aria-hidden />} onPress={() => go(dossierPlace(dossierId, 'withdraw'))}>
            {say('track.opened.withdraw')}
          </TouchButton>
        ) : null}
      </Pages>
    </Screen>
  );
}

function Asked({ request }: { readonly request: Opened['requests'][number] }) {
  const say = useStrings();
  const { language } = useReading();
  return (
    <Papers title={say('track.opened.asked')} tone="asked">
      <li>
        <b lang="vi">{request.reason}</b>
        {request.until === null ? null : (
          <small>{say('track.opened.until', { day: dayOf(language, Date.parse(request.until)) })}</small>
        )}
      </li>
      {request.papers.map(({ title, note }) => (
        <li key={title}>
          <span lang="vi">{title}</span>
          {note === null ? null : <small lang="vi">{note}</small>}
        </li>
      ))}
      <li>
        <b>{say('track.todo.bring')}</b>
      </li>
    </Papers>
  );
}

/** What was handed in for a request, and how far it is. */
function Answered(props: {
  readonly request: Opened['requests'][number];
  readonly answer: NonNullable<Opened['requests'][number]['answer']>;
}) {
  const say = useStrings();
  const { language } = useReading();
  const { request, answer } = props;
  return (
    <Papers title={say('track.opened.answered')}>
      <li>
        <b>{say(`track.opened.answer.${answer.state}`)}</b>
        <small>
          {clockTime(answer.sealedAtMs)}, {dayOf(language, answer.sealedAtMs)}
        </small>
      </li>
      {request.papers.map(({ title }) => (
        <li key={title}>
          <span lang="vi">{title}</span>
        </li>
      ))}
    </Papers>
  );
}

function Papers(props: { readonly title: string; readonly tone?: 'asked'; readonly children: ReactNode }) {
  return (
    <section className={classes.papers} data-tone={props.tone}>
      <h2>{props.title}</h2>
      <ul>{props.children}</ul>
    </section>
  );
}
