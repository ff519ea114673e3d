import type { Database } from 'better-sqlite3';

export interface DossierRow {
  readonly dossier_id: string;
  /** Null for one that another channel took in. */
  readonly kiosk_id: string | null;
  /** Null until its first revision is whole. */
  readonly official_code: string | null;
  readonly agency_code: string;
  readonly procedure_code: string;
  readonly procedure_name: string;
  readonly received_at: string;
  readonly due_at: string | null;
  readonly state: number;
  readonly state_at: string;
}

export interface RevisionRow {
  readonly dossier_id: string;
  readonly revision: number;
  readonly kind: string;
  readonly content_hash: string;
  readonly content: string;
  readonly finalised_at: string | null;
}

export interface FileRow {
  readonly ordinal: number;
  readonly upload_id: string;
  readonly size_bytes: number;
  readonly sha256: string;
}

const schema = `
CREATE TABLE IF NOT EXISTS received_dossier (
  dossier_id TEXT PRIMARY KEY, kiosk_id TEXT, official_code TEXT UNIQUE, agency_code TEXT NOT NULL,
  procedure_code TEXT NOT NULL, procedure_name TEXT NOT NULL, received_at TEXT NOT NULL, due_at TEXT,
  state INTEGER NOT NULL, state_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS received_revision (
  dossier_id TEXT NOT NULL, revision INTEGER NOT NULL, kind TEXT NOT NULL, content_hash TEXT NOT NULL,
  content TEXT NOT NULL, finalised_at TEXT, PRIMARY KEY (dossier_id, revision)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS received_file (
  dossier_id TEXT NOT NULL, revision INTEGER NOT NULL, ordinal INTEGER NOT NULL, upload_id TEXT NOT NULL,
  size_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (dossier_id, revision, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dossier_state (
  dossier_id TEXT NOT NULL, seq INTEGER NOT NULL, state INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS asked_supplement (
  request_id TEXT PRIMARY KEY, dossier_id TEXT NOT NULL, request TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS upload_info (upload_id TEXT PRIMARY KEY, info TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS code_day (day TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
`;

/** The tables of what arrived, in the portal's own SQLite. */
export function openDossierTables(database: Database) {
  database.exec(schema);
  const findDossier = database.prepare<[string], DossierRow>(
    'SELECT * FROM received_dossier WHERE dossier_id = ?',
  );
  const findByCode = database.prepare<[string], DossierRow>(
    'SELECT * FROM received_dossier WHERE official_code = ?',
  );
  const listDossiers = database.prepare<[number], DossierRow>(
    'SELECT * FROM received_dossier ORDER BY rowid DESC LIMIT ?',
  );
  const countDossiers = database.prepare<[], { n: number; codes: number }>(
    'SELECT count(*) AS n, count(DISTINCT official_code) AS codes FROM received_dossier',
  );
  const addDossier = database.prepare(
    `INSERT INTO received_dossier VALUES (@dossier_id, @kiosk_id, @official_code, @agency_code, @procedure_code,
     @procedure_name, @received_at, @due_at, @state, @state_at)`,
  );
  const giveCode = database.prepare('UPDATE received_dossier SET official_code = ? WHERE dossier_id = ?');
  const setState = database.prepare(
    'UPDATE received_dossier SET state = ?, state_at = ? WHERE dossier_id = ?',
  );
  const setDue = database.prepare('UPDATE received_dossier SET due_at = ? WHERE dossier_id = ?');
  const addState = database.prepare(
    `INSERT INTO dossier_state SELECT @id, coalesce(max(seq), 0) + 1, @state, @at FROM dossier_state
     WHERE dossier_id = @id`,
  );
  const listStates = database.prepare<[string], { seq: number; state: number; at: string }>(
    'SELECT seq, state, at FROM dossier_state WHERE dossier_id = ? ORDER BY seq',
  );
  const findRevision = database.prepare<[string, number], RevisionRow>(
    'SELECT * FROM received_revision WHERE dossier_id = ? AND revision = ?',
  );
  const listRevisions = database.prepare<[string], RevisionRow>(
    'SELECT * FROM received_revision WHERE dossier_id = ? ORDER BY revision',
  );
  const addRevision = database.prepare(
    `INSERT INTO received_revision (dossier_id, revision, kind, content_hash, content)
     VALUES (@dossier_id, @revision, @kind, @content_hash, @content)`,
  );
  const dropRevision = database.prepare(
    'DELETE FROM received_revision WHERE dossier_id = ? AND revision = ?',
  );
  const dropFiles = database.prepare('DELETE FROM received_file WHERE dossier_id = ? AND revision = ?');
  const finaliseRevision = database.prepare(
    'UPDATE received_revision SET finalised_at = ? WHERE dossier_id = ? AND revision = ?',
  );
  const listFiles = database.prepare<[string, number], FileRow>(
    `SELECT ordinal, upload_id, size_bytes, sha256 FROM received_file WHERE dossier_id = ? AND revision = ?
     ORDER BY ordinal`,
  );
  const holdFile = database.prepare(
    `INSERT INTO received_file VALUES (@dossierId, @revision, @ordinal, @uploadId, @sizeBytes, @sha256)
     ON CONFLICT DO NOTHING`,
  );
  const loseFile = database.prepare(
    'DELETE FROM received_file WHERE dossier_id = ? AND revision = ? AND ordinal = ?',
  );
  const findUpload = database
    .prepare<[string], string>('SELECT info FROM upload_info WHERE upload_id = ?')
    .pluck();
  const putUpload = database.prepare(
    `INSERT INTO upload_info (upload_id, info) VALUES (?, ?)
     ON CONFLICT (upload_id) DO UPDATE SET info = excluded.info`,
  );
  const dropUpload = database.prepare('DELETE FROM upload_info WHERE upload_id = ?');
  const addSupplement = database.prepare('INSERT INTO asked_supplement VALUES (?, ?, ?)');
  const listSupplements = database.prepare<[string], { request: string }>(
    'SELECT request FROM asked_supplement WHERE dossier_id = ? ORDER BY rowid',
  );
  const nextOfDay = database.prepare<[string], { last: number }>(
    `INSERT INTO code_day (day, last) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last`,
  );

  return {
    findDossier: (dossierId: string): DossierRow | null => findDossier.get(dossierId) ?? null,
    findByCode: (code: string): DossierRow | null => findByCode.get(code) ?? null,
    listDossiers: (limit: number): readonly DossierRow[] => listDossiers.all(limit),
    /** How many there are, and how many codes were given. */
    countDossiers: () => countDossiers.get() ?? { n: 0, codes: 0 },
    addDossier: (row: DossierRow): void => void addDossier.run(row),
    giveCode: (dossierId: string, code: string): void => void giveCode.run(code, dossierId),
    setState(dossierId: string, state: number, at: string): void {
      setState.run(state, at, dossierId);
      addState.run({ id: dossierId, state, at });
    },
    setDue: (dossierId: string, dueAt: string): void => void setDue.run(dueAt, dossierId),
    listStates: (dossierId: string) => listStates.all(dossierId),
    findRevision: (dossierId: string, revision: number): RevisionRow | null =>
      findRevision.get(dossierId, revision) ?? null,
    listRevisions: (dossierId: string): readonly RevisionRow[] => listRevisions.all(dossierId),
    addRevision: (row: Omit<RevisionRow, 'finalised_at'>): void => void addRevision.run(row),
    dropRevision(dossierId: string, revision: number): void {
      dropFiles.run(dossierId, revision);
      dropRevision.run(dossierId, revision);
    },
    finaliseRevision: (dossierId: string, revision: number, at: string): void =>
      void finaliseRevision.run(at, dossierId, revision),
    listFiles: (dossierId: string, revision: number): readonly FileRow[] =>
      listFiles.all(dossierId, revision),
    /** False when the file was there already. */
    holdFile: (file: {
      readonly dossierId: string;
      readonly revision: number;
      readonly ordinal: number;
      readonly uploadId: string;
      readonly sizeBytes: number;
      readonly sha256: string;
    }): boolean => holdFile.run(file).changes === 1,
    loseFile: (dossierId: string, revision: number, ordinal: number): void =>
      void loseFile.run(dossierId, revision, ordinal),
    /** What tus knows of an upload beside its bytes, as JSON. */
    findUpload: (uploadId: string): string | null => findUpload.get(uploadId) ?? null,
    putUpload: (uploadId: string, info: string): void => void putUpload.run(uploadId, info),
    dropUpload: (uploadId: string): void => void dropUpload.run(uploadId),
    addSupplement: (dossierId: string, requestId: string, request: unknown): void =>
      void addSupplement.run(requestId, dossierId, JSON.stringify(request)),
    listSupplements: (dossierId: string): readonly unknown[] =>
      listSupplements.all(dossierId).map((row) => JSON.parse(row.request)),
    /** Counted per day, so inside the transaction that uses it. */
    nextOfDay: (day: string): number => nextOfDay.get(day)?.last ?? 1,
    together: <T>(work: () => T): T => database.transaction(work).immediate(),
  };
}

export type DossierTables = ReturnType<typeof openDossierTables>;
