import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { WireStep } from './misbehaviour.ts';
import { type Citizen, sampleCitizens } from './sign-in/citizens.ts';

export interface KioskRow {
  readonly kiosk_id: string;
  readonly public_key: string;
  readonly enrolled_at: string;
}

export interface CodeRow {
  readonly name: string;
  readonly secret: string;
  /** Only this kiosk may use the code; null means any. */
  readonly kiosk_id: string | null;
  readonly expires_at: number;
  readonly used_by_key: string | null;
}

/** One request as the portal saw it, also when its reply was lost on purpose. */
export interface RequestRow {
  readonly seq: number;
  readonly at: string;
  readonly kiosk_id: string | null;
  readonly request_id: string | null;
  readonly call: string | null;
  readonly status: number;
  /** What was done to the reply on purpose, empty when nothing. */
  readonly mischief: string;
  /** Kiosk clock minus portal clock, as the request said it. */
  readonly kiosk_clock_offset_ms: number | null;
}

const schema = `
CREATE TABLE IF NOT EXISTS portal_key (slot INTEGER PRIMARY KEY CHECK (slot = 1), private_key TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS kiosk (
  kiosk_id TEXT PRIMARY KEY, public_key TEXT NOT NULL, enrolled_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS enrolment_code (
  name TEXT PRIMARY KEY, secret TEXT NOT NULL, kiosk_id TEXT, expires_at INTEGER NOT NULL, used_by_key TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS seen_request (
  kiosk_id TEXT NOT NULL, request_id TEXT NOT NULL, PRIMARY KEY (kiosk_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS request_log (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kiosk_id TEXT, request_id TEXT, call TEXT, status INTEGER NOT NULL,
  mischief TEXT NOT NULL, kiosk_clock_offset_ms INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS citizen (
  idNumber TEXT PRIMARY KEY, fullName TEXT NOT NULL, birthDate TEXT, gender TEXT, phone TEXT NOT NULL
) STRICT;
`;

/** The portal's own SQLite: a file in the data folder, or in memory without one. */
export function openPortalDatabase(dataDir: string | null) {
  const database = new Database(dataDir === null ? ':memory:' : path.join(dataDir, 'portal.db'));
  database.pragma('journal_mode = WAL');
  // It outlives a kill of its process, which is all that is asked of a portal that only plays one.
  database.pragma('synchronous = OFF');
  database.exec(schema);

  const findKey = database.prepare<[], { private_key: string }>('SELECT private_key FROM portal_key');
  const findKiosk = database.prepare<[string], KioskRow>('SELECT * FROM kiosk WHERE kiosk_id = ?');
  const listKiosks = database.prepare<[], KioskRow>('SELECT * FROM kiosk ORDER BY kiosk_id');
  const removeKiosk = database.prepare('DELETE FROM kiosk WHERE kiosk_id = ?');
  const putKiosk = database.prepare(
    `INSERT INTO kiosk (kiosk_id, public_key, enrolled_at) VALUES (?, ?, ?)
     ON CONFLICT (kiosk_id) DO UPDATE SET public_key = excluded.public_key, enrolled_at = excluded.enrolled_at`,
  );
  const findCode = database.prepare<[string], CodeRow>('SELECT * FROM enrolment_code WHERE name = ?');
  const listCodes = database.prepare<[], CodeRow>('SELECT * FROM enrolment_code ORDER BY expires_at');
  const putCode = database.prepare(
    'INSERT INTO enrolment_code (name, secret, kiosk_id, expires_at) VALUES (?, ?, ?, ?)',
  );
  const useCode = database.prepare('UPDATE enrolment_code SET used_by_key = ? WHERE name = ?');
  const noteRequestId = database.prepare(
    'INSERT INTO seen_request (kiosk_id, request_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const logRequest = database.prepare(
    `INSERT INTO request_log (at, kiosk_id, request_id, call, status, mischief, kiosk_clock_offset_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const listRequests = database.prepare<[number], RequestRow>(
    'SELECT * FROM request_log ORDER BY seq DESC LIMIT ?',
  );
  const countRequests = database.prepare<[string], { n: number }>(
    'SELECT count(*) AS n FROM request_log WHERE call = ?',
  );

  const findCitizen = database.prepare<[string], Citizen>('SELECT * FROM citizen WHERE idNumber = ?');
  const listCitizens = database.prepare<[], Citizen>('SELECT * FROM citizen ORDER BY rowid');
  const putCitizen = database.prepare(
    `INSERT INTO citizen (idNumber, fullName, birthDate, gender, phone)
     VALUES (@idNumber, @fullName, @birthDate, @gender, @phone) ON CONFLICT DO NOTHING`,
  );
  for (const citizen of sampleCitizens) putCitizen.run(citizen);

  return {
    /** For the tables of other parts of the portal. */
    sqlite: database,
    findCitizen: (idNumber: string): Citizen | null => findCitizen.get(idNumber) ?? null,
    listCitizens: (): readonly Citizen[] => listCitizens.all(),
    putCitizen: (citizen: Citizen): void => void putCitizen.run(citizen),
    /** The portal's private key as PEM, made at the first start. */
    getPrivateKey(): string {
      const row = findKey.get();
      if (row !== undefined) return row.private_key;
      const pem = generateKeyPairSync('ed25519')
        .privateKey.export({ format: 'pem', type: 'pkcs8' })
        .toString();
      database.prepare('INSERT INTO portal_key (slot, private_key) VALUES (1, ?)').run(pem);
      return pem;
    },
    findKiosk: (kioskId: string): KioskRow | null => findKiosk.get(kioskId) ?? null,
    listKiosks: (): readonly KioskRow[] => listKiosks.all(),
    removeKiosk: (kioskId: string): boolean => removeKiosk.run(kioskId).changes === 1,
    findCode: (name: string): CodeRow | null => findCode.get(name) ?? null,
    listCodes: (): readonly CodeRow[] => listCodes.all(),
    putCode(code: { name: string; secret: string; kioskId: string | null; expiresAt: number }): void {
      putCode.run(code.name, code.secret, code.kioskId, code.expiresAt);
    },
    /** Takes the kiosk in and burns the code, together or not at all. */
    enrolKiosk: database.transaction(
      (kiosk: { kioskId: string; publicKey: string; at: string; codeName: string }) => {
        putKiosk.run(kiosk.kioskId, kiosk.publicKey, kiosk.at);
        useCode.run(kiosk.publicKey, kiosk.codeName);
      },
    ),
    /** False when this kiosk has sent this id before. */
    noteRequestId: (kioskId: string, requestId: string): boolean =>
      noteRequestId.run(kioskId, requestId).changes === 1,
    logRequest(request: Omit<RequestRow, 'seq'>): void {
      logRequest.run(
        request.at,
        request.kiosk_id,
        request.request_id,
        request.call,
        request.status,
        request.mischief,
        request.kiosk_clock_offset_ms,
      );
    },
    listRequests: (limit: number): readonly RequestRow[] => listRequests.all(limit),
    countRequests: (call: WireStep): number => countRequests.get(call)?.n ?? 0,
    close: () => database.close(),
  };
}

export type PortalDatabase = ReturnType<typeof openPortalDatabase>;
