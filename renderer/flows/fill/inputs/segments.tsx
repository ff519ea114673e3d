import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import classes from './segments.module.css';

/** Two or three ways to answer, side by side over the field. */
export function Segments<Id extends string>(props: {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly text: string }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}) {
  return (
    <RadioGroup
      className={classes.segments}
      aria-label={props.label}
      value={props.chosen}
      onChange={(id) => {
        const option = props.options.find((one) => one.id === id);
        if (option) props.onChoose(option.id);
      }}
      orientation="horizontal"
    >
      {props.options.map(({ id, text }) => (
        <Radio key={id} value={id} className={classes.segment}>
          {text}
        </Radio>
      ))}
    </RadioGroup>
  );
}
