import { createSealing, type SealInput, type Sealing } from '../../electron/core/dossiers/sealing/index.ts';
import { deleteDossierRows, type Store } from '../../electron/core/storage/index.ts';
import { officeDay } from '../../shared/calendar/index.ts';
import { systemClock } from '../../shared/clock.ts';

const quiet = { info: () => undefined, warn: () => undefined, failure: () => undefined };
const dayMs = 86_400_000;

/** Sealing as the product has it, on a store of the test. */
export function sealingOn(store: Store, change: Partial<Parameters<typeof createSealing>[0]> = {}): Sealing {
  return createSealing({
    store,
    clock: systemClock,
    log: quiet,
    kioskId: 'K2',
    agencyCode: 'H21.99',
    communeCode: '23575',
    officeDay,
    dueAt: ({ receivedAtMs }) => receivedAtMs + 3 * dayMs,
    ...change,
  });
}

/** The id of the n-th dossier of a test. */
export function dossierId(number: number): string {
  return `01938d6e-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A form that was filled and whose PDFs are made: the draft's row, its key, its files; and what is handed in. */
export async function makeDraft(
  store: Store,
  options: {
    readonly id: string;
    readonly files?: readonly Uint8Array[];
    readonly name?: string;
    readonly justHashed?: boolean;
  },
): Promise<SealInput> {
  const { id, files = [Buffer.from('%PDF tờ khai'), Buffer.from('%PDF giấy chứng sinh')] } = options;
  const key = await store.dossierKeys.createDossierKey(id);
  const dropDraft = store.db.prepare('DELETE FROM draft WHERE dossier_id = ?');
  const kept = [];
  for (const bytes of files) kept.push(await store.vault.write(key, id, bytes));
  store.write(() => {
    store.db
      .prepare(
        `INSERT INTO draft (dossier_id, session_id, procedure_code, procedure_name, catalogue_version, form_version,
           step_id, opened_at) VALUES (?, ?, '1.001193', 'Đăng ký khai sinh', '2026.11.1', '1', 'child', 0)`,
      )
      .run(id, id);
    store.db
      .prepare(
        `INSERT INTO draft_answer (dossier_id, field_path, value, provenance, answered_at)
         VALUES (?, 'childName', '"Nguyễn Văn Bé"', 'typed', 0)`,
      )
      .run(id);
  });
  const person = {
    fullName: options.name ?? 'Nguyễn Văn An',
    idNumber: '064203000123',
    birthDate: '2003-02-01',
    phone: '0905000123',
    email: null,
    address: 'Làng Kép, xã Chư Păh, tỉnh Gia Lai',
  };
  return {
    dossierId: id,
    revision: 0,
    kind: 'submission',
    procedure: { code: '1.001193', name: 'Đăng ký khai sinh', catalogueVersion: '2026.11.1' },
    formVersion: '1',
    persons: { filer: person, owner: person, trust: 'card-qr', needsIdentityCheck: true },
    answers: { childName: { value: 'Nguyễn Văn Bé', source: 'typed' } },
    delivery: { way: 'office' },
    fee: { amountVnd: 8000, exemptionClaimed: false, way: 'counter' },
    files: kept.map((file, index) => ({
      ordinal: index + 1,
      componentId: index === 0 ? null : `component-${index}`,
      kind: index === 0 ? 'form' : 'paper',
      title: index === 0 ? 'Tờ khai đăng ký khai sinh' : `Giấy tờ số ${index}`,
      mediaType: 'application/pdf',
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      pageCount: 1,
      doubtfulPages: [],
      fileId: file.fileId,
      justHashed: options.justHashed ?? false,
    })),
    absent: [],
    supplementOf: null,
    withdrawalReason: null,
    clockTrusted: true,
    role: 'citizen',
    inTransaction: () => void dropDraft.run(id),
  };
}

/** Says that the portal holds every byte of a revision. */
export function deliver(store: Store, id: string, revision: number, atMs: number): void {
  store.write(() => {
    store.db
      .prepare(
        'UPDATE dossier_revision SET delivered_at = ?, proof = ? WHERE dossier_id = ? AND revision = ?',
      )
      .run(atMs, '{}', id, revision);
    store.db
      .prepare("UPDATE outbox SET state = 'delivered' WHERE dossier_id = ? AND revision = ?")
      .run(id, revision);
  });
}

/** Erases as the product does for a person who changed their mind. */
export function discard(store: Store, id: string): Promise<unknown> {
  return store.eraseDossier({
    dossierId: id,
    reason: 'citizen',
    role: 'citizen',
    deleteRows: deleteDossierRows,
  });
}
