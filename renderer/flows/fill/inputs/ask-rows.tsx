import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { asRecord, readValue } from '../../../../shared/form/index.ts';
import { useReading } from '../../../client/index.ts';
import { SureDialog } from '../../../components/sure-dialog.tsx';
import { TouchButton } from '../../../components/touch-button.tsx';
import { useStrings } from '../../../strings/use-strings.ts';
import { useDraft, useDraftView } from '../draft-context.tsx';
import { questionPlace } from '../places.ts';
import { findState, questionsOfRow } from '../questions.ts';
import classes from './ask-rows.module.css';
import { type InputProps, useAnswer } from './use-answer.ts';

/** People of a household, papers of a list: cards that are added, corrected and taken away. */
export function AskRows(props: InputProps) {
  const say = useStrings();
  const { language } = useReading();
  const draft = useDraft();
  const { evaluation } = useDraftView();
  const answer = useAnswer(props);
  const { field, question } = props;
  const [leaving, setLeaving] = useState<number | null>(null);
  const rows: readonly unknown[] = Array.isArray(answer.value) ? answer.value : [];
  const most = asRecord(field.options)?.max;
  const isRequired = findState(evaluation, field.id)?.required === true;
  const faults = evaluation.allFaults.filter(({ path }) => path.startsWith(`${field.id}.`));

  function open(row: number): void {
    const first = field.fields.find(({ kind }) => kind !== 'note' && kind !== 'computed');
    const questions = questionsOfRow(question.stepId, field, row, draft.get().evaluation, draft.latest());
    const next = questions[0] ?? {
      stepId: question.stepId,
      path: `${field.id}.${row}.${first?.id ?? ''}`,
      part: null,
    };
    props.onOpen(questionPlace(next));
  }

  function nameOf(row: number): string {
    const values = asRecord(rows[row]);
    const text = field.fields
      .slice(0, 3)
      .map((inner) => readValue(draft.form, inner, values?.[inner.id] ?? null, draft.context, language))
      .filter((part) => part !== '');
    return text.length === 0 ? say('fill.rows.empty') : text.join(' · ');
  }

  return (
    <div className={classes.rows} data-fills>
      <ul className={classes.cards}>
        {rows.map((_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <li key={row} className={classes.card}>
            <span className={classes.words}>
              <small>{say('fill.row', { number: row + 1 })}</small>
              <b>{nameOf(row)}</b>
              {faults.some(({ path }) => path.startsWith(`${field.id}.${row}.`)) ? (
                <em>{say('fill.rows.wrong')}</em>
              ) : null}
            </span>
            <TouchButton icon={<Pencil aria-hidden />} onPress={() => open(row)}>
              {say('fill.rows.change')}
            </TouchButton>
            <TouchButton look="danger" icon={<Trash2 aria-hidden />} onPress={() => setLeaving(row)}>
              {say('fill.rows.remove')}
            </TouchButton>
          </li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <p className={classes.none}>{say(isRequired ? 'fill.rows.needed' : 'fill.rows.none')}</p>
      ) : null}
      {props.problem === null ? null : (
        <p className={classes.problem} role="alert">
          {props.problem}
        </p>
      )}
      <TouchButton
        look="soft"
        icon={<Plus aria-hidden />}
        isDisabled={typeof most === 'number' && rows.length >= most}
        onPress={() => {
          answer.set([...rows, {}]);
          open(rows.length);
        }}
      >
        {say('fill.rows.add')}
      </TouchButton>
      <SureDialog
        isOpen={leaving !== null}
        title={say('fill.rows.remove.title')}
        text={leaving === null ? '' : nameOf(leaving)}
        yes={{
          label: say('fill.rows.remove.yes'),
          look: 'danger',
          onPress: () => {
            const left = rows.filter((_, row) => row !== leaving);
            answer.set(left.length === 0 ? null : left);
            setLeaving(null);
          },
        }}
        no={{ label: say('fill.rows.remove.no'), onPress: () => setLeaving(null) }}
      />
    </div>
  );
}
