import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import type {
  DeliveryProof,
  DossierStates,
  FoundDossier,
  SupplementRequest,
} from '../../../shared/portal/index.ts';
import { supplementRequestSchema } from '../../../shared/portal/index.ts';
import { canonical } from '../canonical.ts';
import { sha256 } from '../signing.ts';
import type { DossierRow, DossierTables, FileRow } from './dossier-database.ts';
import { digestFile } from './file-digest.ts';

/** The practice of real portals (FACTS 4). */
const largestFileBytes = 20 * 1024 * 1024;

/** Why a call is refused; the code is one that the contract declares for it. */
export type DossierRefusal =
  | { readonly code: 'CONTENT_DIFFERS' | 'EARLIER_REVISION_MISSING' | 'DOSSIER_UNKNOWN' }
  | { readonly code: 'CONTENT_REFUSED'; readonly reasons: string[] }
  | { readonly code: 'FILE_TOO_LARGE'; readonly largestFileBytes: number }
  | { readonly code: 'FILES_MISSING'; readonly missing: number[] };

export class Refused extends Error {
  readonly refusal: DossierRefusal;
  constructor(refusal: DossierRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** One file as it arrived, for tests and the admin page. */
export interface ArrivedFile {
  readonly ordinal: number;
  readonly title: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface ArrivedRevision {
  readonly revision: number;
  readonly kind: string;
  readonly contentHash: string;
  readonly finalisedAt: string | null;
  readonly files: readonly ArrivedFile[];
}

export interface ArrivedDossier {
  readonly dossierId: string;
  readonly kioskId: string | null;
  readonly officialCode: string | null;
  readonly temporaryCode: string | null;
  readonly procedureName: string;
  readonly state: number;
  readonly revisions: readonly ArrivedRevision[];
}

/** Takes dossiers in as a province's portal does. `filesDir` holds the bytes by upload id. */
export function createDossierDesk(deps: { readonly tables: DossierTables; readonly filesDir: string }) {
  const { tables, filesDir } = deps;

  function contentOf(dossierId: string, revision: number): DossierContent | null {
    const row = tables.findRevision(dossierId, revision);
    // Checked when it came in.
    return row === null ? null : (JSON.parse(row.content) as DossierContent);
  }

  function bytesOf(file: Pick<FileRow, 'upload_id'>): Buffer {
    return readFileSync(path.join(filesDir, file.upload_id));
  }

  function checkContent(content: DossierContent, asked: { dossierId: string; revision: number }): string[] {
    const reasons: string[] = [];
    if (content.dossierId !== asked.dossierId || content.revision !== asked.revision)
      reasons.push('Nội dung thuộc hồ sơ khác.');
    if (content.files.some((file, index) => file.ordinal !== index + 1))
      reasons.push('Thứ tự tệp không liên tục.');
    if (content.kind === 'submission' && content.files.length === 0) reasons.push('Hồ sơ không có tệp nào.');
    const { supersedes } = content;
    if (content.kind === 'submission' && asked.revision > 0 && supersedes === undefined)
      reasons.push('Hồ sơ chỉ nộp một lần; bản sau phải thay cho bản trước.');
    if (supersedes !== undefined && supersedes >= asked.revision)
      reasons.push('Bản sửa phải thay cho bản trước.');
    return reasons;
  }

  /** A correction takes the place of what was refused: nothing of that is here whole, and nothing of it stays. */
  function clearRefused(dossierId: string, content: DossierContent): void {
    for (const { revision, finalised_at } of tables.listRevisions(dossierId)) {
      if (revision < (content.supersedes ?? content.revision)) continue;
      if (finalised_at !== null)
        throw new Refused({ code: 'CONTENT_REFUSED', reasons: ['Bản bị thay đã được tiếp nhận.'] });
      tables.dropRevision(dossierId, revision);
    }
  }

  function announce(
    kioskId: string,
    asked: { dossierId: string; revision: number; contentHash: string; content: DossierContent },
    at: string,
  ): { readonly held: number[] } {
    const { dossierId, revision, content } = asked;
    return tables.together(() => {
      const known = tables.findRevision(dossierId, revision);
      if (known !== null) {
        if (known.content_hash !== asked.contentHash) throw new Refused({ code: 'CONTENT_DIFFERS' });
        return { held: tables.listFiles(dossierId, revision).map((file) => file.ordinal) };
      }
      const reasons = checkContent(content, asked);
      if (sha256(canonical(content)) !== asked.contentHash) reasons.push('Mã băm không khớp với nội dung.');
      if (reasons.length > 0) throw new Refused({ code: 'CONTENT_REFUSED', reasons });
      if (content.files.some((file) => file.sizeBytes > largestFileBytes))
        throw new Refused({ code: 'FILE_TOO_LARGE', largestFileBytes });
      // What the office took in on paper or cancelled never comes: a later revision may leave it out.
      const isThere = tables
        .listRevisions(dossierId)
        .some((one) => one.kind === 'submission' && one.finalised_at !== null);
      if (content.kind !== 'submission' && !isThere) throw new Refused({ code: 'EARLIER_REVISION_MISSING' });
      if (content.supersedes !== undefined) clearRefused(dossierId, content);
      if (tables.findDossier(dossierId) === null) tables.addDossier(newDossier(kioskId, content, at));
      tables.addRevision({
        dossier_id: dossierId,
        revision,
        kind: content.kind,
        content_hash: asked.contentHash,
        content: JSON.stringify(content),
      });
      return { held: [] };
    });
  }

  function finalise(
    asked: { dossierId: string; revision: number; contentHash: string; fileCount: number },
    at: string,
  ): DeliveryProof {
    const { dossierId, revision } = asked;
    return tables.together(() => {
      const known = tables.findRevision(dossierId, revision);
      const content = contentOf(dossierId, revision);
      const dossier = tables.findDossier(dossierId);
      if (known === null || content === null || dossier === null)
        throw new Refused({ code: 'DOSSIER_UNKNOWN' });
      if (known.content_hash !== asked.contentHash) throw new Refused({ code: 'CONTENT_DIFFERS' });
      const files = tables.listFiles(dossierId, revision);
      const missing = content.files
        .map((file) => file.ordinal)
        .filter((ordinal) => !files.some((file) => file.ordinal === ordinal));
      if (missing.length > 0) throw new Refused({ code: 'FILES_MISSING', missing });
      const officialCode = dossier.official_code ?? issueCode(dossier, at);
      if (known.finalised_at === null) {
        tables.finaliseRevision(dossierId, revision, at);
        if (content.kind === 'submission') changeState(dossierId, 1, at);
        if (content.kind === 'supplement') changeState(dossierId, 4, at);
        if (content.kind === 'withdrawal') changeState(dossierId, 7, at);
      }
      const now = tables.findDossier(dossierId);
      return {
        officialCode,
        receivedAt: known.finalised_at ?? at,
        contentHash: known.content_hash,
        fileCount: files.length,
        files: files.map((file) => {
          // Read again: the proof speaks of what lies on the disk, not of what the rows say.
          return { ordinal: file.ordinal, ...digestFile(path.join(filesDir, file.upload_id)) };
        }),
        state: now?.state ?? 1,
        stateAt: now?.state_at ?? at,
      };
    });
  }

  function issueCode(dossier: DossierRow, at: string): string {
    const day = at.slice(2, 10).replaceAll('-', '');
    const code = `${dossier.agency_code}-${day}-${String(tables.nextOfDay(day)).padStart(4, '0')}`;
    tables.giveCode(dossier.dossier_id, code);
    return code;
  }

  function changeState(dossierId: string, state: number, at: string): void {
    tables.setState(dossierId, state, at);
  }

  function newDossier(kioskId: string | null, content: DossierContent, at: string): DossierRow {
    return {
      dossier_id: content.dossierId,
      kiosk_id: kioskId,
      official_code: null,
      agency_code: content.agencyCode,
      procedure_code: content.procedureCode,
      procedure_name: content.procedureName,
      received_at: at,
      due_at: content.dueAt,
      state: 1,
      state_at: at,
    };
  }

  function states(kioskId: string, dossierIds: readonly string[]): DossierStates[] {
    return dossierIds.flatMap((dossierId) => {
      const dossier = tables.findDossier(dossierId);
      if (dossier === null || dossier.kiosk_id !== kioskId || dossier.official_code === null) return [];
      return [
        {
          dossierId,
          officialCode: dossier.official_code,
          state: dossier.state,
          stateAt: dossier.state_at,
          dueAt: dossier.due_at,
          history: tables.listStates(dossierId),
          supplementRequests: tables
            .listSupplements(dossierId)
            .map((request) => supplementRequestSchema.parse(request)),
        },
      ];
    });
  }

  function lookUp(code: string): FoundDossier | null {
    const dossier = tables.findByCode(code.trim().toUpperCase());
    if (dossier === null || dossier.official_code === null) return null;
    return {
      officialCode: dossier.official_code,
      procedureCode: dossier.procedure_code,
      procedureName: dossier.procedure_name,
      receivedAt: dossier.received_at,
      dueAt: dossier.due_at,
      state: dossier.state,
      stateAt: dossier.state_at,
      history: tables.listStates(dossier.dossier_id),
    };
  }

  function arrivedOf(dossier: DossierRow): ArrivedDossier {
    const dossierId = dossier.dossier_id;
    const revisions = tables.listRevisions(dossierId);
    return {
      dossierId,
      kioskId: dossier.kiosk_id,
      officialCode: dossier.official_code,
      temporaryCode: contentOf(dossierId, revisions[0]?.revision ?? 0)?.temporaryCode ?? null,
      procedureName: dossier.procedure_name,
      state: dossier.state,
      revisions: revisions.map((row) => {
        const announced = contentOf(dossierId, row.revision)?.files ?? [];
        return {
          revision: row.revision,
          kind: row.kind,
          contentHash: row.content_hash,
          finalisedAt: row.finalised_at,
          files: tables.listFiles(dossierId, row.revision).map((file) => ({
            ordinal: file.ordinal,
            title: announced.find(({ ordinal }) => ordinal === file.ordinal)?.title ?? '',
            sizeBytes: file.size_bytes,
            sha256: file.sha256,
          })),
        };
      }),
    };
  }

  return {
    announce,
    finalise,
    states,
    lookUp,
    /** The newest first. */
    arrived: (limit = 200): readonly ArrivedDossier[] => tables.listDossiers(limit).map(arrivedOf),
    find(dossierId: string): ArrivedDossier | null {
      const dossier = tables.findDossier(dossierId);
      return dossier === null ? null : arrivedOf(dossier);
    },
    count: tables.countDossiers,
    contentOf,
    holdFile: tables.holdFile,
    isOf: (kioskId: string, dossierId: string): boolean =>
      tables.findDossier(dossierId)?.kiosk_id === kioskId,
    /** The bytes as they arrived; null when there is no such file. */
    readFile(dossierId: string, revision: number, ordinal: number): Buffer | null {
      const file = tables.listFiles(dossierId, revision).find((known) => known.ordinal === ordinal);
      return file === undefined ? null : bytesOf(file);
    },
    /** Forgets the first file of a revision, as a portal does whose disk was restored. */
    loseFirstFile(dossierId: string, revision: number): void {
      const [first] = tables.listFiles(dossierId, revision);
      if (first !== undefined) tables.loseFile(dossierId, revision, first.ordinal);
    },
    /** An officer moves a dossier to another state. False when there is none. */
    setState(dossierId: string, state: number, at = new Date().toISOString()): boolean {
      if (tables.findDossier(dossierId) === null) return false;
      tables.together(() => changeState(dossierId, state, at));
      return true;
    },
    /** The result comes on another day. False when there is none. */
    moveDue(dossierId: string, dueAt: string): boolean {
      if (tables.findDossier(dossierId) === null) return false;
      tables.setDue(dossierId, dueAt);
      return true;
    },
    /** An officer asks for papers (state 5). */
    askSupplement(
      dossierId: string,
      request: Pick<SupplementRequest, 'reason' | 'papers'> & { readonly until?: string | null },
      at = new Date().toISOString(),
    ): string | null {
      if (tables.findDossier(dossierId) === null) return null;
      const requestId = randomUUID();
      const asked: SupplementRequest = {
        requestId,
        askedAt: at,
        reason: request.reason,
        until: request.until ?? null,
        papers: request.papers,
      };
      tables.together(() => {
        tables.addSupplement(dossierId, requestId, asked);
        changeState(dossierId, 5, at);
      });
      return requestId;
    },
    /** A dossier that the website or the counter took in; answers its code. */
    takeFromElsewhere(
      procedure: { readonly code: string; readonly name: string; readonly agencyCode: string },
      at = new Date().toISOString(),
    ): string {
      const dossier: DossierRow = {
        dossier_id: randomUUID(),
        kiosk_id: null,
        official_code: null,
        agency_code: procedure.agencyCode,
        procedure_code: procedure.code,
        procedure_name: procedure.name,
        received_at: at,
        due_at: null,
        state: 2,
        state_at: at,
      };
      return tables.together(() => {
        tables.addDossier(dossier);
        changeState(dossier.dossier_id, 2, at);
        return issueCode(dossier, at);
      });
    },
  };
}

export type DossierDesk = ReturnType<typeof createDossierDesk>;
