import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Angry, Check, Frown, Laugh, Meh, Smile } from 'lucide-react';
import type { Score } from '../../../shared/contract/index.ts';
import { useAttempt, useCore, useCoreQueries, useOfficer } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './rating.module.css';

const faces = [
  { score: 1, Icon: Angry },
  { score: 2, Icon: Frown },
  { score: 3, Icon: Meh },
  { score: 4, Icon: Smile },
  { score: 5, Icon: Laugh },
] as const satisfies readonly { readonly score: Score; readonly Icon: typeof Meh }[];

/** Five faces with words; one tap, and whoever does not want to just goes on. Nothing before something was handed in. */
export function Rating() {
  const say = useStrings();
  const core = useCore();
  const attempt = useAttempt();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const officer = useOfficer();
  const options = queries.rating.state.queryOptions();
  const rating = useQuery({ ...options, gcTime: 0 });

  function rate(score: Score): Promise<boolean> {
    return attempt(async () => {
      cache.setQueryData(options.queryKey, await core.rating.give({ score }));
    });
  }

  // Nobody of the office rates in the citizen's place.
  if (officer !== null || rating.data === undefined || rating.data.kind === 'not-asked') return null;
  if (rating.data.kind === 'given') {
    return (
      <p className={classes.thanks} role="status">
        <Check aria-hidden />
        {say('submit.rate.thanks', { answer: say(`submit.rate.${rating.data.score}`) })}
      </p>
    );
  }
  return (
    <section className={classes.rating} aria-labelledby="rating">
      <h2 id="rating">
        {say('submit.rate.title')} <small>{say('submit.rate.line')}</small>
      </h2>
      <div className={classes.faces}>
        {faces.map(({ score, Icon }) => (
          <Button key={score} className={classes.face} onPress={() => rate(score)}>
            <Icon aria-hidden />
            <span>{say(`submit.rate.${score}`)}</span>
          </Button>
        ))}
      </div>
    </section>
  );
}
