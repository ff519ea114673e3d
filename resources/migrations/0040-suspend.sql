-- The portal's sign-in vouches for a person (trust 'portal-verified'). A check cannot be changed in place; the table
-- holds one visit at most, so it is copied. The trigger names it and must be made again.
DROP TRIGGER session_end_wipes_identity;

CREATE TABLE session_identity_new (
  slot         INTEGER NOT NULL PRIMARY KEY CHECK (slot = 1),
  session_id   TEXT    NOT NULL CHECK (length(session_id) = 36),
  step         TEXT    NOT NULL CHECK (step IN ('shown', 'confirmed')),
  trust        TEXT    NOT NULL CHECK (trust IN ('declared', 'card-qr', 'chip-read', 'chip-verified', 'portal-verified')),
  person       TEXT    NOT NULL CHECK (json_valid(person)),
  warnings     TEXT    NOT NULL CHECK (json_valid(warnings)),
  extra        TEXT    NOT NULL CHECK (json_valid(extra)),
  shown_at     INTEGER NOT NULL CHECK (shown_at >= 0)
) STRICT;
INSERT INTO session_identity_new SELECT * FROM session_identity;
DROP TABLE session_identity;
ALTER TABLE session_identity_new RENAME TO session_identity;

CREATE TRIGGER session_end_wipes_identity AFTER DELETE ON session
BEGIN
  DELETE FROM session_identity WHERE session_id = OLD.session_id;
  DELETE FROM session_consent WHERE session_id = OLD.session_id;
END;

-- A draft that a person asked to be kept. Code and identity number are keyed hashes (HMAC-SHA-256): neither can be
-- read back. The row goes when the draft is opened again or erased. No column ever changes.
CREATE TABLE draft_suspension (
  dossier_id  TEXT    NOT NULL PRIMARY KEY REFERENCES draft (dossier_id) ON DELETE CASCADE,
  code_hash   TEXT    NOT NULL UNIQUE CHECK (length(code_hash) = 64),
  number_hash TEXT    NOT NULL CHECK (length(number_hash) = 64),
  kept_until  INTEGER NOT NULL CHECK (kept_until >= 0)
) STRICT;

-- Wrong tries to open a kept draft: of the whole kiosk ('kiosk'), and of one code (its hash). Survives restarts.
CREATE TABLE resume_guard (
  scope      TEXT    NOT NULL PRIMARY KEY CHECK (scope = 'kiosk' OR length(scope) = 64),
  failures   INTEGER NOT NULL CHECK (failures > 0),
  failed_at  INTEGER NOT NULL CHECK (failed_at >= 0),
  -- How long the lock is that the last failure set; 0 when it set none.
  lock_ms    INTEGER NOT NULL CHECK (lock_ms >= 0)
) STRICT, WITHOUT ROWID;
