import path from 'node:path';
import { officeDayStart } from '../../../shared/calendar/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { KioskConfig } from '../../../shared/config/index.ts';
import type {
  DeskAct,
  DeskDossier,
  DeskList,
  DeskTab,
  OfficeForm,
  Officer,
} from '../../../shared/contract/index.ts';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { Say } from '../../../shared/words/index.ts';
import type { AuditRole } from '../audit/index.ts';
import type { Printers } from '../devices/index.ts';
import { createHandOver, type Sealing } from '../dossiers/index.ts';
import { officePaperDrawing } from '../office-papers/index.ts';
import type { PdfWorkshop } from '../pdf/index.ts';
import { createRestrictions } from '../personal-data/index.ts';
import type { Queue } from '../queue/index.ts';
import type { Receipts } from '../receipt/index.ts';
import { type Ending, makeFolderDurably, type Store } from '../storage/index.ts';
import { createDossierRows, sealWithdrawal } from '../tracking/index.ts';
import { createDeskDossiers, isWithdrawable, mayBeThere, undelivered } from './desk-dossier.ts';
import { createDeskLists } from './desk-list.ts';
import { officePaperOf } from './office-forms.ts';

/** What an officer does with dossiers. Whatever names one raises TRACK_NONE; acts that no longer fit DESK_ACT_LATE. */
export interface Desk {
  list(ask: { readonly tab: DeskTab; readonly query: string; readonly cursor: number | null }): DeskList;
  open(dossierId: string): Promise<DeskDossier>;
  retry(dossierId: string): Promise<DeskDossier>;
  /** Raises EXPORT_REFUSED, VAULT_FILE_DAMAGED. */
  /** The kiosks that the configuration names. */
  receivers(): KioskConfig['desk']['receivers'];
  export(
    dossierId: string,
    lock: { readonly passphrase: string } | { readonly publicKey: string },
  ): Promise<{ readonly fileName: string; readonly sizeBytes: number }>;
  /** Resolves when the printer has confirmed every sheet and the dossier has left the queue. */
  acceptOnPaper(dossierId: string, reason: string): Promise<DeskDossier>;
  cancel(dossierId: string, reason: string): Promise<DeskDossier>;
  printForm(dossierId: string, form: OfficeForm): Promise<void>;
  /** Once at the start: takes out what an officer's word had taken out when the power went. */
  settle(): Promise<void>;
}

export interface DeskDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly office: KioskConfig['office'];
  readonly receivers: KioskConfig['desk']['receivers'];
  /** The folder from which the office collects what is exported. */
  readonly collectDir: string;
  readonly queue: Pick<Queue, 'state' | 'retry' | 'nudge'>;
  readonly sealing: Sealing;
  readonly receipts: Pick<Receipts, 'print'>;
  readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
  readonly printers: Pick<Printers, 'print' | 'visit'>;
  readonly workshop: Pick<PdfWorkshop, 'draw'>;
  /** Speaks `officepapers` and `receipt` in Vietnamese. */
  readonly say: Say;
  readonly officer: () => Officer | null;
  readonly role: () => AuditRole;
  readonly sessionId: () => string | undefined;
  readonly isClockTrusted: () => boolean;
  readonly onNews: () => void;
}

export function createDesk(deps: DeskDeps): Desk {
  const { store, clock, queue } = deps;
  const lists = createDeskLists(store);
  const dossiers = createDeskDossiers({ store, lists, queue, contentOf: deps.contentOf });
  const handOver = createHandOver({ store });
  const restrictions = createRestrictions(store);

  /** A screen that is refreshed is one look. */
  let lastLook = '';

  function noteLook(dossierId: string): void {
    const look = `${deps.sessionId() ?? ''} ${deps.officer()?.accountId ?? ''} ${dossierId}`;
    if (look === lastLook) return;
    lastLook = look;
    store.audit.append({ id: 'dossier-opened', role: deps.role(), dossierId, details: { by: 'desk' } });
  }

  /** A person had its use restricted (NĐ 356/2025 Đ5): for everybody but the supervisor it is as if it were not there. */
  function isHidden(dossierId: string): boolean {
    return deps.role() !== 'supervisor' && restrictions.has(dossierId);
  }

  /** The core has asked for the role before; what is asked here is whether the dossier still stands so. */
  function needAct(dossierId: string, act: DeskAct): void {
    if (isHidden(dossierId)) throw new KioskFault('TRACK_NONE');
    if (queue.state(dossierId).some(({ state }) => state === 'sending') && act !== 'export')
      throw new KioskFault('DESK_SENDING');
    if (!dossiers.actsOf(dossierId).includes(act))
      throw new KioskFault('DESK_ACT_LATE', { details: { act } });
  }

  /** The word is durable beside the manifests, then in the database; the dossier may have gone on in between. */
  async function end(dossierId: string, kind: Ending['kind'], reason: string): Promise<void> {
    const role = deps.role();
    const accountId = deps.officer()?.accountId ?? null;
    await store.holdDossier(dossierId, async () => {
      const revisions = undelivered(queue.state(dossierId)).map(({ revision }) => revision);
      const ending: Ending = { kind, reason, revisions, accountId, at: Math.max(0, clock.now()) };
      await store.endings.write(dossierId, ending);
      const now = queue.state(dossierId);
      const isSame =
        !now.some(({ state }) => state === 'sending') &&
        revisions.length > 0 &&
        revisions.every((one) => undelivered(now).some(({ revision }) => revision === one));
      if (!isSame) {
        await store.endings.takeBack(dossierId);
        throw new KioskFault(revisions.length > 0 ? 'DESK_SENDING' : 'DESK_ACT_LATE', { details: {} });
      }
      store.write(() => {
        store.endings.enter(dossierId, ending);
        store.audit.append({
          id: 'dossier-ended',
          role,
          dossierId,
          details: { kind, revisions: revisions.length },
        });
      });
    });
    deps.onNews();
  }

  async function withdraw(dossierId: string, reason: string): Promise<void> {
    const { rowOf } = dossiers;
    const revisions = createDossierRows(store).revisions(dossierId);
    await sealWithdrawal(
      {
        sealing: deps.sealing,
        contentOf: deps.contentOf,
        // An officer asks, not the person: how far that person's identity is proven stays as it was sealed.
        identity: () => ({ step: 'none' }),
        needsIdentityCheck: () => true,
        isClockTrusted: deps.isClockTrusted,
        sessionId: deps.sessionId,
        role: deps.role,
      },
      { row: rowOf(dossierId), revisions, reason },
    );
    queue.nudge('sealed');
    deps.onNews();
  }

  async function printWhole(dossierId: string): Promise<void> {
    const visit = deps.printers.visit();
    await deps.receipts.print({ dossierId, paper: 'a4', visit });
    const key = await store.dossierKeys.getDossierKey(dossierId);
    for (const { revision, files } of await dossiers.contentsOf(dossierId)) {
      const { fileIds, content } = await store.manifests.read({ dossierId, revision });
      for (const { ordinal } of files) {
        const pdf = await store.vault.read(key, dossierId, fileIds[ordinal] ?? '');
        const name = `dossier-${content.temporaryCode}-${revision}-${ordinal}`;
        await deps.printers.print({ name, paper: 'a4', pdf, visit });
      }
    }
  }

  return {
    list(ask) {
      const page = lists.list({ ...ask, dayStartMs: officeDayStart(clock.now()) });
      return { ...page, items: page.items.filter(({ dossierId }) => !isHidden(dossierId)) };
    },
    async open(dossierId) {
      if (isHidden(dossierId)) throw new KioskFault('TRACK_NONE');
      const view = await dossiers.view(dossierId);
      noteLook(dossierId);
      return view;
    },
    async retry(dossierId) {
      needAct(dossierId, 'retry');
      const officer = deps.officer();
      const by = {
        role: officer?.role === 'supervisor' ? ('supervisor' as const) : ('staff' as const),
        person: officer?.accountId ?? null,
      };
      for (const { revision, state } of queue.state(dossierId))
        if (state === 'parked' || state === 'waiting') queue.retry({ dossierId, revision }, by);
      return dossiers.view(dossierId);
    },
    receivers: () => deps.receivers,
    async export(dossierId, lock) {
      needAct(dossierId, 'export');
      const { temporaryCode } = dossiers.rowOf(dossierId);
      const stamp = new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-');
      const fileName = `${temporaryCode}-${stamp}.dossier`;
      await makeFolderDurably(deps.collectDir);
      const role = deps.role();
      const { sizeBytes } = await handOver.exportDossier({
        name: dossierId,
        toPath: path.join(deps.collectDir, fileName),
        lock,
        role,
      });
      return { fileName, sizeBytes };
    },
    async acceptOnPaper(dossierId, reason) {
      needAct(dossierId, 'paper');
      await printWhole(dossierId);
      needAct(dossierId, 'paper');
      await end(dossierId, 'paper', reason);
      return dossiers.view(dossierId);
    },
    async cancel(dossierId, reason) {
      needAct(dossierId, 'cancel');
      const items = queue.state(dossierId);
      const isThere = mayBeThere(items);
      // First the request to the portal: a power cut in between leaves more told, never less.
      if (isWithdrawable(dossiers.rowOf(dossierId), items)) await withdraw(dossierId, reason);
      if (undelivered(items).length > 0 && !isThere) await end(dossierId, 'cancelled', reason);
      return dossiers.view(dossierId);
    },
    async printForm(dossierId, form) {
      if (isHidden(dossierId)) throw new KioskFault('TRACK_NONE');
      const { rowOf } = dossiers;
      const row = rowOf(dossierId);
      const visit = deps.printers.visit();
      const role = deps.role();
      const content = await deps.contentOf(dossierId, 0);
      const item = lists.item(dossierId);
      const paper = officePaperOf({
        form,
        content,
        code: item?.code ?? row.temporaryCode,
        isTemporary: row.officialCode === null,
        office: deps.office,
        officer: deps.officer()?.name ?? '',
        nowMs: clock.now(),
        say: deps.say,
      });
      let outcome: 'done' | 'failed' = 'failed';
      try {
        const pdf = await deps.workshop.draw(officePaperDrawing, paper);
        await deps.printers.print({ name: `${form.form}-${row.temporaryCode}`, paper: 'a4', pdf, visit });
        outcome = 'done';
      } finally {
        store.audit.append({
          id: 'office-paper-printed',
          role,
          dossierId,
          details: { form: form.form, outcome },
        });
      }
    },
    async settle() {
      for (const { dossierId, ending } of await store.endings.listUnentered())
        store.write(() => store.endings.enter(dossierId, ending));
    },
  };
}
