import { Building2, ChevronRight, CircleCheck, CircleHelp } from 'lucide-react';
import { memo } from 'react';
import type { ProcedureCard } from '../../../shared/contract/index.ts';
import { titleOf } from '../../../shared/words/index.ts';
import { useReading } from '../../client/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './procedure-row.module.css';

/** One procedure in a list: what people call it, what it is called officially, and whether it is received here. */
export const ProcedureRow = memo(function ProcedureRow(props: {
  readonly card: ProcedureCard;
  /** Words above the first row of a group. */
  readonly heading?: string | undefined;
  readonly onOpen: (code: string) => unknown;
}) {
  const say = useStrings();
  const { language } = useReading();
  const { card } = props;
  const title = titleOf(card, language);
  const isEverydayTitle = title !== card.name;
  return (
    <>
      {props.heading === undefined ? null : <h2 className={classes.heading}>{props.heading}</h2>}
      {/* A plain button: twelve of them are drawn at every key, and a press hook in each costs more than all their words. */}
      <button type="button" className={classes.row} onClick={() => void props.onOpen(card.code)}>
        <span className={classes.words}>
          <span className={classes.title} lang={isEverydayTitle ? undefined : 'vi'}>
            {title}
          </span>
          {isEverydayTitle ? (
            <span className={classes.official} lang="vi">
              {card.name}
            </span>
          ) : null}
          <span className={classes.about}>
            <ReceptionBadge card={card} />
            {card.hasDetails && card.reception.here === 'yes' ? (
              <span>{say(`find.level.${card.level}`)}</span>
            ) : null}
            <span lang="vi">{card.field}</span>
          </span>
        </span>
        <ChevronRight className={classes.arrow} aria-hidden />
      </button>
    </>
  );
});

/** Who receives, in words; the picture and the colour repeat it. */
export function ReceptionBadge(props: { readonly card: ProcedureCard }) {
  const say = useStrings();
  const { here, agency } = props.card.reception;
  const Icon = here === 'yes' ? CircleCheck : here === 'no' ? Building2 : CircleHelp;
  const words =
    here === 'yes'
      ? say('find.row.here')
      : here === 'no'
        ? say('find.row.elsewhere', { agency: say(`find.agency.${agency}`) })
        : say('find.row.ask');
  return (
    <span className={classes.badge} data-here={here}>
      <Icon aria-hidden />
      {words}
    </span>
  );
}
