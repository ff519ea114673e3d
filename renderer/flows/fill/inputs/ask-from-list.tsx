import { Keyboard, List } from 'lucide-react';
import { useState } from 'react';
import { asRecord } from '../../../../shared/form/index.ts';
import { foldForSearch } from '../../../../shared/vietnamese/fold.ts';
import { useReading } from '../../../client/index.ts';
import { TouchButton } from '../../../components/touch-button.tsx';
import { KioskTextField } from '../../../keyboard/index.ts';
import { useStrings } from '../../../strings/use-strings.ts';
import { useDraft } from '../draft-context.tsx';
import classes from './ask-from-list.module.css';
import { OptionList } from './option-list.tsx';
import { type InputProps, useAnswer } from './use-answer.ts';

/** Ethnic group, nationality, relation: the frequent ones by touch, the others by a few letters, or own words. */
export function AskFromList(props: InputProps) {
  const say = useStrings();
  const { language } = useReading();
  const answer = useAnswer(props);
  const { form } = useDraft();
  const { field } = props;
  const options = asRecord(field.options);
  const only = options?.only;
  const list = form.lists[field.kind as 'ethnicity' | 'nationality' | 'relation'];
  const items = list.filter(({ id }) => !Array.isArray(only) || only.includes(id));
  const chosen = typeof answer.value === 'string' ? answer.value : null;
  const own = asRecord(answer.value)?.other;
  const [isTyping, setTyping] = useState(typeof own === 'string');
  const mayOther = options?.other !== false;
  const [text, setText] = useState(
    typeof own === 'string' ? own : (items.find(({ id }) => id === chosen)?.label[language] ?? ''),
  );

  function write(next: string): void {
    setText(next);
    const folded = foldForSearch(next.trim());
    const known = items.find(({ label }) => foldForSearch(label[language]) === folded);
    if (known !== undefined) answer.type(known.id);
    else answer.type(next.trim() === '' ? null : mayOther ? { other: next } : null);
  }

  if (isTyping) {
    return (
      <div className={classes.typed}>
        <KioskTextField
          label={props.label}
          value={text}
          onChange={write}
          suggestions={{ entries: items.map(({ label }) => label[language]), fills: 'field' }}
          problem={props.problem}
          onEnter={props.onNext}
          autoFocus
        />
        <TouchButton icon={<List aria-hidden />} onPress={() => setTyping(false)}>
          {say('fill.list.choose')}
        </TouchButton>
      </div>
    );
  }
  return (
    <div className={classes.listed} data-fills>
      <OptionList
        label={props.label}
        options={items.map(({ id, label }) => ({ id, title: label[language] }))}
        chosen={chosen}
        onChoose={(id) => {
          setText(items.find((item) => item.id === id)?.label[language] ?? '');
          answer.set(id);
        }}
        problem={props.problem}
      />
      <TouchButton icon={<Keyboard aria-hidden />} onPress={() => setTyping(true)}>
        {typeof own === 'string' && own !== '' ? own : say(mayOther ? 'fill.list.type' : 'fill.list.search')}
      </TouchButton>
    </div>
  );
}
