import type { Reader, ReaderState } from './reader.port.ts';

/** Which state speaks for all: a reader that works hides one that does not. */
const order = [
  'reading',
  'ready',
  'fault',
  'recovering',
  'absent',
] as const satisfies readonly ReaderState['kind'][];

/** Several kinds of readers as one. */
export function createReaders(readers: readonly Reader[]): Reader {
  return {
    start(listener) {
      const states: ReaderState[] = readers.map(() => ({ kind: 'absent' }));
      let told = '';
      for (const [index, reader] of readers.entries()) {
        reader.start({
          ...listener,
          onCode: (code) => listener.onCode(code),
          onTrouble: (fault) => listener.onTrouble(fault),
          onState(state) {
            states[index] = state;
            const first = order
              .map((kind) => states.find((one) => one.kind === kind))
              .find((one) => one !== undefined);
            if (first === undefined || JSON.stringify(first) === told) return;
            told = JSON.stringify(first);
            listener.onState(first);
          },
        });
      }
    },
    async stop() {
      await Promise.all(readers.map((reader) => reader.stop()));
    },
  };
}
