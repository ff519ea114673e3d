import { Check, CircleHelp, X } from 'lucide-react';
import type { ProcedurePage } from '../../../shared/contract/index.ts';
import { titleOf, usualChannel } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useCoreQueries, useGo, useReading } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { PaperPile } from './paper-pile.tsx';
import { type AnswerLetter, answersOf, minePlace } from './places.ts';
import classes from './question-screen.module.css';
import { useAsk } from './use-ask.ts';
import { useGiveWay } from './use-give-way.ts';

const answers = [
  { letter: 'y', icon: Check, title: 'find.question.yes' },
  { letter: 'n', icon: X, title: 'find.question.no' },
] as const;

/** One plain question; the answer leads on by itself. Below it stands what the list has become so far. */
export function QuestionScreen(props: {
  readonly page: ProcedurePage;
  readonly answers: readonly AnswerLetter[];
}) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const { page, answers: given } = props;
  const questions = page.details?.questions ?? [];
  const question = questions[given.length];
  const sofar = useMine(page, given);
  const [box, gaveWay] = useGiveWay(1);
  if (question === undefined) return null;
  const answer = (letter: AnswerLetter): Promise<boolean> => go(minePlace(page.code, [...given, letter]));
  return (
    <Screen
      layout="low"
      title={question.text[language]}
      {...(gaveWay > 0 ? {} : { lead: `${titleOf(page, language)}. ${say('find.question.lead')}` })}
      steps={{ now: given.length + 1, of: questions.length, name: say('find.question.step') }}
      picture={<PaperPile count={sofar.data?.papers.length ?? 0} />}
      back={{
        onPress: () =>
          go(given.length === 0 ? `/find/${page.code}/facts` : minePlace(page.code, given.slice(0, -1))),
      }}
    >
      <div className={classes.answers} ref={box}>
        {answers.map(({ letter, icon: Icon, title }) => (
          <Button key={letter} className={classes.answer} onPress={() => void answer(letter)}>
            <Icon aria-hidden />
            {say(title)}
          </Button>
        ))}
        <Button className={classes.unsure} onPress={() => void answer('u')}>
          <CircleHelp aria-hidden />
          <span>
            <span className={classes.unsureTitle}>{say('find.question.unsure')}</span>
            {gaveWay > 0 ? null : (
              <span className={classes.unsureLine}>{say('find.question.unsure.line')}</span>
            )}
          </span>
        </Button>
      </div>
      <p className={classes.sofar} aria-live="polite">
        {sofar.data === undefined || gaveWay > 0
          ? ''
          : say('find.question.sofar', {
              bring: sofar.data.counts.bring,
              depends: sofar.data.counts.depends,
            })}
      </p>
    </Screen>
  );
}

/** One person's list under the answers given so far. */
export function useMine(page: ProcedurePage, given: readonly AnswerLetter[]) {
  const queries = useCoreQueries();
  return useAsk(
    queries.procedures.mine.queryOptions({
      input: {
        code: page.code,
        answers: answersOf(page.details?.questions ?? [], given),
        channel: usualChannel(page)?.channel ?? 'counter',
      },
    }),
  );
}
