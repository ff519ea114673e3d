import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Paged } from './paged.tsx';
import classes from './paged-list.module.css';

/** With so few rows left below, the next ones are asked for. */
const rowsAhead = 4;

/**
 * A list that may be longer than the screen: it pages with two big arrows, says how many items are still below,
 * and can be dragged by finger as well.
 */
export function PagedList<T>(props: {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly render: (item: T) => ReactNode;
  /** Items that exist and are not here yet; `onNearEnd` asks for them before the last row is reached. */
  readonly more?: number;
  readonly onNearEnd?: () => void;
  /** The list is another one when this changes: it begins at its first row again. */
  readonly listKey?: string;
}) {
  const say = useStrings();
  const list = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState({ above: 0, below: 0, of: 0 });

  const measure = useCallback(() => {
    const box = list.current;
    if (!box) return;
    const top = box.scrollTop;
    const bottom = top + box.clientHeight;
    const rows = [...box.children].filter((row): row is HTMLElement => row instanceof HTMLElement);
    // A row counts as seen when all of it is: a cut one would never be read to its end.
    const above = rows.filter((row) => row.offsetTop < top - 1).length;
    const below = rows.filter((row) => row.offsetTop + row.offsetHeight > bottom + 1).length;
    const next = { above, below, of: rows.length };
    setShown((before) =>
      before.above === above && before.below === below && before.of === next.of ? before : next,
    );
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other items are other rows to measure
  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    // The first report comes with the next frame's own layout; measuring here would force one more.
    for (const row of box.children) watcher.observe(row);
    return () => watcher.disconnect();
  }, [measure, props.items]);

  const isScrolled = useRef(false);
  function follow(): void {
    isScrolled.current = (list.current?.scrollTop ?? 0) > 0;
    measure();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another list
  useEffect(() => {
    // Asking for the top of a list that is there anyway would cost a layout at every key of a search.
    if (isScrolled.current) list.current?.scrollTo({ top: 0, behavior: 'instant' });
  }, [props.listKey]);

  const more = props.more ?? 0;
  const { onNearEnd } = props;
  // What was measured of fewer rows says nothing of these.
  const isNearEnd = shown.of === props.items.length && shown.below <= rowsAhead;
  // biome-ignore lint/correctness/useExhaustiveDependencies: after new items the end may be near again
  useEffect(() => {
    if (isNearEnd && more > 0) onNearEnd?.();
  }, [isNearEnd, more, props.items]);

  const page = useCallback((direction: 1 | -1): void => {
    const box = list.current;
    if (!box) return;
    const rows = [...box.children].filter((row): row is HTMLElement => row instanceof HTMLElement);
    const top = box.scrollTop;
    const bottom = top + box.clientHeight;
    // A row taller than the list is read in parts, with a little of the last part left in sight.
    const part = box.clientHeight * 0.85;
    if (direction === 1) {
      const next = rows.find((row) => row.offsetTop + row.offsetHeight > bottom + 1);
      if (next) box.scrollTo({ top: next.offsetTop > top + 1 ? next.offsetTop : top + part });
    } else {
      const first = rows.find((row) => row.offsetTop >= top - box.clientHeight && row.offsetTop < top - 1);
      box.scrollTo({ top: Math.max(0, first?.offsetTop ?? top - part) });
    }
  }, []);

  const isLong = shown.above > 0 || shown.below > 0;
  const left = shown.below + more;
  return (
    <Paged
      pager={
        isLong
          ? {
              way: 'down',
              isFirst: shown.above === 0,
              isLast: shown.below === 0,
              backLabel: say('app.list.up'),
              nextLabel: say('app.list.down'),
              place: left > 0 ? say('app.list.more', { count: left }) : say('app.list.end'),
              onPage: page,
            }
          : null
      }
    >
      <ul
        ref={list}
        className={classes.list}
        data-rests={shown.above === 0 || undefined}
        aria-label={props.label}
        onScroll={follow}
        tabIndex={isLong ? 0 : -1}
      >
        {props.items.map((item) => (
          <li key={props.keyOf(item)}>{props.render(item)}</li>
        ))}
      </ul>
    </Paged>
  );
}
