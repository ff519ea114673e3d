import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KioskConfigInput } from '../../../shared/config/index.ts';
import { type SimulatedEscl, startEscl } from '../../simulators/escl.ts';
import { type RunningCore, startCoreProcess } from '../core-process.ts';
import { between, pick, type Random } from '../page-set/random.ts';
import { type Program, startProgram } from '../program.ts';
import { openQueueDesk } from '../queue-desk.ts';

const doomedCore = path.resolve(import.meta.dirname, 'doomed-core.ts');

/** Every named point of the core (seal, delivery, erasure). */
const points = [
  'seal-files-checked',
  'seal-manifest-written',
  'seal-committed',
  'dossier-announced',
  'upload-began',
  'file-there',
  'dossier-proven',
  'dossier-delivered',
  'erasure-begun',
  'erasure-key-destroyed',
  'erasure-files-removed',
  'erasure-rows-deleted',
  'erasure-done',
];

/** How a life of the core ends: so many milliseconds after this moment of it, or at a named point before that. */
export interface Doom {
  readonly from: 'spawn' | 'ready';
  readonly afterMs: number;
  readonly point: string | null;
}

/** A doom at random: most lives end at any moment, one in four at the n-th time of a named point. */
export function someDoom(random: Random, meanMs: number): Doom {
  if (random() < 0.25) {
    const times = Math.floor(between(random, 1, 4));
    return { from: 'ready', afterMs: 4 * meanMs, point: `${pick(random, points)} ${times}` };
  }
  const from = random() < 0.2 ? 'spawn' : 'ready';
  return { from, afterMs: -Math.log(1 - random()) * meanMs, point: null };
}

/** A kiosk of production with scanner and portal, whose core can be started and ended at will. */
export interface SoakKiosk {
  readonly folder: string;
  readonly portalDir: string;
  readonly scanner: SimulatedEscl;
  /** Where the portal answers. */
  readonly address: string;
  /** Where the portal is told to misbehave. */
  readonly world: string;
  readonly portal: Program;
  /** Rejects when the core ends before it is ready. */
  start(plug: AbortSignal, point: string | null): Promise<RunningCore>;
  stop(): Promise<void>;
}

export async function openSoakKiosk(folder: string): Promise<SoakKiosk> {
  const portalDir = path.join(folder, 'portal');
  const dataDir = path.join(folder, 'data');
  const portal = startProgram(
    path.resolve(import.meta.dirname, '../../portal/main.ts'),
    '--demo',
    '--data-dir',
    portalDir,
  );
  const ready = JSON.parse(await portal.firstLine) as {
    readonly portal: string;
    readonly world: string;
    readonly enrolmentCode: string;
  };
  // The technician's work is done before the doors open.
  mkdirSync(dataDir, { recursive: true });
  const desk = await openQueueDesk(
    { portal: { address: ready.portal, issueEnrolmentCode: () => ready.enrolmentCode }, dataDir: folder },
    () => undefined,
  );
  await desk.close();
  const scanner = await startEscl({ pageDelayMs: 100 });
  // Compiling the core again for each of a thousand lives would be most of the work.
  const compiled = path.join(folder, 'compiled');
  const configPath = path.join(folder, 'config.json');
  const config: KioskConfigInput = {
    kioskId: 'QA7',
    office: {
      name: 'Trung tâm Phục vụ hành chính công',
      place: 'Xã Chư Păh, tỉnh Gia Lai',
      counter: 'Quầy số 1',
      communeCode: '23722',
      agencyCode: '000.00.00.H21',
    },
    portal: { address: ready.portal },
    key: { provider: 'file', path: path.join(folder, 'key', 'master.key'), acceptUnprotectedKey: true },
    disk: { reserveBytes: 4_000_000, newNeedsBytes: 32_000_000 },
    // Erased at the first look after the proof: erasures run beside everything else.
    queue: { retentionDays: 0 },
    printers: [{ driver: 'folder', path: path.join(folder, 'printed') }],
    scanners: [{ driver: 'escl', addresses: [scanner.origin], discover: false }],
  };
  writeFileSync(configPath, JSON.stringify(config));
  return {
    folder,
    portalDir,
    scanner,
    address: ready.portal,
    world: ready.world,
    portal,
    async start(plug, point) {
      // Whoever kills the kiosk also pulls the scanner's plug: no job of a dead core is left in it.
      scanner.restart();
      const core = await startCoreProcess(dataDir, {
        configPath,
        plug,
        env: { ...process.env, NODE_COMPILE_CACHE: compiled, KIOSK_DIES_AT: point ?? '' },
        ...(point === null ? {} : { corePath: doomedCore }),
      });
      await core.becomeReady();
      return core;
    },
    async stop() {
      await scanner.stop();
      await portal.end();
    },
  };
}
