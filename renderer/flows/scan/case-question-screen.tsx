import { Check, CircleHelp, X } from 'lucide-react';
import type { PapersState } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useGo, useReading } from '../../client/index.ts';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './case-question-screen.module.css';
import { scanSteps } from './steps.ts';

const answers = [
  { id: 'yes', icon: Check, title: 'scan.question.yes' },
  { id: 'no', icon: X, title: 'scan.question.no' },
  { id: 'unsure', icon: CircleHelp, title: 'scan.question.unsure' },
] as const;

/** One plain question about the person's case; its answer shortens the papers list. */
export function CaseQuestionScreen(props: {
  readonly papers: PapersState;
  readonly question: PapersState['questions'][number];
  readonly onChange: (next: PapersState) => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { language } = useReading();
  const { papers, question } = props;

  function answer(id: 'yes' | 'no' | 'unsure'): Promise<boolean> {
    const given = papers.questions.flatMap((one) =>
      one.answer === null ? [] : [[one.id, one.answer] as const],
    );
    return attempt(async () => {
      const next = await core.papers.answer({
        draftId: papers.draftId,
        answers: { ...Object.fromEntries(given), [question.id]: id },
      });
      props.onChange(next);
    });
  }

  return (
    <Screen
      title={question.text[language]}
      lead={say('scan.question.lead')}
      steps={scanSteps(say, papers)}
      back={{ onPress: () => go('/fill/review') }}
    >
      <div className={classes.answers}>
        {answers.map(({ id, icon: Icon, title }) => (
          <TouchButton key={id} icon={<Icon aria-hidden />} onPress={() => answer(id)}>
            {say(title)}
          </TouchButton>
        ))}
      </div>
    </Screen>
  );
}
