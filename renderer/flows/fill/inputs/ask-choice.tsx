import { Checkbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { asRecord, type FormLanguage } from '../../../../shared/form/index.ts';
import { useReading } from '../../../client/index.ts';
import { PagedList } from '../../../components/paged-list.tsx';
import { KioskTextField } from '../../../keyboard/index.ts';
import { useStrings } from '../../../strings/use-strings.ts';
import { useDraft } from '../draft-context.tsx';
import classes from './ask-choice.module.css';
import { mostAtOnce, type Option, OptionList } from './option-list.tsx';
import { OptionWords } from './option-words.tsx';
import { type InputProps, useAnswer } from './use-answer.ts';

/** The id that the person's own words are kept under. */
const other = '(other)';

/** The choices a form file lists, in the reader's language. */
function choicesOf(options: unknown, language: FormLanguage): readonly Option[] {
  const list = asRecord(options)?.choices;
  if (!Array.isArray(list)) return [];
  return list.flatMap((one) => {
    const choice = asRecord(one);
    const title = asRecord(choice?.label)?.[language];
    const line = asRecord(choice?.hint)?.[language];
    return typeof choice?.id === 'string' && typeof title === 'string'
      ? [{ id: choice.id, title, ...(typeof line === 'string' ? { line } : {}) }]
      : [];
  });
}

/** One of a few: sex, yes or no, a choice. */
export function AskOne(props: InputProps) {
  const say = useStrings();
  const { language } = useReading();
  const answer = useAnswer(props);
  const { field } = props;
  if (field.kind === 'yes-no') {
    return (
      <OptionList
        {...props}
        options={[
          { id: 'yes', title: say('fill.yes') },
          { id: 'no', title: say('fill.no') },
        ]}
        chosen={answer.value === true ? 'yes' : answer.value === false ? 'no' : null}
        onChoose={(id) => answer.set(id === 'yes')}
      />
    );
  }
  if (field.kind === 'gender') {
    return (
      <OptionList
        {...props}
        options={[
          { id: 'male', title: say('fill.male') },
          { id: 'female', title: say('fill.female') },
        ]}
        chosen={typeof answer.value === 'string' ? answer.value : null}
        onChoose={(id) => answer.set(id)}
      />
    );
  }
  const own = asRecord(answer.value)?.other;
  const hasOther = asRecord(field.options)?.other === true;
  const choices = choicesOf(field.options, language);
  return (
    <>
      <OptionList
        {...props}
        options={hasOther ? [...choices, { id: other, title: say('fill.other') }] : choices}
        chosen={typeof answer.value === 'string' ? answer.value : typeof own === 'string' ? other : null}
        onChoose={(id) => answer.set(id === other ? { other: '' } : id)}
      />
      {typeof own === 'string' ? (
        <KioskTextField
          label={say('fill.other.write')}
          value={own}
          onChange={(text) => answer.type({ other: text })}
          onEnter={props.onNext}
          autoFocus
        />
      ) : null}
    </>
  );
}

/** Which paper a person proves who they are with. */
export function AskType(props: InputProps) {
  const { language } = useReading();
  const answer = useAnswer(props);
  const { form } = useDraft();
  const types = asRecord(props.field.options)?.types;
  const items = form.lists.document.filter(({ id }) => !Array.isArray(types) || types.includes(id));
  return (
    <OptionList
      {...props}
      options={items.map(({ id, label }) => ({ id, title: label[language] }))}
      chosen={typeof answer.value === 'string' ? answer.value : null}
      onChoose={(id) => answer.set(id)}
    />
  );
}

/** Several of a list. */
export function AskMany(props: InputProps) {
  const { language } = useReading();
  const answer = useAnswer(props);
  const chosen = Array.isArray(answer.value) ? answer.value.filter((one) => typeof one === 'string') : [];
  const options = choicesOf(props.field.options, language);
  const isLong = options.length > mostAtOnce;
  return (
    <CheckboxGroup
      className={classes.many}
      data-long={isLong || undefined}
      aria-label={props.label}
      value={chosen}
      onChange={(ids) => answer.set(ids.length === 0 ? null : ids)}
    >
      {isLong ? (
        <PagedList
          label={props.label}
          items={options}
          keyOf={({ id }) => id}
          render={(option) => <OptionBox option={option} />}
        />
      ) : (
        options.map((option) => <OptionBox key={option.id} option={option} />)
      )}
      {props.problem === null ? null : (
        <p className={classes.problem} role="alert">
          {props.problem}
        </p>
      )}
    </CheckboxGroup>
  );
}

function OptionBox({ option }: { readonly option: Option }) {
  return (
    <Checkbox value={option.id} className={classes.box}>
      <OptionWords option={option} tickClass={classes.tick} />
    </Checkbox>
  );
}
