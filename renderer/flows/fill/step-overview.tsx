import { Check, Circle } from 'lucide-react';
import { type FormStep, readValue } from '../../../shared/form/index.ts';
import { useReading } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { useDraft, useDraftView } from './draft-context.tsx';
import { questionPlace } from './places.ts';
import { findField, findState, type Question } from './questions.ts';
import classes from './step-overview.module.css';

/** The other questions of this step with their answers, where the screen has room: a touch leads there. */
export function StepOverview(props: {
  readonly step: FormStep;
  readonly questions: readonly Question[];
  readonly now: Question;
  readonly onOpen: (place: string) => void;
}) {
  const say = useStrings();
  const draft = useDraft();
  const { evaluation } = useDraftView();
  const { language } = useReading();
  const rows = props.questions.filter(
    (one, index) =>
      one.path !== props.now.path && props.questions.findIndex(({ path }) => path === one.path) === index,
  );
  const answered = rows.flatMap((question) => {
    const field = findField(draft.form, question.path);
    const state = findState(evaluation, question.path);
    if (field === undefined || state === undefined || state.value === null) return [];
    const text = readValue(draft.form, field, state.value, draft.context, language);
    return text === '' ? [] : [{ question, field, text, isRight: state.faults.length === 0 }];
  });
  if (answered.length === 0) return null;
  return (
    <section className={classes.overview} aria-label={say('fill.overview')}>
      <div className={classes.rows}>
        {answered.map(({ question, field, text, isRight }) => (
          <Button
            key={question.path}
            className={classes.row}
            onPress={() => props.onOpen(questionPlace(question))}
          >
            {isRight ? <Check aria-hidden /> : <Circle aria-hidden />}
            <span>
              <small>
                {field.kind === 'declaration'
                  ? field.label.official[language]
                  : field.label.everyday[language]}
              </small>
              <b>{text}</b>
            </span>
          </Button>
        ))}
      </div>
    </section>
  );
}
