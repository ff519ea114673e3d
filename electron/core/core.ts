import { readFileSync } from 'node:fs';
import path from 'node:path';
import { StandardRPCHandler } from '@orpc/server/standard';
import { assertDefined } from '../../shared/assert.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Kiosk, Network, Phase, Profile, SessionState } from '../../shared/contract/index.ts';
import { isKioskFault } from '../../shared/faults/index.ts';
import { createSessions, noSession, type Sessions } from './citizen/session.ts';
import type { SessionRecord } from './citizen/session-store.ts';
import { loadConfig } from './config/index.ts';
import type { Log } from './diagnostics/index.ts';
import { createEvents } from './events.ts';
import type { CallContext } from './rpc/guard.ts';
import { type PageLink, servePage } from './rpc/page-link.ts';
import { createRouter } from './rpc/router.ts';
import { runStartUp, type StartUpStep } from './start-up.ts';

/** Everything the core needs from outside. It finds nothing by itself. */
export interface CoreOptions {
  readonly profile: Profile;
  readonly dataDir: string;
  readonly resourcesDir: string;
  /** The file of a production kiosk; the demo brings its configuration along. */
  readonly config: { readonly path: string } | { readonly value: KioskConfig };
  readonly clock: Clock;
  readonly log: Log;
  readonly onPhase: (phase: Phase) => void;
  readonly onSessionEnded: () => void;
}

/** A running kiosk without its screen. */
export interface Core {
  /** Serves a page; the newest page replaces the older one. */
  openPage(link: PageLink): void;
  phase(): Phase;
  stop(reason: string): Promise<void>;
}

/** Composes the core and starts it. Returns at once: calls that need nothing are served while the rest starts. */
export function createCore(options: CoreOptions): Core {
  const { clock, log } = options;
  const version = readVersion(options.resourcesDir);
  const events = createEvents();
  let config: KioskConfig | null = null;
  let phase: Phase = { kind: 'starting', step: 'configuration' };
  const network: Network = { state: 'unknown', cause: null, clockOffsetMs: null };
  let sessions: Sessions | null = null;
  let page: PageLink | null = null;

  function publishHealth(): void {
    events.publish({ kind: 'health', health: { phase, network } });
  }

  function setPhase(next: Phase): void {
    phase = next;
    publishHealth();
    options.onPhase(next);
  }

  function publishSession(session: SessionState): void {
    events.publish({ kind: 'session', session });
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
      pxPerMm: config?.screen.pxPerMm ?? 3.2,
      idle: config?.idle ?? { askAfterSeconds: 60, answerWithinSeconds: 30 },
    };
  }

  const steps: readonly StartUpStep[] = [
    {
      name: 'configuration',
      limitMs: 2_000,
      async run() {
        config = 'value' in options.config ? options.config.value : loadConfig(options.config.path);
        if (config !== null) return 'go-on';
        setPhase({ kind: 'set-up' });
        return 'stop-here';
      },
    },
    {
      name: 'session',
      limitMs: 5_000,
      async run() {
        let kept: SessionRecord | null = null;
        sessions = createSessions({
          clock,
          store: {
            read: () => kept,
            write: (record) => {
              kept = record;
            },
            clear: () => {
              kept = null;
            },
          },
          idle: kiosk().idle,
          onChange: publishSession,
          onStarted: () => {},
          onEnded: () => options.onSessionEnded(),
        });
        sessions.restore();
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

  publishHealth();
  publishSession(noSession);
  const started = runStartUp(steps, {
    clock,
    log,
    onStep: (step) => setPhase({ kind: 'starting', step }),
  }).catch((error: unknown) => {
    setPhase({ kind: 'paused', fault: isKioskFault(error) ? error.code : 'KIOSK_PAUSED' });
  });

  const router = createRouter({
    kiosk,
    events,
    sessions: () =>
      assertDefined(sessions, 'session (the guard lets no call through before the core is ready)'),
    saveSetUp: async () => ({ errors: [], saved: false, enrolment: 'later', enrolmentFault: null }),
    painted: () => clock.now(),
  });
  const handler = new StandardRPCHandler<CallContext>(router, {});

  return {
    openPage(link) {
      page?.close();
      page = link;
      servePage({
        link,
        handler,
        context: { role: () => sessions?.role() ?? 'citizen', phase: () => phase, clock, log },
        log,
      });
    },
    phase: () => phase,
    async stop(reason) {
      await started;
      log.info('core stops', { reason });
      sessions?.close();
      page?.close();
    },
  };
}

function readVersion(resourcesDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(resourcesDir, '../package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '?';
}
