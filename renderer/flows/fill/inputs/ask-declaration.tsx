import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { useReading } from '../../../client/index.ts';
import classes from './ask-choice.module.css';
import { type InputProps, useAnswer } from './use-answer.ts';

/** Read and touched by the person; never ticked beforehand. */
export function AskDeclaration(props: InputProps) {
  const { language } = useReading();
  const answer = useAnswer(props);
  return (
    <div className={classes.many}>
      <Checkbox
        className={classes.box}
        data-long
        isSelected={answer.value === true}
        isInvalid={props.problem !== null}
        onChange={(isOn) => answer.set(isOn ? true : null)}
      >
        <span className={classes.tick} aria-hidden>
          <Check />
        </span>
        <span>{props.field.label.everyday[language]}</span>
      </Checkbox>
      {props.problem === null ? null : (
        <p className={classes.problem} role="alert">
          {props.problem}
        </p>
      )}
    </div>
  );
}
