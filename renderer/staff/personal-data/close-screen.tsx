import { Ban, CircleCheck, CircleDashed, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { DataRequest, RequestOutcome } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore } from '../../client/index.ts';
import { AskOne } from '../../components/ask-one.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useTyped } from '../../components/use-typed.ts';
import { useStrings } from '../../strings/use-strings.ts';
import staffClasses from '../staff.module.css';

const outcomes = [
  { outcome: 'done', icon: CircleCheck },
  { outcome: 'part', icon: CircleDashed },
  { outcome: 'refused', icon: Ban },
  { outcome: 'withdrawn', icon: Undo2 },
] as const;

/** What came of a request, and why: a refusal without a reason is none. */
export function CloseScreen(props: {
  readonly request: DataRequest;
  readonly onBack: () => void;
  readonly onClosed: (request: DataRequest) => void;
}) {
  const say = useStrings();
  const core = useCore();
  const attempt = useAttempt();
  const [outcome, setOutcome] = useState<RequestOutcome | null>(null);
  const note = useTyped({
    check: (text) =>
      outcome === 'refused' && text.trim() === '' ? say('personaldata.close.note.needed') : null,
    send: (text) =>
      attempt(async () => {
        if (outcome === null) return;
        const { requestId } = props.request;
        props.onClosed(await core.personalData.close({ requestId, outcome, note: text.trim() }));
      }),
  });
  if (outcome === null) {
    return (
      <Screen layout="top" title={say('personaldata.close.outcome')} back={{ onPress: props.onBack }}>
        <Pages label={say('personaldata.close.outcome')}>
          <div className={staffClasses.tiles}>
            {outcomes.map(({ outcome: one, icon }) => (
              <TileButton
                key={one}
                icon={icon}
                title={beginning(say(`personaldata.outcome.${one}`))}
                onPress={() => setOutcome(one)}
              />
            ))}
          </div>
        </Pages>
      </Screen>
    );
  }
  return (
    <AskOne
      title={say('personaldata.close.note')}
      lead={say('personaldata.close.note.lead')}
      kind="note"
      {...note}
      onBack={() => setOutcome(null)}
      nextLabel={say('personaldata.do.close')}
    />
  );
}

/** The words of a sentence's end as the words of a button. */
function beginning(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
