import { createHash } from 'node:crypto';
import { existsSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import {
  createDraftVault,
  createPageStore,
  createRevisionDrop,
  type SealInput,
} from '../../electron/core/dossiers/index.ts';
import { dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';
import { openTestStore, storePlace } from '../support/test-store.ts';

/** What a start found of one dossier after it settled what the last end left. */
export interface SaidOfSupplement {
  /** By revision, "whole" when every file of it can be read and is the sealed one. */
  readonly revisions: readonly string[];
  readonly manifests: number;
  readonly queued: number;
  readonly isDraft: boolean;
  readonly draftFileIsThere: boolean;
}

/**
 * A kiosk to be killed while it seals a supplement. Arguments: the folder; "begin", or after the end "goes-on" (the visit
 * stands: the person presses again) or "over" (the visit is gone); the named point at which it kills itself, or "never".
 */
const [root = '', way = 'begin', point = 'never'] = process.argv.slice(2);
const log = createLog(process.stderr, 'warn');
const store = await openTestStore(storePlace(root), { log });
const id = dossierId(1);
const requestId = '0192f0c1-2345-7abc-8def-0123456789ab';
const sealing = sealingOn(store, {
  log,
  reached: (here) => {
    if (isSupplementNext && here === point) process.kill(process.pid, 'SIGKILL');
  },
});
let isSupplementNext = false;
const rows = createPageStore(store);
const vault = createDraftVault(store, { finishBegun: (work) => work() });

function isDraft(): boolean {
  return store.db.prepare('SELECT 1 FROM draft_revision WHERE dossier_id = ?').get(id) !== undefined;
}

function count(table: string): number {
  return store.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
}

async function sealSupplement(input: Omit<SealInput, 'inTransaction'>): Promise<void> {
  isSupplementNext = true;
  await sealing.seal({
    ...input,
    inTransaction: (db) => void db.prepare('DELETE FROM draft WHERE dossier_id = ?').run(id),
  });
}

function pdfOfDraft() {
  return [...rows.pdfs(id).values()][0]?.file;
}

/** The supplement as the draft on the disk has it. */
async function supplementOf(): Promise<Omit<SealInput, 'inTransaction'>> {
  const file = pdfOfDraft();
  if (file === undefined) throw new Error('the draft has its paper');
  const { content } = await store.manifests.read({ dossierId: id, revision: 0 });
  return {
    dossierId: id,
    revision: 1,
    kind: 'supplement',
    procedure: { code: '1.001193', name: content.procedureName, catalogueVersion: content.catalogueVersion },
    formVersion: content.formVersion,
    persons: content.persons,
    answers: {},
    delivery: content.delivery,
    fee: content.fee,
    files: [
      {
        ...file,
        ordinal: 1,
        componentId: 'component-1',
        kind: 'paper',
        title: 'Giấy chứng sinh',
        mediaType: 'application/pdf',
        doubtfulPages: [],
      },
    ],
    absent: [],
    supplementOf: requestId,
    withdrawalReason: null,
    clockTrusted: true,
    role: 'citizen',
  };
}

async function look(fileId: string | undefined): Promise<SaidOfSupplement> {
  const revisions: string[] = [];
  const key = await store.dossierKeys.getDossierKey(id);
  for (const revision of [0, 1]) {
    if (!store.sealedRows.has({ dossierId: id, revision })) continue;
    const { content, fileIds } = await store.manifests.read({ dossierId: id, revision });
    let standing = 'whole';
    for (const file of content.files) {
      const bytes = await store.vault.read(key, id, fileIds[file.ordinal] ?? '');
      if (createHash('sha256').update(bytes).digest('hex') !== file.sha256) standing = 'changed';
    }
    revisions.push(standing);
  }
  return {
    revisions,
    manifests: (await store.manifests.list()).length,
    queued: count('outbox'),
    isDraft: isDraft(),
    draftFileIsThere: fileId !== undefined && existsSync(path.join(store.paths.vault, id, `${fileId}.page`)),
  };
}

if (way === 'begin') {
  await sealing.seal(await makeDraft(store, { id }));
  const pdf = await vault.write(id, Buffer.from('%PDF giấy chứng sinh rõ hơn'));
  store.write(() => {
    store.db
      .prepare(
        `INSERT INTO draft (dossier_id, session_id, procedure_code, procedure_name, catalogue_version, form_version,
           step_id, opened_at) VALUES (?, ?, '1.001193', 'Đăng ký khai sinh', '2026.11.1', '1', 'revision', 0)`,
      )
      .run(id, id);
    store.db
      .prepare(
        "INSERT INTO draft_revision (dossier_id, visit_id, kind, request_id) VALUES (?, ?, 'supplement', ?)",
      )
      .run(id, id, requestId);
    rows.putPdf(id, {
      componentId: 'component-1',
      builtFrom: '0'.repeat(64),
      file: { ...pdf, pageCount: 1 },
    });
  });
  await sealSupplement(await supplementOf());
} else {
  const fileId = pdfOfDraft()?.fileId;
  const drop = createRevisionDrop({ store, rows, vault });
  // As at every start: first what a visit that is over left, then what a crash left between manifest and rows.
  if (way === 'over')
    await drop(id, () => void store.db.prepare('DELETE FROM draft WHERE dossier_id = ?').run(id));
  await sealing.recover();
  writeSync(1, `${JSON.stringify(await look(fileId))}\n`);
  if (way === 'goes-on' && isDraft()) {
    await sealSupplement(await supplementOf());
    writeSync(1, `${JSON.stringify(await look(fileId))}\n`);
  }
}
store.close();
