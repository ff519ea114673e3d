import { Chip, ChipLine } from './chip.tsx';
import classes from './tabs.module.css';

/** The parts of a list, one shown at a time, with the number that waits in each where that is known. */
export function Tabs<Id extends string>(props: {
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly label: string; readonly count?: number }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => unknown;
}) {
  return (
    <ChipLine role="tablist" aria-label={props.label}>
      {props.tabs.map(({ id, label, count = 0 }) => (
        <Chip key={id} role="tab" aria-selected={id === props.chosen} onPress={() => void props.onChoose(id)}>
          {label}
          {count === 0 ? null : <b className={classes.count}>{count}</b>}
        </Chip>
      ))}
    </ChipLine>
  );
}
