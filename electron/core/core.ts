import { readFileSync } from 'node:fs';
import path from 'node:path';
import { StandardRPCHandler } from '@orpc/server/standard';
import { assertDefined } from '../../shared/assert.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import {
  isCameraPlace,
  type Kiosk,
  type Network,
  type Phase,
  type Profile,
  type Role,
  type SessionState,
  type SetUpInput,
  type SetUpResult,
} from '../../shared/contract/index.ts';
import { type FaultCode, isKioskFault } from '../../shared/faults/index.ts';
import { noSession } from './citizen/index.ts';
import { loadConfig, saveSetUp } from './config/index.ts';
import type { DemoWorld } from './demo/index.ts';
import type { HidModule } from './devices/index.ts';
import type { Log } from './diagnostics/index.ts';
import { createEvents } from './events.ts';
import { createPageNews } from './page-news.ts';
import type { CallContext } from './rpc/guard.ts';
import { type PageLink, servePage } from './rpc/page-link.ts';
import { createRouter } from './rpc/router.ts';
import type { CorePoint } from './service-deps.ts';
import { openServices, type Services } from './services.ts';
import { runStartUp, type StartUpStep } from './start-up.ts';
import type { ShellSecrets } from './storage/index.ts';
import type { LeaveHow } from './technician/index.ts';
import type { ThreadPrograms } from './thread-programs.ts';

/** Everything the core needs from outside. It finds nothing by itself. */
export interface CoreOptions {
  readonly profile: Profile;
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly threads: ThreadPrograms;
  /** The file of a production kiosk; the demo makes its configuration from its world. */
  readonly config: { readonly path: string } | { readonly load: () => Promise<KioskConfig> };
  readonly clock: Clock;
  readonly log: Log;
  /** The operating system's secret store, where the shell has one. */
  readonly secrets: ShellSecrets;
  /** The simulated outside world; null in production, where there is only the real one. */
  readonly world: DemoWorld | null;
  /** node-hid, loaded when readers are first looked for. */
  readonly hid: () => Promise<HidModule>;
  readonly onPhase: (phase: Phase) => void;
  readonly onSessionEnded: () => void;
  /** The card screen opened or closed: only meanwhile the shell lets the page use the camera. */
  readonly onCamera: (allowed: boolean) => void;
  /** Can whoever started this core turn the machine off? */
  readonly canShutDown: boolean;
  /** A technician asked for it; the core is still running. */
  readonly onLeave: (how: LeaveHow) => void;
  /** Told of each named moment of sealing, delivery and erasure. */
  readonly reached?: ((point: CorePoint) => void) | undefined;
}

/** A running kiosk without its screen. */
export interface Core {
  /** Serves a page; the newest page replaces the older one. */
  openPage(link: PageLink): void;
  phase(): Phase;
  stop(reason: string): Promise<void>;
}

/** How long each step of starting may take before it is given up. */
const limits = {
  configurationMs: 2_000,
  /** A first start under a keyring may wait for the keyring's own start. */
  storeMs: 60_000,
} as const;

/** Composes the core and starts it. Returns at once: calls that need nothing are served while the rest starts. */
export function createCore(options: CoreOptions): Core {
  const { clock, log } = options;
  const version = readVersion(options.resourcesDir);
  const events = createEvents();
  let config: KioskConfig | null = null;
  let phase: Phase = { kind: 'starting', step: 'configuration' };
  let network: Network = { state: 'unknown', cause: null, clockOffsetMs: null };
  let services: Services | null = null;
  let page: PageLink | null = null;
  let isCameraAllowed = false;

  function publishHealth(): void {
    events.publish({ kind: 'health', health: { phase, network } });
  }

  function setPhase(next: Phase): void {
    phase = next;
    publishHealth();
    options.onPhase(next);
  }

  function setSession(session: SessionState): void {
    const allowed = session.kind === 'open' && isCameraPlace(session.place);
    if (allowed !== isCameraAllowed) options.onCamera(allowed);
    isCameraAllowed = allowed;
    events.publish({ kind: 'session', session });
  }

  function role(): Role {
    // Whoever stands at an unconfigured machine is its technician: there is nothing to protect yet.
    if (phase.kind === 'set-up') return 'technician';
    return services?.sessions.role() ?? 'citizen';
  }

  function kiosk(): Kiosk {
    return {
      version,
      profile: options.profile,
      kioskId: config?.kioskId ?? null,
      office:
        config === null
          ? null
          : { name: config.office.name, place: config.office.place, counter: config.office.counter },
      tickets: config?.tickets.services ?? [],
      pxPerMm: config?.screen.pxPerMm ?? 3.2,
      idle: config?.idle ?? { askAfterSeconds: 60, answerWithinSeconds: 30 },
    };
  }

  const steps: readonly StartUpStep[] = [
    {
      name: 'configuration',
      limitMs: limits.configurationMs,
      async run() {
        config = 'load' in options.config ? await options.config.load() : loadConfig(options.config.path);
        if (config !== null) return 'go-on';
        setPhase({ kind: 'set-up' });
        return 'stop-here';
      },
    },
    {
      name: 'store',
      limitMs: limits.storeMs,
      async run() {
        services = await openServices({
          config: assertDefined(config, 'configuration'),
          dataDir: options.dataDir,
          resourcesDir: options.resourcesDir,
          threads: options.threads,
          version,
          profile: options.profile,
          secrets: options.secrets,
          clock,
          log,
          onSession: setSession,
          onSessionEnded: options.onSessionEnded,
          ...createPageNews(events),
          hid: options.hid,
          demoReader: options.world?.reader ?? null,
          configPath: 'path' in options.config ? options.config.path : null,
          canShutDown: options.canShutDown,
          onLeave: options.onLeave,
          reached: options.reached,
          onNetwork: (next) => {
            network = next;
            publishHealth();
          },
        });
        return 'go-on';
      },
    },
    {
      name: 'ready',
      limitMs: 1_000,
      async run() {
        setPhase({ kind: 'ready' });
        return 'go-on';
      },
    },
  ];

  async function start(): Promise<void> {
    try {
      await runStartUp(steps, {
        clock,
        log,
        onStep: (step) => setPhase({ kind: 'starting', step }),
      });
    } catch (error) {
      setPhase({ kind: 'paused', fault: faultOf(error) });
    }
  }

  /** The demo's portal takes the kiosk in by itself; nobody waits for it, and it is tried again at the next start. */
  async function enrolDemo(world: DemoWorld): Promise<void> {
    try {
      if (services === null || config === null || services.portal.isEnrolled()) return;
      await services.portal.enrol(await world.enrolmentCode(config.kioskId));
    } catch (error) {
      log.failure('enrolment left for later', error);
    }
  }

  /** The technician's first configuration: written, then the start goes on where it had stopped. */
  async function finishSetUp(input: SetUpInput): Promise<SetUpResult> {
    const configPath =
      'path' in options.config ? options.config.path : path.join(options.dataDir, 'config.json');
    const osStore = (await options.secrets.protection()) !== null;
    const outcome = await saveSetUp({ input, configPath, osStore });
    if (!outcome.saved)
      return { errors: [...outcome.errors], saved: false, enrolment: 'later', enrolmentFault: null };
    await start();
    if (services === null) return { errors: [], saved: true, enrolment: 'later', enrolmentFault: null };
    services.audit.append({
      id: 'set-up-finished',
      role: 'technician',
      details: { configHash: outcome.configHash },
    });
    services.staff.expectFirst();
    const code = input.enrolmentCode.trim();
    if (code === '') return { errors: [], saved: true, enrolment: 'later', enrolmentFault: null };
    try {
      await services.portal.enrol(code);
      return { errors: [], saved: true, enrolment: 'done', enrolmentFault: null };
    } catch (error) {
      if (!isKioskFault(error)) throw error;
      return { errors: [], saved: true, enrolment: 'failed', enrolmentFault: error.code };
    }
  }

  publishHealth();
  events.publish({ kind: 'session', session: noSession });
  const started = start();
  const { world } = options;
  if (world !== null) void started.then(() => enrolDemo(world));

  const router = createRouter({
    kiosk,
    events,
    services: () => assertDefined(services, 'services'),
    saveSetUp: finishSetUp,
    world: options.world,
    painted: () => clock.now(),
  });
  const handler = new StandardRPCHandler<CallContext>(router, {});

  return {
    openPage(link) {
      page?.close();
      page = link;
      servePage({ link, handler, context: { role, phase: () => phase, clock, log }, log });
    },
    phase: () => phase,
    async stop(reason) {
      await started;
      log.info('core stops', { reason });
      page?.close();
      await services?.close(reason);
    },
  };
}

function faultOf(error: unknown): FaultCode {
  return isKioskFault(error) ? error.code : 'KIOSK_PAUSED';
}

function readVersion(resourcesDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(resourcesDir, '../package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '?';
}
