import { useState } from 'react';
import { asRecord } from '../../../../shared/form/index.ts';
import { KioskDateField, KioskTextField } from '../../../keyboard/index.ts';
import { useStrings } from '../../../strings/use-strings.ts';
import { useDraft } from '../draft-context.tsx';
import { Segments } from './segments.tsx';
import { type InputProps, useAnswer } from './use-answer.ts';

const earliest = '1850-01-01';
const latest = '2200-12-31';

/** A full day, by wheels or digits. */
export function AskDate(props: InputProps) {
  const answer = useAnswer(props);
  const { today } = useDraft().context;
  const when = asRecord(props.field.options)?.when;
  const isPast = when === 'past' || props.question.part === 'issuedOn';
  return (
    <KioskDateField
      label={props.label}
      value={typeof answer.value === 'string' ? answer.value : ''}
      onChange={(iso) => answer.set(iso === '' ? null : iso)}
      limits={{ min: when === 'future' ? today : earliest, max: isPast ? today : latest }}
      today={today}
      problem={props.problem}
      onEnter={props.onNext}
    />
  );
}

/** Many old people know only the year they were born in. */
export function AskYearOrDate(props: InputProps) {
  const say = useStrings();
  const answer = useAnswer(props);
  const value = typeof answer.value === 'string' ? answer.value : '';
  const [knows, setKnows] = useState<'day' | 'year'>(/^\d{1,4}$/u.test(value) ? 'year' : 'day');
  return (
    <>
      <Segments
        label={say('fill.date.knows')}
        options={[
          { id: 'day', text: say('fill.date.day') },
          { id: 'year', text: say('fill.date.year') },
        ]}
        chosen={knows}
        onChoose={(next) => {
          if (next === knows) return;
          setKnows(next);
          answer.set(null);
        }}
      />
      {knows === 'day' ? (
        <AskDate {...props} />
      ) : (
        <KioskTextField
          label={props.label}
          kind="year"
          value={value}
          onChange={(text) => answer.type(text === '' ? null : text)}
          problem={props.problem}
          onEnter={props.onNext}
          autoFocus
        />
      )}
    </>
  );
}

/** Hour and minute as four digits: 0630. */
export function AskTime(props: InputProps) {
  const answer = useAnswer(props);
  const value = typeof answer.value === 'string' ? answer.value.replace(':', '') : '';
  return (
    <KioskTextField
      label={props.label}
      kind="time"
      value={value}
      onChange={(text) =>
        answer.type(text === '' ? null : text.length === 4 ? `${text.slice(0, 2)}:${text.slice(2)}` : text)
      }
      problem={props.problem}
      onEnter={props.onNext}
    />
  );
}
