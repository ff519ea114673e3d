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
  const say = useStrings();
  const own = useRef<HTMLDivElement>(null);
  const box = props.box ?? own;
  const [ends, setEnds] = useState({ above: false, below: false });

  const measure = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const above = element.scrollTop > 2;
    const below = element.scrollTop + element.clientHeight < element.scrollHeight - 2;
    setEnds((before) => (before.above === above && before.below === below ? before : { above, below }));
  }, [box]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watcher = new ResizeObserver(measure);
    const observeAll = (): void => {
      watcher.observe(element);
      for (const child of element.children) watcher.observe(child);
    };
    // What is fetched first (the words of a fault) comes after the first look.
    const arrivals = new MutationObserver(observeAll);
    arrivals.observe(element, { childList: true });
    observeAll();
    return () => {
      arrivals.disconnect();
      watcher.disconnect();
    };
  }, [measure, box]);

  function page(direction: 1 | -1): void {
    const element = box.current;
    // A little of the page before stays in sight, so that the eye finds its place.
    if (element !== null) element.scrollBy({ top: direction * element.clientHeight * 0.85 });
  }

  const isLong = ends.above || ends.below;
  return (
    <div className={classes.pages}>
      <section
        ref={box}
        className={classes.box}
        aria-label={props.label}
        onScroll={measure}
        tabIndex={isLong ? 0 : -1}
      >
        {props.children}
      </section>
      {isLong ? (
        <div className={classes.pager}>
          <TouchButton icon={<ArrowUp aria-hidden />} isDisabled={!ends.above} onPress={() => page(-1)}>
            {say('app.pages.up')}
          </TouchButton>
          <TouchButton
            look="soft"
            icon={<ArrowDown aria-hidden />}
            isDisabled={!ends.below}
            onPress={() => page(1)}
          >
            {say('app.pages.down')}
          </TouchButton>
        </div>
      ) : null}
    </div>
  );
}
