import { useEffect, useState } from 'react';
import { useAttempt, useKioskStore, useLinkState, useSession } from '../client/index.ts';
import { Dialog } from '../components/dialog.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import classes from './idle-question.module.css';

/** The number shows only at the end (UI.md): before it, it would only hurry people. */
const showNumberBelowSeconds = 10;

/** "Are you still there?", over everything. The core asks and counts; the page only shows it. */
export function IdleQuestion() {
  const say = useStrings();
  const store = useKioskStore();
  const attempt = useAttempt();
  const session = useSession();
  const isConnected = useLinkState() === 'connected';
  const question = session.kind === 'open' ? session.idleQuestion : null;
  const secondsLeft = useSecondsLeft(question);
  return (
    <Dialog
      isUrgent
      isOpen={question !== null && isConnected}
      title={say('app.idle.title')}
      actions={
        <TouchButton
          look="go"
          autoFocus
          onPress={() => attempt(async () => store.setSession(await store.core.session.touch()))}
        >
          {say('app.idle.stay')}
        </TouchButton>
      }
    >
      <p>{say('app.idle.text')}</p>
      <p className={classes.count} aria-live="assertive">
        {secondsLeft !== null && secondsLeft <= showNumberBelowSeconds
          ? say('app.idle.count', { seconds: secondsLeft })
          : ''}
      </p>
    </Dialog>
  );
}

function useSecondsLeft(question: { readonly answerWithinMs: number } | null): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  useEffect(() => {
    if (!question) {
      setSecondsLeft(null);
      return;
    }
    const endsAt = performance.now() + question.answerWithinMs;
    const show = (): void => setSecondsLeft(Math.max(0, Math.ceil((endsAt - performance.now()) / 1000)));
    show();
    const ticking = setInterval(show, 200);
    return () => clearInterval(ticking);
  }, [question]);
  return secondsLeft;
}
