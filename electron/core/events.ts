import { EventPublisher } from '@orpc/server';
import type { KioskEvent } from '../../shared/contract/index.ts';

/** Everything that changes by itself in the core, told to whoever listens: the page, and the core's own watchers. */
export interface Events {
  /** Remembers the state as the present one of its kind (and device) and tells every listener. */
  publish(event: KioskEvent): void;
  /** The present state of every kind first, then every change, until the signal aborts. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<KioskEvent, void>;
}

export function createEvents(): Events {
  const publisher = new EventPublisher<{ event: KioskEvent }>();
  const present = new Map<string, KioskEvent>();
  return {
    publish(event) {
      present.set(event.kind === 'device' ? `device ${event.device}` : event.kind, event);
      publisher.publish('event', event);
    },
    async *watch(signal) {
      // Subscribed before the snapshot is read, so that no change can fall between the two.
      const changes = publisher.subscribe('event', signal === undefined ? {} : { signal });
      try {
        yield* [...present.values()];
        yield* changes;
      } finally {
        await changes.return?.(undefined);
      }
    },
  };
}
