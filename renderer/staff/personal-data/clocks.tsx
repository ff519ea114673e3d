import type { DataRequestRow } from '../../../shared/contract/index.ts';
import { dayOf } from '../../../shared/words/index.ts';
import { useReading } from '../../client/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './personal-data.module.css';

/** By when the person is answered and by when it is done; what is over says so first. */
export function Clocks(props: { readonly request: DataRequestRow }) {
  const say = useStrings();
  const { language } = useReading();
  const { overdue, closedAtMs, outcome, repliedAtMs, replyDueAtMs, dueAtMs } = props.request;
  const day = (ms: number): string => dayOf(language, ms);
  if (closedAtMs !== null && outcome !== null) {
    return (
      <span className={classes.quiet}>
        {say('personaldata.closed', {
          date: day(closedAtMs),
          outcome: say(`personaldata.outcome.${outcome}`),
        })}
      </span>
    );
  }
  return (
    <span className={classes.clocks}>
      {repliedAtMs !== null ? (
        <span>{say('personaldata.replied', { date: day(repliedAtMs) })}</span>
      ) : overdue === 'none' ? (
        <span>{say('personaldata.due.reply', { date: day(replyDueAtMs) })}</span>
      ) : (
        <strong>{say('personaldata.overdue.reply', { date: day(replyDueAtMs) })}</strong>
      )}
      {overdue === 'request' ? (
        <strong>{say('personaldata.overdue.request', { date: day(dueAtMs) })}</strong>
      ) : (
        <span>{say('personaldata.due', { date: day(dueAtMs) })}</span>
      )}
    </span>
  );
}
