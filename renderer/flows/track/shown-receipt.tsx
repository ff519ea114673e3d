import { useEffect, useState } from 'react';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { holdsWork } from '../../app/work-places.ts';
import { expectFault, useSession, useShownReceipt } from '../../client/index.ts';
import { WithCode } from '../../components/code.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { trackPlace } from './places.ts';
import { useFind } from './use-find.ts';

/** A receipt that was held before a reader: in tracking it opens by itself, elsewhere it is offered, in a form it is not. */
export function ShownReceipt() {
  const say = useStrings();
  const session = useSession();
  const { code, count } = useShownReceipt();
  const find = useFind();
  const [isFinding, setFinding] = useState(false);
  const [answered, setAnswered] = useState(0);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const place = session.kind === 'open' ? session.place : '';
  const isTracking = place === trackPlace || place.startsWith(`${trackPlace}/`);
  const isNew = code !== null && count > answered;

  async function open(): Promise<void> {
    if (code === null) return;
    setAnswered(count);
    setFinding(true);
    try {
      await find(code);
    } catch (error) {
      setFault(expectFault(error));
    } finally {
      setFinding(false);
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each receipt that is shown
  useEffect(() => {
    if (isNew && isTracking) void open();
  }, [count, isTracking]);

  if (session.kind !== 'open') return null;
  const isOffered = isNew && !isTracking && !holdsWork(place) && !place.startsWith('/done/');
  return (
    <Dialog
      isOpen={isOffered || fault !== null}
      title={say('track.shown.title')}
      actions={
        fault === null ? (
          <>
            <TouchButton onPress={() => setAnswered(count)}>{say('track.shown.no')}</TouchButton>
            <TouchButton look="go" isDisabled={isFinding} onPress={open}>
              {say('track.shown.yes')}
            </TouchButton>
          </>
        ) : (
          <TouchButton look="go" onPress={() => setFault(null)}>
            {say('app.understood')}
          </TouchButton>
        )
      }
    >
      {fault === null ? (
        <p>
          <WithCode code={code ?? ''}>{say('track.shown.text', { code: code ?? '' })}</WithCode>
        </p>
      ) : (
        <FaultNotice code={fault} />
      )}
    </Dialog>
  );
}
