import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import classes from './pages.module.css';
import { TouchButton } from './touch-button.tsx';

/** A long reading that pages by big arrows and can be dragged by finger. */
export function Pages(props: {
  readonly label: string;
  /** Whoever must know what of it was in sight. */
  readonly box?: RefObject<HTMLDivElement | null>;
  readonly children: ReactNode;
}) {
  const own = useRef<HTMLDivElement>(null);
  const box = props.box ?? own;
  const pager = usePager(box);
  return (
    <div className={classes.pages}>
      <section
        ref={box}
        className={classes.box}
        aria-label={props.label}
        onScroll={pager.measure}
        tabIndex={pager.isLong ? 0 : -1}
      >
        {props.children}
      </section>
      <Pager {...pager} />
    </div>
  );
}

/** What is left above and below of a box that scrolls, and the way there; `spare` pixels more than it shows are nothing. */
export function usePager(box: RefObject<HTMLElement | null>, spare = 2) {
  const [ends, setEnds] = useState({ above: false, below: false });

  const measure = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const above = element.scrollTop > spare;
    const below = element.scrollTop + element.clientHeight < element.scrollHeight - spare;
    setEnds((before) => (before.above === above && before.below === below ? before : { above, below }));
  }, [box, spare]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watcher = new ResizeObserver(measure);
    const observeAll = (): void => {
      watcher.observe(element);
      // A child that fills the box keeps its size whatever is in it.
      for (const child of element.querySelectorAll(':scope > *, :scope > * > *')) watcher.observe(child);
    };
    // What is fetched first (the words of a fault) comes after the first look.
    const arrivals = new MutationObserver(() => {
      observeAll();
      // What grew deeper inside changes no size that is watched.
      requestAnimationFrame(measure);
    });
    arrivals.observe(element, { childList: true, subtree: true });
    observeAll();
    return () => {
      arrivals.disconnect();
      watcher.disconnect();
    };
  }, [box, measure]);

  function page(direction: 1 | -1): void {
    const element = box.current;
    // A little of the page before stays in sight, so that the eye finds its place.
    if (element !== null) element.scrollBy({ top: direction * element.clientHeight * 0.85 });
  }

  return { ...ends, isLong: ends.above || ends.below, measure, page };
}

/** The arrows; nothing where everything is in sight. */
export function Pager(props: Omit<ReturnType<typeof usePager>, 'measure'>) {
  const say = useStrings();
  const { above, below, isLong, page } = props;
  if (!isLong) return null;
  return (
    <div className={classes.pager}>
      <TouchButton icon={<ArrowUp aria-hidden />} isDisabled={!above} onPress={() => page(-1)}>
        {say('app.pages.up')}
      </TouchButton>
      <TouchButton look="soft" icon={<ArrowDown aria-hidden />} isDisabled={!below} onPress={() => page(1)}>
        {say('app.pages.down')}
      </TouchButton>
    </div>
  );
}
