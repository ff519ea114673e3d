import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import type { CoreClient } from '../../shared/contract/index.ts';
import { KioskFault } from '../../shared/faults/index.ts';
import type { Connector, Transport } from './transport.ts';

/** `connecting`: never had a core. `lost`: had one; the supervisor is bringing the next. */
export type LinkState = 'connecting' | 'connected' | 'lost';

export interface CoreLink {
  /** One client for the whole life of the page; calls go to whichever core is there. */
  readonly core: CoreClient;
  state(): LinkState;
  /** Calls back at every change of state, and at every new core. */
  watch(callback: (state: LinkState) => void): () => void;
}

/**
 * A MessagePort does not report the death of its other end in every runtime, and a hanging core keeps its socket
 * open: so the page also asks. `painted` is that question, and feeds the shell's watchdog at once.
 */
const timings = { beatMs: 2_000, beatAnswerMs: 4_000 } as const;

/** Joins the connector's transports into one client. Calls fail with CORE_RESTARTING while there is no core. */
export function createCoreLink(deps: {
  readonly connector: Connector;
  /** Resolves when the page has really painted. */
  readonly nextFrame: () => Promise<void>;
}): CoreLink {
  let current:
    | { readonly transport: Transport; readonly gone: Promise<never>; readonly end: () => void }
    | undefined;
  let state: LinkState = 'connecting';
  const watchers = new Set<(state: LinkState) => void>();

  const setState = (next: LinkState): void => {
    state = next;
    for (const watcher of [...watchers]) watcher(next);
  };

  const drop = (): void => {
    const dropped = current;
    if (!dropped) return;
    current = undefined;
    dropped.end();
    dropped.transport.close();
    setState('lost');
  };

  const link: ClientLink<ClientContext> = {
    async call(path, input, options) {
      if (!current) throw new KioskFault('CORE_RESTARTING');
      const { transport, gone } = current;
      return await Promise.race([transport.link.call(path, input, options), gone]);
    },
  };
  const core: CoreClient = createORPCClient(link);

  const beat = async (of: Transport): Promise<void> => {
    while (current?.transport === of) {
      await deps.nextFrame();
      if (current?.transport !== of) return;
      const isAlive = await Promise.race([
        core.system.painted().then(
          () => true,
          () => false,
        ),
        new Promise<false>((resolve) => setTimeout(() => resolve(false), timings.beatAnswerMs)),
      ]);
      if (current?.transport !== of) return;
      if (!isAlive) {
        drop();
        deps.connector.renew();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, timings.beatMs));
    }
  };

  deps.connector.start({
    opened(transport) {
      // The newest road wins: the core replaces the older page in the same way.
      current?.end();
      current?.transport.close();
      let end: () => void = () => {};
      const gone = new Promise<never>((_, reject) => {
        end = () => reject(new KioskFault('CORE_RESTARTING'));
      });
      gone.catch(() => {}); // nobody may be waiting when the road ends
      current = { transport, gone, end };
      setState('connected');
      void beat(transport);
    },
    closed: drop,
  });

  return {
    core,
    state: () => state,
    watch(callback) {
      watchers.add(callback);
      return () => watchers.delete(callback);
    },
  };
}
