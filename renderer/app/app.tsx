import { Suspense, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useFault, useHealth, useKiosk, useKioskStore, useReading, useSession } from '../client/index.ts';
import { Dialog } from '../components/dialog.tsx';
import { FaultNotice, preloadFaultWords } from '../components/fault-notice.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { Attract } from '../flows/attract/attract.tsx';
import { ShownReceipt } from '../flows/track/shown-receipt.tsx';
import { KeyboardProvider } from '../keyboard/keyboard-provider.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { applyReading, keepPanelScale } from '../theme/panel.ts';
import { useCallChime } from './call-chime.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { IdleQuestion } from './idle-question.tsx';
import { Paused } from './paused.tsx';
import { usePressFeedback } from './press-feedback.ts';
import { Restarting } from './restarting.tsx';
import { findRoute } from './routes.ts';
import { Screen } from './screen.tsx';
import { SetUp } from './set-up.ts';
import { useTouchReport } from './touch-report.ts';
import { useCardKeys } from './use-card-keys.ts';

/** px/mm of the usual panel (UI.md), until the core has said which one this is. */
const usualPxPerMm = 3.2;

/** The whole page: what the core says decides which screen is up. */
export function App() {
  const reading = useReading();
  const pxPerMm = useKiosk()?.pxPerMm ?? usualPxPerMm;
  useEffect(() => keepPanelScale(pxPerMm), [pxPerMm]);
  useEffect(() => applyReading(reading), [reading]);
  useEffect(preloadFaultWords, []);
  useTouchReport();
  usePressFeedback();
  useCallChime();
  return (
    <I18nProvider locale={reading.language === 'vi' ? 'vi-VN' : 'en-GB'}>
      <ErrorBoundary>
        <Suspense fallback={<Screen layout="top" />}>
          <Visit />
        </Suspense>
        <ShownReceipt />
        <FaultDialog />
        <IdleQuestion />
      </ErrorBoundary>
      <Restarting />
    </I18nProvider>
  );
}

/** One person's screens under one keyboard: what was chosen or typed on it is gone with the visit. */
function Visit() {
  const session = useSession();
  const onBurst = useCardKeys();
  return (
    <KeyboardProvider key={session.kind === 'open' ? session.sessionId : session.kind} onBurst={onBurst}>
      <CurrentScreen />
    </KeyboardProvider>
  );
}

function CurrentScreen() {
  const { phase } = useHealth();
  const session = useSession();
  switch (phase.kind) {
    case 'starting':
      // A core that restarts under a person says `starting` again: the person's screen stays.
      return session.kind === 'open' ? (
        <Step sessionId={session.sessionId} place={session.place} />
      ) : (
        <Attract />
      );
    case 'set-up':
      return <SetUp />;
    case 'paused':
      return <Paused fault={phase.fault} />;
    case 'ready':
      return session.kind === 'open' ? (
        <Step sessionId={session.sessionId} place={session.place} />
      ) : (
        <Attract />
      );
  }
}

/** A step of one person's visit; nothing typed in it survives into another visit. */
function Step(props: { readonly sessionId: string; readonly place: string }) {
  const { Step: CurrentStep } = findRoute(props.place);
  return <CurrentStep key={props.sessionId} place={props.place} />;
}

/** A fault that no screen showed in a place of its own. */
function FaultDialog() {
  const say = useStrings();
  const store = useKioskStore();
  const fault = useFault();
  const [last, setLast] = useState(fault);
  if (fault !== null && fault !== last) setLast(fault);
  return (
    <Dialog
      isOpen={fault !== null}
      title={say('app.fault.title')}
      actions={
        <TouchButton look="go" onPress={() => store.setFault(null)}>
          {say('app.understood')}
        </TouchButton>
      }
    >
      {last === null ? null : <FaultNotice code={last} />}
    </Dialog>
  );
}
