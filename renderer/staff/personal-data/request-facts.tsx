import type { DataRequest } from '../../../shared/contract/index.ts';
import { clockTime, dayOf } from '../../../shared/words/index.ts';
import { useReading } from '../../client/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { Clocks } from './clocks.tsx';
import classes from './personal-data.module.css';

/** Who asked what, how they were checked, what is held of them, and every step that was taken. */
export function RequestFacts(props: { readonly request: DataRequest }) {
  const say = useStrings();
  const { language } = useReading();
  const { request } = props;
  const day = (ms: number): string => dayOf(language, ms);
  return (
    <>
      <section className={classes.card} data-overdue={request.overdue === 'none' ? undefined : true}>
        <p>
          <b>
            {say('personaldata.row.person', { name: request.fullName, idNumber: request.maskedIdNumber })}
          </b>
        </p>
        <p>
          {say('personaldata.asked', {
            date: day(request.askedAtMs),
            checked: say(`personaldata.checked.${request.checkedBy}`),
          })}
        </p>
        {request.phone === null ? null : <p>{say('personaldata.phone', { phone: request.phone })}</p>}
        {request.wish === '' ? null : <p>{say('personaldata.wish', { wish: request.wish })}</p>}
        {request.viaOthers ? <p>{say('personaldata.viaOthers')}</p> : null}
        <p>
          <Clocks request={request} />
        </p>
      </section>
      <section className={classes.card}>
        <h2>{say('personaldata.holdings')}</h2>
        {request.holdings.length === 0 ? <p>{say('personaldata.holdings.none')}</p> : null}
        <ul>
          {request.holdings.map((holding) => (
            <li key={holding.dossierId}>
              <p>
                {say(`personaldata.holding.${holding.what}`, {
                  code: holding.code ?? '',
                  procedure: holding.procedureName,
                  date: day(holding.atMs),
                })}
              </p>
              {holding.isRestricted ? <p>{say('personaldata.holding.restricted')}</p> : null}
              {holding.keptBecause === null || request.kind !== 'delete' ? null : (
                <p className={classes.quiet}>{say(`personaldata.kept.${holding.keptBecause}`)}</p>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className={classes.card}>
        <h2>{say('personaldata.steps')}</h2>
        <ol>
          {request.steps.map(({ atMs, by, what, note }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added, in their order
            <li key={index}>
              {say('personaldata.step', {
                what: say(`personaldata.step.${what}`),
                name: by ?? say('personaldata.nobody'),
                time: `${clockTime(atMs)}, ${day(atMs)}`,
              })}
              {note === '' || what === 'kept' ? null : <span className={classes.quiet}> {note}</span>}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
