import { useQuery } from '@tanstack/react-query';
import { LogOut, Printer } from 'lucide-react';
import { useEffect } from 'react';
import { officeZone } from '../../../shared/calendar/office-time.ts';
import type { Suspended } from '../../../shared/contract/index.ts';
import { keptCodeQr } from '../../../shared/dossier/kept-code.ts';
import { Screen } from '../../app/screen.tsx';
import {
  queryFault,
  unlessRestarting,
  useAttempt,
  useCore,
  useCoreQueries,
  useEnd,
  useGo,
} from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { PrintingNotice, printOnEither, usePrinting } from '../../components/printing.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useTyped } from '../../components/use-typed.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { ConsentScreen } from '../consent/consent-screen.tsx';
import { useIdNumberCheck } from '../identify/use-id-number-check.ts';
import classes from './keep.module.css';

const purpose = 'keep-draft';

/** Time to take the slip and look at the screen once more. */
const leaveAfterPrintMs = 15_000;

/** Puts the open form aside, only because the person asks: consent, the number that will open it, the slip. */
export function Keep() {
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const queries = useCoreQueries();
  const kept = useQuery({ ...queries.suspend.kept.queryOptions(), gcTime: 0 });
  const offer = useQuery({ ...queries.suspend.offer.queryOptions(), gcTime: 0 });
  const consents = useQuery({ ...queries.consent.list.queryOptions(), gcTime: 0 });
  const error = kept.error ?? offer.error ?? consents.error;
  const fault = unlessRestarting(queryFault(error));
  const back = () => go('/fill');

  async function keep(idNumber: string | null): Promise<void> {
    await attempt(async () => void (await core.suspend.keep({ idNumber })));
    await kept.refetch();
  }

  if (fault !== null) {
    return (
      <Screen layout="top" back={{ onPress: back }}>
        <FaultNotice code={fault} />
      </Screen>
    );
  }
  if (kept.data) return <Slip kept={kept.data} />;
  const item = consents.data?.items.find((one) => one.purpose === purpose);
  if (kept.data === undefined || offer.data === undefined || item === undefined)
    return <Screen layout="top" />;
  if (offer.data.kind === 'nothing-open') {
    return (
      <Screen layout="top" back={{ onPress: () => go('/home') }}>
        <FaultNotice code="DRAFT_NONE" />
      </Screen>
    );
  }
  const { needsIdNumber } = offer.data;
  if (item.given === null) {
    return (
      <ConsentScreen
        item={item}
        neededFrom={consents.data?.neededFrom ?? null}
        onAgreed={async () => {
          if (!needsIdNumber) await keep(null);
          await consents.refetch();
        }}
        onDeclined={back}
        back={back}
      />
    );
  }
  return needsIdNumber ? <AskNumber onNumber={keep} onBack={back} /> : <KeepNow onKeep={() => keep(null)} />;
}

/** Agreed to already, and nothing is missing: one press. */
function KeepNow(props: { readonly onKeep: () => unknown }) {
  const say = useStrings();
  const go = useGo();
  return (
    <Screen
      title={say('identify.keep.title')}
      lead={say('identify.keep.lead')}
      back={{ onPress: () => go('/fill') }}
      next={{ onPress: props.onKeep, label: say('identify.keep.yes') }}
    />
  );
}

function AskNumber(props: {
  readonly onNumber: (idNumber: string) => Promise<unknown>;
  readonly onBack: () => unknown;
}) {
  const say = useStrings();
  const number = useTyped({ check: useIdNumberCheck(), send: props.onNumber });
  return (
    <AskOne
      title={say('identify.keep.number')}
      lead={say('identify.keep.number.lead')}
      kind="id-number"
      {...number}
      onBack={props.onBack}
    />
  );
}

/** The code stays on the screen whatever the printer does. */
function Slip(props: { readonly kept: Suspended }) {
  const say = useStrings();
  const end = useEnd();
  const core = useCore();
  const { printing, print } = usePrinting();
  const { code, keptUntil } = props.kept;
  const isPrinted = printing.kind === 'printed';
  // With the slip in hand the visit is over; the code does not stay for the next person to read.
  useEffect(() => {
    if (!isPrinted) return;
    const timer = setTimeout(() => void end(), leaveAfterPrintMs);
    return () => clearTimeout(timer);
  }, [isPrinted, end]);
  const until = new Intl.DateTimeFormat('vi-VN', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: officeZone,
  }).format(keptUntil);
  return (
    <Screen layout="top" title={say('identify.kept.title')} lead={say('identify.kept.lead', { until })}>
      <Sheet className={classes.slip}>
        <QrPicture
          className={classes.qr ?? ''}
          text={keptCodeQr(code.replaceAll('-', ''))}
          label={say('identify.kept.qr')}
        />
        <div className={classes.words}>
          <p>{say('identify.kept.code')}</p>
          <b className={classes.code}>{code}</b>
          <p>{say('identify.kept.photo')}</p>
        </div>
      </Sheet>
      <PrintingNotice printing={printing} />
      <div className={classes.acts}>
        <TouchButton
          look="go"
          icon={<Printer aria-hidden />}
          isDisabled={printing.kind === 'printing'}
          onPress={() => print(() => printOnEither('slip', (paper) => core.suspend.print({ paper })))}
        >
          {say('identify.kept.print')}
        </TouchButton>
        <TouchButton icon={<LogOut aria-hidden />} onPress={end}>
          {say('identify.kept.end')}
        </TouchButton>
      </div>
    </Screen>
  );
}
