import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useReading } from '../../client/index.ts';
import { Paged } from '../../components/paged.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './paged-grid.module.css';

interface Cells {
  readonly columns: number;
  /** As many as the least height allows; fewer once words have turned out to need more. */
  readonly rows: number;
}

/**
 * Tiles that fill the room they have, as many as fit in full; the others are one touch away. Nothing scrolls and
 * nothing is cut, whatever the panel and the size of the letters.
 */
export function PagedGrid<T>(props: {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly render: (item: T) => ReactNode;
  /** Least width and height of a tile, in em of the body text. */
  readonly tile: { readonly width: number; readonly height: number };
}) {
  const say = useStrings();
  const { textSize, contrast } = useReading();
  const box = useRef<HTMLDivElement>(null);
  const [cells, setCells] = useState<Cells | null>(null);
  const [page, setPage] = useState(0);
  const { width, height } = props.tile;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another letter size is another number of tiles
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const em = Number.parseFloat(getComputedStyle(element).fontSize);
      const gap = Number.parseFloat(getComputedStyle(element).columnGap) || 0;
      const cellsIn = (room: number, least: number): number =>
        Math.max(1, Math.floor((room + gap) / (least * em + gap)));
      const next = {
        columns: Math.min(cellsIn(element.clientWidth, width), 4),
        rows: cellsIn(element.clientHeight, height),
      };
      setCells((before) => (before?.columns === next.columns && before.rows === next.rows ? before : next));
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    measure();
    return () => watcher.disconnect();
  }, [width, height, textSize, contrast]);

  // Long words need taller tiles than the least height says: one row less (or wider ones), until nothing is cut.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other items are other words to fit
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || cells === null) return;
    const tiles = [...element.querySelectorAll('li > *')];
    if (!tiles.some((tile) => tile.scrollHeight > tile.clientHeight + 1)) return;
    if (cells.rows > 1) setCells({ ...cells, rows: cells.rows - 1 });
    else if (cells.columns > 1) setCells({ ...cells, columns: cells.columns - 1 });
  }, [cells, page, props.items]);

  const perPage = cells === null ? 0 : cells.columns * cells.rows;
  const pages = perPage === 0 ? 0 : Math.ceil(props.items.length / perPage);
  const current = Math.min(page, Math.max(0, pages - 1));
  const shown = props.items.slice(current * perPage, (current + 1) * perPage);
  const left = props.items.length - (current + 1) * perPage;
  const next = left > 0 ? say('find.pager.next', { count: left }) : say('find.pager.down');
  const columns = cells === null ? 1 : pages > 1 ? cells.columns : columnsOf(shown.length, cells);
  const rows = pages > 1 ? (cells?.rows ?? 1) : Math.ceil(shown.length / columns);
  return (
    <Paged
      pager={
        pages > 1
          ? {
              way: 'across',
              isFirst: current === 0,
              isLast: left <= 0,
              backLabel: say('find.pager.up'),
              nextLabel: next,
              nextWords: next,
              place: say('find.pager.page', { page: current + 1, pages }),
              onPage: (direction) => setPage(current + direction),
            }
          : null
      }
    >
      <div ref={box} className={classes.room}>
        <ul
          className={classes.grid}
          aria-label={props.label}
          style={{
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
          }}
        >
          {shown.map((item) => (
            <li key={props.keyOf(item)}>{props.render(item)}</li>
          ))}
        </ul>
      </div>
    </Paged>
  );
}

/** The most columns that leave no hole beside the last tile of a single page; else as many as there are. */
function columnsOf(tiles: number, { columns, rows }: Cells): number {
  const most = Math.max(1, Math.min(columns, tiles));
  for (let some = most; some >= 1; some -= 1) {
    if (tiles % some === 0 && tiles / some <= rows) return some;
  }
  return most;
}
