import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { assertDefined } from '../../../../shared/assert.ts';
import type { Clock } from '../../../../shared/clock.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import type { PageSink, ScannedPage } from '../../devices/index.ts';
import { type Expectation, noEdits, type PaperWorkshop } from '../../papers/index.ts';
import type { Store } from '../../storage/index.ts';
import type { DraftVault } from './draft-vault.ts';
import type { PageStore } from './page-store.ts';

/**
 * Takes pages from a scanner: scan and prepared picture in the vault, then the row. A page that was taken in before is
 * left alone, so that a crash in between can never double it. Raises what the vault and the workshop raise.
 */
export function createPageIntake(deps: {
  readonly store: Pick<Store, 'write'>;
  readonly rows: PageStore;
  readonly vault: DraftVault;
  readonly workshop: Pick<PaperWorkshop, 'look' | 'inspectPdf'>;
  readonly clock: Clock;
  /** Whether the draft is still there; a page of a dossier that is gone is nobody's. */
  readonly isThere: (dossierId: string) => boolean;
  readonly expected: (dossierId: string, componentId: string) => Expectation;
  /** The page that the first one of a scan takes the place of. */
  readonly replaces: (jobId: string) => string | null;
  /** Within the transaction that takes a page in. */
  readonly noteTaken: (jobId: string, reference: ScannedPage['reference']) => void;
  readonly onStored: (dossierId: string) => void;
}): PageSink {
  const { store, rows, vault, clock } = deps;

  async function takePicture(page: ScannedPage, bytes: Buffer): Promise<void> {
    const { dossierId, componentId } = page.reference;
    const format = page.format === 'pdf' ? 'jpeg' : page.format;
    const [scan, { check, prepared }] = await Promise.all([
      vault.write(dossierId, bytes),
      deps.workshop.look({
        bytes,
        dpi: page.dpi,
        announced: format,
        expected: deps.expected(dossierId, componentId),
      }),
    ]);
    const { jpeg, ...size } = prepared;
    const picture = await vault.write(dossierId, jpeg);
    const replacedId = page.ordinal === 1 ? deps.replaces(page.jobId) : null;
    const replaced = replacedId === null ? null : rows.page(dossierId, replacedId);
    store.write(() => {
      assertStillThere(dossierId);
      rows.insertPage(
        {
          pageId: randomUUID(),
          dossierId,
          componentId,
          jobId: page.jobId,
          jobOrdinal: page.ordinal,
          scan: { ...scan, dpi: page.dpi, format },
          prepared: { ...picture, ...size },
          check: {
            verdict: check.verdict,
            findings: check.findings.map(({ code, level, region }) => ({ code, level, region })),
            proposals: { ...check.proposals, crops: [...check.proposals.crops] },
          },
          edits: { ...noEdits, cards: false },
          kept: false,
        },
        clock.now(),
      );
      deps.noteTaken(page.jobId, page.reference);
      if (replaced === null) return;
      rows.takePlace(page.jobId, replaced);
      rows.removePage(replaced.pageId);
    });
    if (replaced === null) return;
    for (const file of [replaced.scan, replaced.prepared]) await vault.remove(dossierId, file.fileId);
  }

  async function takePdf(page: ScannedPage, bytes: Buffer): Promise<void> {
    const { dossierId, componentId } = page.reference;
    const { pageCount, signature } = await deps.workshop.inspectPdf(bytes);
    const file = await vault.write(dossierId, bytes);
    store.write(() => {
      assertStillThere(dossierId);
      rows.insertBrought(
        {
          broughtId: randomUUID(),
          dossierId,
          componentId,
          jobId: page.jobId,
          jobOrdinal: page.ordinal,
          file,
          pageCount,
          signature,
        },
        clock.now(),
      );
      deps.noteTaken(page.jobId, page.reference);
    });
  }

  function assertStillThere(dossierId: string): void {
    if (!deps.isThere(dossierId)) throw new KioskFault('DRAFT_NONE');
  }

  return {
    async accept(page) {
      const { dossierId } = page.reference;
      if (rows.hasJobPage(page.jobId, page.ordinal)) return;
      assertStillThere(dossierId);
      const bytes = await readFile(assertDefined(page.path, 'a scanned page has a file'));
      if (page.format === 'pdf') await takePdf(page, bytes);
      else await takePicture(page, bytes);
      deps.onStored(dossierId);
    },
  };
}
