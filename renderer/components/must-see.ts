import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** So much of a mark in sight is seen. */
const seenPart = 0.9;

/** A mark that flits by while the page finds its shape was not seen. */
const seenMs = 300;

/** What must come into sight before the person may say yes to it: elements with `data-must-see`, by that name. */
export interface MustSee {
  /** For `Pages`. */
  readonly box: RefObject<HTMLDivElement | null>;
  /** How many were not in sight yet; null until it is known. */
  readonly left: number | null;
  /** Brings the next of them into sight. */
  showNext(): void;
}

/** Watches a long reading; what was in sight once stays seen for as long as the reading is on the screen. */
export function useMustSee(): MustSee {
  const box = useRef<HTMLDivElement>(null);
  const seen = useRef(new Set<string>());
  const [left, setLeft] = useState<number | null>(null);

  const unseen = useCallback((): readonly HTMLElement[] => {
    const marks = box.current?.querySelectorAll<HTMLElement>('[data-must-see]') ?? [];
    return [...marks].filter((mark) => !seen.current.has(nameOf(mark)));
  }, []);

  useEffect(() => {
    const root = box.current;
    if (root === null) return;
    const count = (): void => setLeft(new Set(unseen().map(nameOf)).size);
    const inSight = new Map<Element, ReturnType<typeof setTimeout>>();
    const look = (mark: Element): void => {
      seen.current.add(nameOf(mark));
      count();
    };
    const sight = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio } of entries) {
          clearTimeout(inSight.get(target));
          if (intersectionRatio >= seenPart)
            inSight.set(
              target,
              setTimeout(() => look(target), seenMs),
            );
        }
      },
      { root, threshold: seenPart },
    );
    const watch = (): void => {
      for (const mark of unseen()) sight.observe(mark);
    };
    // Marks come with the answer of the core, after the first drawing.
    let settled = setTimeout(count, 2 * seenMs);
    const arrivals = new MutationObserver(() => {
      if (unseen().length === 0) return;
      setLeft(null);
      watch();
      clearTimeout(settled);
      settled = setTimeout(count, 2 * seenMs);
    });
    arrivals.observe(root, { childList: true, subtree: true, attributeFilter: ['data-must-see'] });
    watch();
    return () => {
      clearTimeout(settled);
      for (const timer of inSight.values()) clearTimeout(timer);
      arrivals.disconnect();
      sight.disconnect();
    };
  }, [unseen]);

  return {
    box,
    left,
    showNext: () => unseen()[0]?.scrollIntoView({ block: 'center' }),
  };
}

function nameOf(mark: Element): string {
  return mark.getAttribute('data-must-see') ?? '';
}
