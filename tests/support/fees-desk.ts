import { composeFees, type FeeCalls } from '../../electron/core/compose-fees.ts';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import type { FileToSeal } from '../../electron/core/dossiers/sealing/index.ts';
import { createRestAdapter, createTrustStore } from '../../electron/core/portal/index.ts';
import { createSealedContent } from '../../electron/core/queue/index.ts';
import type { Store } from '../../electron/core/storage/index.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Officer } from '../../shared/contract/index.ts';
import type { Delivery, FeeClaim } from '../../shared/dossier/manifest.ts';
import type { ReferencePortal } from '../portal/reference-portal.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { dossierId, makeDraft, sealingOn } from './sealing-desk.ts';
import { openTestStore, storePlace } from './test-store.ts';

/** Officers of the desk; the second leads the office. */
export const lan: Officer = {
  accountId: '0192f0c1-0000-7000-8000-00000000aaaa',
  name: 'Lê Thị Lan',
  role: 'staff',
};
export const minh: Officer = {
  accountId: '0192f0c1-0000-7000-8000-00000000bbbb',
  name: 'Phạm Văn Minh',
  role: 'supervisor',
};

export const deskFeeVnd = 8_000;

/** The books on a real store, with the real wire to a reference portal where there is one; no screen, no scanner. */
export interface FeesDesk {
  readonly store: Store;
  readonly fees: FeeCalls;
  readonly clock: FakeClock;
  /** Who is signed in; null is the citizen. */
  signIn(officer: Officer | null): void;
  /** Seals the n-th dossier with its books; answers its id. */
  seal(
    number: number,
    change?: { readonly fee?: Partial<FeeClaim>; readonly delivery?: Delivery },
  ): Promise<string>;
  /** Seals a correction of the n-th dossier that says so of its fee; answers its revision. */
  correct(number: number, fee: Partial<FeeClaim>): Promise<number>;
  /** The portal was asked and told everything once more. */
  reconcile(): Promise<void>;
  close(): Promise<void>;
}

/** Opens it; on the same folder it is the kiosk after a restart. */
export async function openFeesDesk(options: {
  readonly folder: string;
  readonly portal?: ReferencePortal;
  readonly clock?: FakeClock;
}): Promise<FeesDesk> {
  const clock = options.clock ?? createFakeClock(Date.now());
  const log = createLog({ write: () => {} });
  const store = await openTestStore(storePlace(options.folder), { clock, log });
  const adapter = createRestAdapter({
    address: options.portal?.address ?? 'http://127.0.0.1:9',
    kioskId: 'QA7',
    trust: createTrustStore(store),
    clock: systemClock,
    log,
  });
  if (options.portal !== undefined && !adapter.isEnrolled()) {
    await adapter.enrol({ code: options.portal.issueEnrolmentCode() });
  }
  let officer: Officer | null = null;
  const road = composeFees({
    config: { kioskId: 'QA7' },
    store,
    clock,
    log,
    sessions: {
      state: () =>
        ({
          kind: 'open',
          sessionId: dossierId(0),
          reading: { language: 'vi', textSize: 'normal', contrast: 'normal', sound: true },
          place: '/home',
          role: officer?.role ?? 'citizen',
          warnedAt: null,
          officer,
          isCalling: false,
        }) as never,
      officer: () => officer,
      role: () => officer?.role ?? 'citizen',
    },
    opened: { has: () => true },
    adapter,
    clockOffsetMs: () => null,
    deliveryNow: (_dossierId, sealed) => sealed,
    onFee: () => {},
  });
  const content = createSealedContent(store);
  const fees = road.start(content.readContent);
  return {
    store,
    fees,
    clock,
    signIn(next) {
      officer = next;
    },
    async seal(number, change = {}) {
      const id = dossierId(number);
      const draft = await makeDraft(store, { id, files: [Buffer.from('%PDF tờ khai')] });
      const fee: FeeClaim = { ...draft.fee, amountVnd: deskFeeVnd, ...change.fee };
      await sealingOn(store, { clock }).seal({
        ...draft,
        fee,
        ...(change.delivery === undefined ? {} : { delivery: change.delivery }),
        inTransaction(db) {
          draft.inTransaction?.(db);
          road.noteSealed(id, 0, fee);
        },
      });
      return id;
    },
    async correct(number, change) {
      const id = dossierId(number);
      const before = await content.readContent(id, newestRevision(store, id));
      const key = await store.dossierKeys.getDossierKey(id);
      const bytes = Buffer.from('%PDF tờ khai sửa');
      const file = { ...before.files[0], ...(await store.vault.write(key, id, bytes)) } as FileToSeal;
      const revision = before.revision + 1;
      const fee: FeeClaim = { ...before.fee, ...change };
      await sealingOn(store, { clock }).seal({
        ...before,
        procedure: {
          code: before.procedureCode,
          name: before.procedureName,
          catalogueVersion: before.catalogueVersion,
        },
        revision,
        supersedes: 0,
        fee,
        files: [file],
        role: 'staff',
        inTransaction: () => road.noteSealed(id, revision, fee),
      });
      return revision;
    },
    reconcile: road.nudge,
    async close() {
      await road.close();
      adapter.close();
      store.close();
    },
  };
}

function newestRevision({ db }: Store, id: string): number {
  return (
    db
      .prepare<[string], number>('SELECT max(revision) FROM dossier_revision WHERE dossier_id = ?')
      .pluck()
      .get(id) ?? 0
  );
}
