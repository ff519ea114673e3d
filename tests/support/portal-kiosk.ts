import { onTestFinished } from 'vitest';
import { demoConfig } from '../../electron/core/config/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import {
  type CoreClient,
  defaultReading,
  type KioskEvent,
  type SignInState,
} from '../../shared/contract/index.ts';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';
import { makeFolder } from './folders.ts';
import { openTestPage } from './page.ts';
import { portalWorld } from './portal-world.ts';
import { startTestCore, type TestCore } from './test-core.ts';

/** A kiosk in this process that a reference portal has taken in, with a page and everything that it was told. */
export interface PortalKiosk {
  readonly portal: ReferencePortal;
  readonly kiosk: TestCore;
  readonly page: CoreClient;
  readonly dataDir: string;
  readonly events: readonly KioskEvent[];
  /** Resolves with the first event, past or to come, that fits. */
  seen(fits: (event: KioskEvent) => boolean): Promise<KioskEvent>;
  /** As `seen`, for events after this call only. */
  next(fits: (event: KioskEvent) => boolean): Promise<KioskEvent>;
  /** Resolves with the next sign-in state of this step. */
  reachSignIn(step: SignInState['step']): Promise<SignInState>;
  /** A touch on the attract screen. */
  begin(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens portal and kiosk; both end with the test. Give `portal` and `dataDir` to start the same kiosk again. */
export async function openPortalKiosk(
  options: {
    readonly clock?: Clock;
    readonly portal?: ReferencePortal;
    readonly dataDir?: string;
    readonly change?: (config: KioskConfig) => KioskConfig;
  } = {},
): Promise<PortalKiosk> {
  const folder = options.dataDir === undefined ? makeFolder('sign-in') : null;
  const dataDir = options.dataDir ?? folder?.path ?? '';
  const portal = options.portal ?? (await createReferencePortal());
  const change = options.change ?? ((same: KioskConfig) => same);
  const kiosk = startTestCore({
    dataDir,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    config: { load: async () => change(demoConfig({ dataDir, portalAddress: portal.address })) },
    world: portalWorld(portal),
  });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= kiosk.core.stop('test over'));
  onTestFinished(async () => {
    await stop();
    if (options.portal === undefined) await portal.stop();
    folder?.remove();
  });
  await kiosk.reach('ready');
  const page = openTestPage(kiosk.core).client;
  const events: KioskEvent[] = [];
  const waiting: { fits: (event: KioskEvent) => boolean; resolve: (event: KioskEvent) => void }[] = [];
  void (async () => {
    for await (const event of await page.system.events()) {
      events.push(event);
      for (const one of waiting.splice(0)) {
        if (one.fits(event)) one.resolve(event);
        else waiting.push(one);
      }
    }
  })().catch(() => {}); // the line ends with the kiosk
  const next = (fits: (event: KioskEvent) => boolean): Promise<KioskEvent> =>
    new Promise((resolve) => waiting.push({ fits, resolve }));
  const seen = async (fits: (event: KioskEvent) => boolean): Promise<KioskEvent> =>
    events.find(fits) ?? next(fits);
  await seen((event) => event.kind === 'health' && event.health.network.state === 'online');
  return {
    portal,
    kiosk,
    page,
    dataDir,
    events,
    seen,
    next,
    stop,
    async reachSignIn(step) {
      const event = await next((one) => one.kind === 'sign-in' && one.signIn.step === step);
      return event.kind === 'sign-in' ? event.signIn : { step: 'none' };
    },
    async begin() {
      await page.session.begin({ reading: defaultReading });
    },
  };
}
