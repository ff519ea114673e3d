import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useReading } from '../../client/index.ts';

/**
 * How often the content had to give way because it did not fit its box: 0 shows everything, every step shows less
 * and moves the rest to a screen of its own. Another panel, language or letter size begins anew.
 */
export function useGiveWay(most: number): readonly [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const { language, textSize, contrast, reach } = useReading();
  const reading = [language, textSize, contrast, reach].join();
  const [given, setGiven] = useState({ reading, room: 0, steps: 0 });
  const steps = given.reading === reading ? given.steps : 0;

  // Every commit is measured: what stands in the box decides, not what we believe of it.
  useLayoutEffect(() => {
    const main = box.current?.closest('main');
    if (!main) return;
    const check = (): void => {
      const room = main.clientHeight;
      // The room has changed: everything is tried once more.
      if (room !== given.room && given.steps > 0 && given.room !== 0) {
        setGiven({ reading, room, steps: 0 });
      } else if (steps < most && main.scrollHeight > room + 1) {
        setGiven({ reading, room, steps: steps + 1 });
      }
    };
    check();
    const watcher = new ResizeObserver(check);
    watcher.observe(main);
    // A part that asks the core for itself may appear later, without a change of the room.
    const arrivals = new MutationObserver(check);
    arrivals.observe(main, { childList: true, subtree: true });
    return () => {
      watcher.disconnect();
      arrivals.disconnect();
    };
  });
  return [box, steps];
}
