/** One piece of work after the other for each name; different names do not wait for each other. */
export interface Turns {
  take<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** A piece that fails does not hold up the next. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(name, work) {
      const before = last.get(name) ?? Promise.resolve();
      const done = before.then(work);
      const settled = done.then(
        () => undefined,
        () => undefined,
      );
      last.set(name, settled);
      void settled.then(() => {
        if (last.get(name) === settled) last.delete(name);
      });
      return done;
    },
  };
}
