import { startTransition, useEffect, useState } from 'react';

/** False in the frame that first shows the value, true from then on: what may wait for that frame is drawn after it. */
export function useHasPainted(value: unknown): boolean {
  const [painted, setPainted] = useState<unknown>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A task that a frame's callback leaves behind runs when the frame is on the glass.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setPainted(value)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return painted === value;
}
