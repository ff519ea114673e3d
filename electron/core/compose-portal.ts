import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Network } from '../../shared/contract/index.ts';
import type { AuditLog } from './audit/index.ts';
import type { Log } from './diagnostics/index.ts';
import {
  createPortalWatch,
  createRestAdapter,
  createTrustStore,
  type PortalAdapter,
  type PortalWatch,
} from './portal/index.ts';
import type { Store } from './storage/index.ts';

/** The road to the portal, as the calls of the page use it. */
export interface Portal {
  isEnrolled(): boolean;
  /** Lets the portal take this kiosk in; rejects with the portal's fault. */
  enrol(code: string): Promise<void>;
  /** Looks at the road now instead of at the next turn. */
  lookNow(): void;
}

export interface PortalRoad {
  readonly adapter: PortalAdapter;
  readonly watch: PortalWatch;
  readonly portal: Portal;
  /** The portal's clock less ours, in ms; null as long as nothing was heard. */
  readonly clockOffsetMs: () => number | null;
  /** From here on the road is looked at; `onWay` hears every moment at which something may pass again. */
  start(onWay: (reason: 'network' | 'enrolled') => void): void;
  /** Nothing is asked of the portal any more; calls under way go on until `close`. */
  stop(): void;
  close(): void;
}

/** Joins the portal's adapter to the watch of the road and to the audit log. */
export function composePortal(deps: {
  readonly config: KioskConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditLog;
  readonly onNetwork: (network: Network) => void;
}): PortalRoad {
  const { config, clock, log, audit } = deps;
  const adapter = createRestAdapter({
    address: config.portal.address,
    kioskId: config.kioskId,
    caPath: config.portal.caPath,
    trust: createTrustStore(deps.store),
    clock,
    log,
  });
  const watch = createPortalWatch({ adapter, clock, log });
  let isStopped = false;
  let onWay: (reason: 'network' | 'enrolled') => void = () => {};
  return {
    adapter,
    watch,
    clockOffsetMs: () => watch.network().clockOffsetMs,
    start(listener) {
      onWay = listener;
      watch.onChange((network) => {
        deps.onNetwork(network);
        if (network.state === 'online') onWay('network');
      });
      watch.start();
    },
    stop() {
      isStopped = true;
      watch.stop();
    },
    close: () => adapter.close(),
    portal: {
      isEnrolled: () => adapter.isEnrolled(),
      async enrol(code) {
        const portalHost = adapter.portalHost;
        audit.append({ id: 'enrolment-started', role: 'technician', details: { portalHost } });
        try {
          const { portalKeyFingerprint } = await adapter.enrol({ code });
          audit.append({
            id: 'enrolment-finished',
            role: 'technician',
            details: { portalHost, outcome: 'done', portalKeyFingerprint },
          });
        } catch (error) {
          // Closing abandons the call: there is no log to write to any more.
          if (isStopped) throw error;
          audit.append({
            id: 'enrolment-finished',
            role: 'technician',
            details: { portalHost, outcome: 'failed' },
          });
          throw error;
        }
        onWay('enrolled');
        await watch.checkNow();
      },
      lookNow: () => void watch.checkNow(),
    },
  };
}
