import { useEffect, useState } from 'react';
import { useHealth, useLinkState, useSession } from '../client/index.ts';
import { Dialog } from '../components/dialog.tsx';
import { DrumStar } from '../components/drum.tsx';
import { useStrings } from '../strings/use-strings.ts';

/** A core that is back sooner leaves no trace on the screen. */
const showAfterMs = 1_000;
const callStaffAfterMs = 15_000;

/** A calm veil while the core restarts. What the person sees below it stays as it is. */
export function Restarting() {
  const say = useStrings();
  const isOpen = useSession().kind === 'open';
  const { phase } = useHealth();
  // A core that is back but still opening its store cannot serve the person yet.
  const isLost = useLinkState() === 'lost' || (isOpen && phase.kind === 'starting');
  const [stage, setStage] = useState<'hidden' | 'shown' | 'long'>('hidden');
  useEffect(() => {
    if (!isLost) {
      setStage('hidden');
      return;
    }
    const timers = [
      setTimeout(() => setStage('shown'), showAfterMs),
      setTimeout(() => setStage('long'), callStaffAfterMs),
    ];
    return () => timers.forEach(clearTimeout);
  }, [isLost]);
  return (
    <Dialog
      ground="veil"
      isOpen={stage !== 'hidden'}
      title={say('app.restarting.title')}
      picture={<DrumStar />}
    >
      <p>{say(isOpen ? 'app.restarting.text' : 'app.restarting.idleText')}</p>
      {stage === 'long' ? <p>{say('app.restarting.long')}</p> : null}
    </Dialog>
  );
}
