import { createHash } from 'node:crypto';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createRestAdapter, createTrustStore, type WireLimits } from '../../electron/core/portal/index.ts';
import {
  createQueue,
  createSealedContent,
  type Queue,
  type QueueItem,
  type QueuePoint,
} from '../../electron/core/queue/index.ts';
import type { Store } from '../../electron/core/storage/index.ts';
import { type Clock, systemClock } from '../../shared/clock.ts';
import type { ReferencePortal } from '../portal/reference-portal.ts';
import { createFastWallClock } from './fast-clock.ts';
import { dossierId, makeDraft, sealingOn } from './sealing-desk.ts';
import { openTestStore, storePlace } from './test-store.ts';

/** A store, an adapter that a portal has taken in, and the queue between them. */
export interface QueueDesk {
  readonly store: Store;
  readonly queue: Queue;
  /** Lines of the log. */
  readonly logged: readonly string[];
  /** Every item as it changed. */
  readonly told: readonly QueueItem[];
  /** Resolves when it holds, looked at whenever the queue tells of a change. */
  until(holds: () => boolean): Promise<void>;
  /** Lets the portal take the kiosk in (again). */
  enrol(): Promise<void>;
  /** Stops the queue and closes the store, as a shut-down does. */
  close(): Promise<void>;
}

export interface DeskOptions {
  readonly portal: Pick<ReferencePortal, 'address' | 'issueEnrolmentCode'>;
  readonly dataDir: string;
  readonly clock?: Clock;
  readonly limits?: WireLimits;
  readonly enrol?: boolean;
  readonly bandwidthBytesPerSecond?: number;
  readonly concurrency?: number;
  readonly random?: () => number;
  readonly onStates?: (dossierId: string) => void;
  readonly reached?: (point: QueuePoint) => void;
}

/** Opens the desk on a data folder; the same folder again is the kiosk after a restart. The queue is not started. */
export async function openQueueDesk(
  options: DeskOptions,
  atEnd: (close: () => Promise<void>) => void,
): Promise<QueueDesk> {
  const clock = options.clock ?? createFastWallClock(200);
  const logged: string[] = [];
  const log = createLog({ write: (line) => void logged.push(line) });
  const store = await openTestStore(storePlace(options.dataDir), { clock, log });
  const adapter = createRestAdapter({
    address: options.portal.address,
    kioskId: 'QA7',
    trust: createTrustStore(store),
    // The limits of real connections run in real time.
    clock: systemClock,
    log,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  async function enrol(): Promise<void> {
    await adapter.enrol({ code: options.portal.issueEnrolmentCode() });
  }
  if (options.enrol !== false && !adapter.isEnrolled()) await enrol();
  const told: QueueItem[] = [];
  let lookers: (() => void)[] = [];
  const look = (): void => {
    for (const looker of [...lookers]) looker();
  };
  const queue = createQueue({
    store,
    adapter,
    sealed: createSealedContent(store),
    clock,
    log,
    ...(options.random === undefined ? {} : { random: options.random }),
    ...(options.reached === undefined ? {} : { reached: options.reached }),
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    bandwidthBytesPerSecond: options.bandwidthBytesPerSecond ?? null,
    onChange(item) {
      told.push(item);
      look();
    },
    onStates(id) {
      options.onStates?.(id);
      look();
    },
  });
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> =>
    (closed ??= (async () => {
      await queue.stop();
      adapter.close();
      store.close();
    })());
  atEnd(close);
  return {
    store,
    queue,
    logged,
    told,
    enrol,
    close,
    until: (holds) =>
      new Promise((resolve) => {
        const looker = (): void => {
          if (!holds()) return;
          lookers = lookers.filter((one) => one !== looker);
          resolve();
        };
        lookers.push(looker);
        looker();
      }),
  };
}

/** The bytes of a file, the same for the same numbers: what arrives can be compared without keeping it. */
export function syntheticFile(number: number, ordinal: number, sizeBytes: number): Buffer {
  const block = createHash('sha512').update(`${number}/${ordinal}`).digest();
  return Buffer.concat(Array.from({ length: Math.ceil(sizeBytes / block.length) }, () => block)).subarray(
    0,
    sizeBytes,
  );
}

/** Seals the n-th synthetic dossier as the product does; answers its id. */
export async function sealSynthetic(
  store: Store,
  number: number,
  fileSizes: readonly number[] = [3_000, 5_000],
): Promise<string> {
  const id = dossierId(number);
  const files = fileSizes.map((sizeBytes, index) => syntheticFile(number, index + 1, sizeBytes));
  await sealingOn(store).seal(await makeDraft(store, { id, files }));
  return id;
}

/** Seals a further revision of a dossier that exists. */
export async function sealRevision(
  store: Store,
  number: number,
  revision: number,
  kind: 'supplement' | 'withdrawal',
  supplementOf: string | null = null,
): Promise<void> {
  const id = dossierId(number);
  const key = await store.dossierKeys.getDossierKey(id);
  const bytes = syntheticFile(number, 100 * revision + 1, 4_000);
  const files = kind === 'supplement' ? [await store.vault.write(key, id, bytes)] : [];
  const { content } = await store.manifests.read({ dossierId: id, revision: 0 });
  await sealingOn(store).seal({
    ...content,
    revision,
    kind,
    procedure: {
      code: content.procedureCode,
      name: content.procedureName,
      catalogueVersion: content.catalogueVersion,
    },
    files: files.map((file, index) => ({
      ordinal: index + 1,
      componentId: 'component-1',
      kind: 'paper' as const,
      title: 'Giấy tờ bổ sung',
      mediaType: 'application/pdf' as const,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      pageCount: 1,
      doubtfulPages: [],
      fileId: file.fileId,
    })),
    absent: [],
    supplementOf,
    withdrawalReason: kind === 'withdrawal' ? 'Đổi ý' : null,
    role: 'citizen',
  });
}

/** What is wrong with one dossier at the portal: nothing, when it is there once, whole and byte for byte what was sealed. */
export function wrongWith(
  portal: ReferencePortal,
  number: number,
  fileSizes: readonly number[] = [3_000, 5_000],
): readonly string[] {
  const id = dossierId(number);
  const dossier = portal.desk.find(id);
  if (dossier === null) return [`${number} is not there`];
  const problems: string[] = [];
  if (dossier.officialCode === null) problems.push(`${number} has no code`);
  if (dossier.revisions[0]?.files.length !== fileSizes.length) problems.push(`${number} has other files`);
  for (const [index, sizeBytes] of fileSizes.entries()) {
    const bytes = portal.desk.readFile(id, 0, index + 1);
    if (bytes === null) problems.push(`${number}.${index + 1} is missing`);
    else if (!bytes.equals(syntheticFile(number, index + 1, sizeBytes)))
      problems.push(`${number}.${index + 1} differs`);
  }
  return problems;
}

/** As `wrongWith`, for a portal that must hold exactly these dossiers, each under a code of its own. */
export function wrongWithAll(
  portal: ReferencePortal,
  numbers: readonly number[],
  fileSizes?: readonly number[],
): readonly string[] {
  const { n, codes } = portal.desk.count();
  return [
    ...(n === numbers.length ? [] : [`${n} dossiers instead of ${numbers.length}`]),
    ...(codes === n ? [] : ['a code stands twice, or is missing']),
    ...numbers.flatMap((number) => wrongWith(portal, number, fileSizes)),
  ];
}
