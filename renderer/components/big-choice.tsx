import { Check } from 'lucide-react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Label } from 'react-aria-components/TextField';
import classes from './big-choice.module.css';

export interface Choice<V extends string> {
  readonly value: V;
  readonly title: string;
  readonly line?: string;
}

/** One question, a few answers, one of them chosen. The chosen one carries a tick, not only a colour. */
export function BigChoice<V extends string>(props: {
  readonly question: string;
  readonly choices: readonly Choice<V>[];
  readonly chosen: V | null;
  readonly onChoose: (value: V) => void;
  readonly columns?: 1 | 2;
}) {
  return (
    <RadioGroup
      className={classes.group}
      data-columns={props.columns ?? 1}
      value={props.chosen}
      onChange={(value) => {
        const choice = props.choices.find((candidate) => candidate.value === value);
        if (choice) props.onChoose(choice.value);
      }}
    >
      <Label className={classes.question}>{props.question}</Label>
      <div className={classes.choices}>
        {props.choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={classes.choice}>
            <span className={classes.tick} aria-hidden>
              <Check />
            </span>
            <span>
              <span className={classes.title}>{choice.title}</span>
              {choice.line === undefined ? null : <span className={classes.line}>{choice.line}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
