import { ArrowRight, ChevronDown, Info, ShieldCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { FaultCode } from '../../shared/faults/index.ts';
import { unlessRestarting, useReading } from '../client/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from './button.tsx';
import classes from './fault-notice.module.css';

// Many words that most visits never need: fetched apart from the first screen, from this machine's own disk.
const loadWords = () => import('../strings/fault-words.ts');

const Words = lazy(async () => {
  const { findFaultWords } = await loadWords();
  return { default: (props: FaultNoticeProps) => <ThreeParts {...props} find={findFaultWords} /> };
});

interface FaultNoticeProps {
  readonly code: FaultCode;
  /** Shows the officer's steps, folded under the citizen's words. */
  readonly withStaffSteps?: boolean;
}

/** A fault in three sentences: what happened, what is safe, what to do next. Never a code alone. */
export function FaultNotice(props: FaultNoticeProps) {
  return (
    <Suspense fallback={null}>
      <Words {...props} />
    </Suspense>
  );
}

/** The fault of a call to the core, where there is one to show. */
export function CallFault(props: Omit<FaultNoticeProps, 'code'> & { readonly code: FaultCode | null }) {
  const code = unlessRestarting(props.code);
  return code === null ? null : <FaultNotice {...props} code={code} />;
}

const Brief = lazy(async () => {
  const { findFaultWords } = await loadWords();
  return {
    default: (props: FaultBriefProps) => {
      const { language } = useReading();
      const words = findFaultWords(language, props.code);
      return <span>{props.withNext ? `${words?.happened} ${words?.next}` : words?.happened}</span>;
    },
  };
});

interface FaultBriefProps {
  readonly code: FaultCode;
  readonly withNext?: boolean;
}

/** What happened (and what to do next) in a line, where there is no room for more or the rest is said elsewhere. */
export function FaultBrief(props: FaultBriefProps) {
  return (
    <Suspense fallback={null}>
      <Brief {...props} />
    </Suspense>
  );
}

/** Fetches the words of the faults early, so that they are there when something else no longer is. */
export function preloadFaultWords(): void {
  void loadWords();
}

function ThreeParts(
  props: FaultNoticeProps & { readonly find: Awaited<ReturnType<typeof loadWords>>['findFaultWords'] },
) {
  const say = useStrings();
  const { language } = useReading();
  const words = props.find(language, props.code);
  const [isUnfolded, setUnfolded] = useState(false);
  if (!words) return null;
  const parts = [
    { id: 'happened', icon: Info, title: say('app.fault.happened'), text: words.happened },
    { id: 'safe', icon: ShieldCheck, title: say('app.fault.safe'), text: words.safe },
    { id: 'next', icon: ArrowRight, title: say('app.fault.next'), text: words.next },
  ] as const;
  return (
    <div className={classes.fault}>
      {isUnfolded ? null : (
        <dl className={classes.parts}>
          {parts.map(({ id, icon: Icon, title, text }) => (
            <div key={id} className={classes.part} data-part={id}>
              <dt>
                <Icon aria-hidden />
                {title}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {props.withStaffSteps ? (
        <div className={classes.staff}>
          <Button
            className={classes.fold}
            aria-expanded={isUnfolded}
            onPress={() => setUnfolded(!isUnfolded)}
          >
            <span>{say('app.fault.staff')}</span>
            <ChevronDown data-open={isUnfolded} aria-hidden />
          </Button>
          {isUnfolded ? (
            <div className={classes.steps}>
              <ol aria-label={say('app.fault.staffSteps')}>
                {words.staff.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              <p>{say('app.fault.code', { code: props.code })}</p>
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
