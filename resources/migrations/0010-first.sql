-- Small facts about this database itself (head of the audit chain, count of erasures), one row each.
CREATE TABLE kiosk_meta (
  key   TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- The visit of the one person at the screen; the row is gone when the visit ends. Times in ms since 1970.
CREATE TABLE session (
  slot          INTEGER NOT NULL PRIMARY KEY CHECK (slot = 1),
  session_id    TEXT    NOT NULL CHECK (length(session_id) = 36),
  role          TEXT    NOT NULL DEFAULT 'citizen' CHECK (role IN ('citizen', 'staff', 'supervisor', 'technician')),
  place         TEXT    NOT NULL CHECK (place LIKE '/%'),
  reading       TEXT    NOT NULL CHECK (json_valid(reading)),
  started_at    INTEGER NOT NULL CHECK (started_at >= 0),
  last_touch_at INTEGER NOT NULL CHECK (last_touch_at >= 0)
) STRICT;

-- Append-only; every row holds the hash of the row before it. No column ever changes.
CREATE TABLE audit_event (
  seq           INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1),
  at            INTEGER NOT NULL CHECK (at >= 0),
  event         TEXT    NOT NULL CHECK (event <> ''),
  role          TEXT    NOT NULL CHECK (role IN ('kiosk', 'citizen', 'staff', 'supervisor', 'technician')),
  person        TEXT,
  dossier_id    TEXT    CHECK (dossier_id IS NULL OR length(dossier_id) = 36),
  details       TEXT    NOT NULL CHECK (json_valid(details)),
  previous_hash TEXT    NOT NULL CHECK (length(previous_hash) = 64),
  hash          TEXT    NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX audit_event_at ON audit_event (at);

CREATE TRIGGER audit_event_never_changes BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;

CREATE TRIGGER audit_event_never_goes BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;

-- The kiosk's own Ed25519 key pair and, once enrolled, the portal it trusts. Keys in DER (PKCS 8, SPKI).
CREATE TABLE portal_trust (
  slot              INTEGER NOT NULL PRIMARY KEY CHECK (slot = 1),
  kiosk_private_key BLOB    NOT NULL,
  kiosk_public_key  BLOB    NOT NULL,
  portal_address    TEXT,
  portal_public_key BLOB,
  enrolled_at       INTEGER,
  CHECK ((portal_public_key IS NULL) = (enrolled_at IS NULL)),
  CHECK ((portal_public_key IS NULL) = (portal_address IS NULL))
) STRICT;

CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
