import { useQuery } from '@tanstack/react-query';
import { Banknote, CalendarClock, Check, Printer, Send } from 'lucide-react';
import { useEffect } from 'react';
import type { ReceiptPrint, ReceiptView } from '../../../shared/contract/index.ts';
import { clockTime, dayOf } from '../../../shared/words/index.ts';
import type { StepProps } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import {
  expectFault,
  queryFault,
  useCore,
  useCoreQueries,
  useEnd,
  useGo,
  useKiosk,
  useQueueNews,
  useReading,
} from '../../client/index.ts';
import { Fact, Facts } from '../../components/facts.tsx';
import { CallFault, FaultNotice } from '../../components/fault-notice.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { feeFact } from '../pay/fee-fact.ts';
import { payPlace } from '../pay/places.ts';
import { useFee } from '../pay/use-fee.ts';
import { dossierPlace } from '../track/places.ts';
import classes from './done.module.css';
import { readDonePlace } from './places.ts';
import { Rating } from './rating.tsx';

/** While the printer works nobody tells of it: asked again this often. */
const askWhilePrintingMs = 700;

/** The dossier is received: its code to keep, when and where the result comes, and what is known of paper and portal. */
export function Done(props: StepProps) {
  const go = useGo();
  const queries = useCoreQueries();
  const news = useQueueNews();
  const dossierId = readDonePlace(props.place);
  const view = useQuery({
    ...queries.receipts.view.queryOptions({ input: { dossierId: dossierId ?? '' } }),
    enabled: dossierId !== null,
    gcTime: 0,
    refetchInterval: (query) =>
      query.state.data?.prints.a4.kind === 'printing' || query.state.data?.prints.slip.kind === 'printing'
        ? askWhilePrintingMs
        : false,
  });
  const { refetch } = view;
  const { count } = news;
  useEffect(() => {
    if (dossierId !== null && count > 0) void refetch();
  }, [dossierId, count, refetch]);
  const fault = dossierId === null ? 'RECEIPT_NONE' : queryFault(view.error);
  if (view.data === undefined) {
    return (
      <Screen layout="top" back={{ onPress: () => go('/home') }}>
        <CallFault code={fault} />
      </Screen>
    );
  }
  return <Receipt view={view.data} onChange={() => void refetch()} />;
}

function Receipt(props: { readonly view: ReceiptView; readonly onChange: () => void }) {
  const say = useStrings();
  const end = useEnd();
  const go = useGo();
  const core = useCore();
  const office = useKiosk()?.office?.name ?? '';
  const { view, onChange } = props;
  const { dossierId, prints, queue } = view;
  const { fee } = useFee(dossierId);
  const isFirstRevision = view.kind === 'submission';
  const newest = prints.a4.kind === 'none' ? prints.slip : prints.a4;

  async function print(paper: 'a4' | 'slip'): Promise<void> {
    // What comes of it is read from the ledger, also when this call is lost.
    const printing = core.receipts.print({ dossierId, paper });
    onChange();
    try {
      await printing;
    } catch (error) {
      const fault = expectFault(error);
      // A kiosk may have the small printer only.
      if (fault === 'PRINTER_NONE' && paper === 'a4') await print('slip');
    } finally {
      onChange();
    }
  }

  // The receipt comes out by itself, once; a reload finds the ledger written.
  const isFirst = prints.a4.kind === 'none' && prints.slip.kind === 'none';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per dossier
  useEffect(() => {
    if (isFirst) void print('a4');
  }, [dossierId]);

  return (
    <Screen
      layout="top"
      title={say(view.kind === 'submission' ? 'submit.done.title' : `submit.done.title.${view.kind}`)}
      back={
        view.kind === 'submission'
          ? { label: say('submit.done.home'), onPress: () => go('/home') }
          : { onPress: () => go(dossierPlace(dossierId)) }
      }
      next={{ label: say('submit.done.end'), onPress: end }}
    >
      <div className={classes.receipt}>
        <div className={classes.keep}>
          <div className={classes.code}>
            <div className={classes.words}>
              <span>{say(view.isTemporary ? 'submit.done.temporary' : 'submit.done.official')}</span>
              <b className={classes.letters} data-long={view.code.length > 16 || undefined}>
                {view.code}
              </b>
              <span>
                {say(view.isTemporary ? 'submit.done.temporary.line' : 'submit.done.official.line')}
              </span>
            </div>
            <QrPicture className={classes.qr ?? ''} text={view.qrText} label={say('submit.done.qr')} />
          </div>
          <div className={classes.acts}>
            {fee !== null && fee.owedVnd > 0 && isFirstRevision ? (
              <TouchButton
                look="soft"
                icon={<Banknote aria-hidden />}
                onPress={() => go(payPlace(dossierId))}
              >
                {say('pay.show')}
              </TouchButton>
            ) : null}
            <TouchButton
              icon={<Printer aria-hidden />}
              isDisabled={newest.kind === 'printing'}
              onPress={() => print('a4')}
            >
              {say(
                newest.kind === 'printed' || newest.kind === 'unknown'
                  ? 'submit.done.again'
                  : 'submit.done.print',
              )}
            </TouchButton>
          </div>
        </div>
        <div className={classes.known}>
          <Facts isLive>
            <Fact icon={<CalendarClock aria-hidden />}>
              {view.kind !== 'submission' ? (
                <b>{say(`submit.done.${view.kind}.line`)}</b>
              ) : (
                <>
                  <DueWords view={view} />
                  <small>
                    {view.delivery === 'office'
                      ? say('submit.done.office', { office })
                      : say('submit.done.post')}
                  </small>
                </>
              )}
              {view.later.length === 0 ? null : (
                <small lang="vi">{say('submit.done.later', { papers: view.later.join('; ') })}</small>
              )}
            </Fact>
            <Fact icon={<Printer aria-hidden />} tone={toneOfPrint(newest)}>
              <b>{say(`submit.done.print.${newest.kind}`)}</b>
              {newest.kind === 'none' ? null : <small>{say(`submit.done.print.${newest.kind}.line`)}</small>}
            </Fact>
            <Fact
              icon={queue.state === 'delivered' ? <Check aria-hidden /> : <Send aria-hidden />}
              tone={queue.state === 'delivered' ? 'good' : queue.state === 'parked' ? 'wrong' : 'plain'}
            >
              <b>{say(`submit.done.queue.${queue.state}`, { percent: queue.percent })}</b>
              <small>{say(`submit.done.queue.${queue.state}.line`)}</small>
            </Fact>
            {fee === null || fee.state === 'nothing-due' || !isFirstRevision ? null : (
              <Fact icon={<Banknote aria-hidden />} tone={fee.state === 'confirmed' ? 'good' : 'plain'}>
                <b>{feeFact(say, fee)}</b>
              </Fact>
            )}
          </Facts>
          {newest.kind === 'failed' && newest.fault !== null ? <FaultNotice code={newest.fault} /> : null}
          {view.kind === 'submission' ? <Rating /> : null}
        </div>
      </div>
    </Screen>
  );
}

function DueWords({ view }: { readonly view: ReceiptView }) {
  const say = useStrings();
  const { language } = useReading();
  if (view.due === null) return <b>{say('submit.done.due.notice')}</b>;
  const { atMs, provisional } = view.due;
  return (
    <b>
      {say(provisional ? 'submit.done.due.provisional' : 'submit.done.due', {
        time: clockTime(atMs),
        day: dayOf(language, atMs),
      })}
    </b>
  );
}

function toneOfPrint({ kind }: ReceiptPrint): 'plain' | 'good' | 'wrong' {
  if (kind === 'printed') return 'good';
  return kind === 'failed' ? 'wrong' : 'plain';
}
