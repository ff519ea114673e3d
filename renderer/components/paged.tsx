import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import classes from './paged.module.css';
import { TouchButton } from './touch-button.tsx';

/** Which way the items go on: a list is pulled down, tiles are turned over. */
type Way = 'down' | 'across';

interface PagerProps {
  readonly way: Way;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly backLabel: string;
  readonly nextLabel: string;
  /** Says beside the arrow, too, what comes next; where there is room for it. */
  readonly nextWords?: string;
  /** Between the arrows: where one is, or how much is left. */
  readonly place: string;
  /** The arrows are drawn again when this is another function. */
  readonly onPage: (direction: 1 | -1) => void;
}

/** Items that may be more than the room shows, and their pager (null: all are in sight). */
export function Paged(props: { readonly pager: PagerProps | null; readonly children: ReactNode }) {
  return (
    <div className={classes.paged} data-long={props.pager === null ? undefined : true}>
      {props.children}
      {props.pager === null ? null : <Pager {...props.pager} />}
    </div>
  );
}

function Pager(props: PagerProps) {
  const { way, onPage } = props;
  return (
    <div className={classes.pager} data-way={way}>
      <PageButton
        way={way}
        direction={-1}
        label={props.backLabel}
        isDisabled={props.isFirst}
        onPage={onPage}
      />
      <p aria-live="polite" data-heard="cramped">
        {props.place}
      </p>
      <PageButton
        way={way}
        direction={1}
        label={props.nextLabel}
        words={props.nextWords ?? ''}
        isDisabled={props.isLast}
        onPage={onPage}
      />
    </div>
  );
}

/** Drawn again only when it begins or ceases to lead anywhere, not with every change of the items. */
const PageButton = memo(function PageButton(props: {
  readonly way: Way;
  readonly direction: 1 | -1;
  readonly label: string;
  readonly words?: string;
  readonly isDisabled: boolean;
  readonly onPage: (direction: 1 | -1) => void;
}) {
  const isNext = props.direction === 1;
  const Arrow = isNext
    ? props.way === 'down'
      ? ArrowDown
      : ArrowRight
    : props.way === 'down'
      ? ArrowUp
      : ArrowLeft;
  return (
    <TouchButton
      look={isNext ? 'soft' : 'plain'}
      icon={<Arrow aria-hidden />}
      iconSide={isNext ? 'after' : 'before'}
      label={props.label}
      isDisabled={props.isDisabled}
      onPress={() => props.onPage(props.direction)}
    >
      {props.words ?? ''}
    </TouchButton>
  );
});
