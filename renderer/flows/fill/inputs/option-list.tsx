import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { PagedList } from '../../../components/paged-list.tsx';
import classes from './option-list.module.css';
import { OptionWords } from './option-words.tsx';

export interface Option {
  readonly id: string;
  readonly title: string;
  readonly line?: string;
}

/** More than this many options page; fewer stand as large as the screen allows. */
export const mostAtOnce = 6;

/** One of a list, as large targets; the chosen one carries a tick. */
export function OptionList(props: {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly problem: string | null;
}) {
  const isLong = props.options.length > mostAtOnce;
  const isShort = props.options.every(({ title, line }) => title.length < 22 && line === undefined);
  return (
    <RadioGroup
      className={classes.options}
      data-long={isLong || undefined}
      data-fills={isLong ? '' : undefined}
      aria-label={props.label}
      isInvalid={props.problem !== null}
      value={props.chosen}
      onChange={props.onChoose}
    >
      {isLong ? (
        <PagedList
          label={props.label}
          items={props.options}
          keyOf={({ id }) => id}
          render={(option) => <OptionRadio option={option} />}
        />
      ) : (
        <div className={classes.few} data-columns={isShort ? 2 : 1}>
          {props.options.map((option) => (
            <OptionRadio key={option.id} option={option} />
          ))}
        </div>
      )}
      {props.problem === null ? null : (
        <p className={classes.problem} role="alert">
          {props.problem}
        </p>
      )}
    </RadioGroup>
  );
}

function OptionRadio({ option }: { readonly option: Option }) {
  return (
    <Radio value={option.id} className={classes.option}>
      <OptionWords option={option} tickClass={classes.tick} />
    </Radio>
  );
}
