import path from 'node:path';
import { demoConfig } from '../../electron/core/config/index.ts';
import { type Core, createCore } from '../../electron/core/core.ts';
import type { DemoWorld } from '../../electron/core/demo/index.ts';
import type { HidModule } from '../../electron/core/devices/index.ts';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { noSecretStore } from '../../electron/core/shell-secrets.ts';
import type { ShellSecrets } from '../../electron/core/storage/index.ts';
import type { LeaveHow } from '../../electron/core/technician/index.ts';
import { type Clock, systemClock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Phase } from '../../shared/contract/index.ts';

import { builtThreads } from './built.ts';

/** The core inside a test: the same composition as in the product, on a folder of the test's own. */
export interface TestCore {
  readonly core: Core;
  /** Everything the core logged, as its JSON lines. */
  readonly log: readonly string[];
  /** Resolves when the core is in a phase of this kind. */
  reach(kind: Phase['kind']): Promise<Phase>;
  readonly sessionsEnded: () => number;
  /** Whether the shell would let the page use the camera now. */
  readonly isCameraAllowed: () => boolean;
  /** How a technician left, in the order in which it was asked. */
  readonly left: readonly LeaveHow[];
}

/** A machine without any HID device. */
const noHid: HidModule = {
  devicesAsync: async () => [],
  HIDAsync: { open: () => Promise.reject(new Error('no such device')) },
};

/** Starts a core. Without `config` it is the demo's office with a portal that nobody answers for. */
export function startTestCore(options: {
  readonly dataDir: string;
  readonly config?: { readonly path: string } | { readonly load: () => Promise<KioskConfig> };
  readonly clock?: Clock;
  /** What ships, unless a test brings its own. */
  readonly resourcesDir?: string;
  readonly secrets?: ShellSecrets;
  /** The readers on the desk; none without it. */
  readonly hid?: HidModule;
  /** The demo's outside world; none without it. */
  readonly world?: DemoWorld;
}): TestCore {
  const lines: string[] = [];
  const left: LeaveHow[] = [];
  const waiting: { kind: Phase['kind']; resolve: (phase: Phase) => void }[] = [];
  let ended = 0;
  let cameraAllowed = false;
  const core = createCore({
    profile: options.config !== undefined && 'path' in options.config ? 'production' : 'demo',
    dataDir: options.dataDir,
    resourcesDir: options.resourcesDir ?? path.resolve(import.meta.dirname, '../../resources'),
    threads: builtThreads,
    config: options.config ?? {
      load: async () => demoConfig({ dataDir: options.dataDir, portalAddress: 'http://127.0.0.1:9' }),
    },
    clock: options.clock ?? systemClock,
    log: createLog({ write: (line) => void lines.push(line) }),
    secrets: options.secrets ?? noSecretStore,
    world: options.world ?? null,
    hid: async () => options.hid ?? noHid,
    onPhase: (phase) => {
      for (const one of waiting.splice(0)) {
        if (one.kind === phase.kind) one.resolve(phase);
        else waiting.push(one);
      }
    },
    onSessionEnded: () => {
      ended += 1;
    },
    onCamera: (allowed) => {
      cameraAllowed = allowed;
    },
    canShutDown: false,
    onLeave: (how) => void left.push(how),
  });
  return {
    core,
    log: lines,
    sessionsEnded: () => ended,
    isCameraAllowed: () => cameraAllowed,
    left,
    reach: (kind) =>
      new Promise((resolve) => {
        const now = core.phase();
        if (now.kind === kind) resolve(now);
        else waiting.push({ kind, resolve });
      }),
  };
}
