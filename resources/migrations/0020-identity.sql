-- Who the person at the screen is, as shown or confirmed; gone with the session. Times in ms since 1970.
CREATE TABLE session_identity (
  slot         INTEGER NOT NULL PRIMARY KEY CHECK (slot = 1),
  session_id   TEXT    NOT NULL CHECK (length(session_id) = 36),
  step         TEXT    NOT NULL CHECK (step IN ('shown', 'confirmed')),
  trust        TEXT    NOT NULL CHECK (trust IN ('declared', 'card-qr', 'chip-read', 'chip-verified')),
  person       TEXT    NOT NULL CHECK (json_valid(person)),
  warnings     TEXT    NOT NULL CHECK (json_valid(warnings)),
  -- Fields of newer cards whose meaning is not confirmed, as they were read.
  extra        TEXT    NOT NULL CHECK (json_valid(extra)),
  shown_at     INTEGER NOT NULL CHECK (shown_at >= 0)
) STRICT;

-- Proof of each consent: which words (their hash), when, where, in whose name, who helped. A withdrawal adds its
-- time and changes nothing else.
CREATE TABLE session_consent (
  proof_id     TEXT    NOT NULL PRIMARY KEY CHECK (length(proof_id) = 36),
  session_id   TEXT    NOT NULL CHECK (length(session_id) = 36),
  purpose      TEXT    NOT NULL CHECK (purpose <> ''),
  version      INTEGER NOT NULL CHECK (version > 0),
  language     TEXT    NOT NULL CHECK (language IN ('vi', 'en')),
  text_sha256  TEXT    NOT NULL CHECK (length(text_sha256) = 64),
  given_by     TEXT    NOT NULL CHECK (given_by IN ('self', 'guardian', 'child-and-guardian', 'representative')),
  helped_by    TEXT,
  device       TEXT    NOT NULL CHECK (device <> ''),
  given_at     INTEGER NOT NULL CHECK (given_at >= 0),
  withdrawn_at INTEGER CHECK (withdrawn_at >= 0)
) STRICT;

-- One standing consent per purpose.
CREATE UNIQUE INDEX session_consent_standing ON session_consent (session_id, purpose) WHERE withdrawn_at IS NULL;

-- The end of a session cannot forget its person: the rows go with it, in the same transaction.
CREATE TRIGGER session_end_wipes_identity AFTER DELETE ON session
BEGIN
  DELETE FROM session_identity WHERE session_id = OLD.session_id;
  DELETE FROM session_consent WHERE session_id = OLD.session_id;
END;
