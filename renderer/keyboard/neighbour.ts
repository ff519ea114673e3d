interface Place {
  readonly x: number;
  readonly y: number;
}

function centreOf(element: Element): Place {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

const directions: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The key that lies next in an arrow's direction, for keypads and keyboards; null at the edge. */
export function findNeighbour(
  from: HTMLElement,
  keys: readonly HTMLElement[],
  arrow: string,
): HTMLElement | null {
  const direction = directions[arrow];
  if (direction === undefined) return null;
  const start = centreOf(from);
  let best: HTMLElement | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const key of keys) {
    if (key === from) continue;
    const { x, y } = centreOf(key);
    const along = (x - start.x) * direction.x + (y - start.y) * direction.y;
    const across = Math.abs((x - start.x) * direction.y) + Math.abs((y - start.y) * direction.x);
    if (along <= 4) continue;
    // Straight on counts more than near: a row is walked to its end before another is entered.
    const distance = along + across * 3;
    if (distance < bestDistance) {
      best = key;
      bestDistance = distance;
    }
  }
  return best;
}
