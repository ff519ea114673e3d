-- A form being filled. The id is the dossier's from the first moment on; it never changes. Holds nothing about a
-- person: that is in draft_answer. The row outlives its session until the erasure of the dossier is done.
CREATE TABLE draft (
  dossier_id        TEXT    NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 36),
  session_id        TEXT    NOT NULL CHECK (length(session_id) = 36),
  procedure_code    TEXT    NOT NULL CHECK (procedure_code <> ''),
  procedure_name    TEXT    NOT NULL CHECK (procedure_name <> ''),
  -- What it began with; both never change.
  catalogue_version TEXT    NOT NULL CHECK (catalogue_version <> ''),
  form_version      TEXT    NOT NULL CHECK (form_version <> ''),
  step_id           TEXT    NOT NULL CHECK (step_id <> ''),
  -- Rises with every change of an answer; a page that knows an older one is refused.
  revision          INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0),
  opened_at         INTEGER NOT NULL CHECK (opened_at >= 0)
) STRICT;

-- One form at a time per visit.
CREATE UNIQUE INDEX draft_session ON draft (session_id);

-- Answers exactly as entered, by field. Rows of a repeat field are one answer.
CREATE TABLE draft_answer (
  dossier_id  TEXT    NOT NULL REFERENCES draft (dossier_id) ON DELETE CASCADE,
  field_path  TEXT    NOT NULL CHECK (field_path <> ''),
  value       TEXT    NOT NULL CHECK (json_valid(value)),
  provenance  TEXT    NOT NULL CHECK (provenance IN ('typed', 'card', 'earlier', 'staff')),
  answered_at INTEGER NOT NULL CHECK (answered_at >= 0),
  PRIMARY KEY (dossier_id, field_path)
) STRICT, WITHOUT ROWID;

-- The end of a session cannot forget the answers: they go in the same transaction. The draft itself stays as the
-- reminder that key file and pages are still to be erased.
CREATE TRIGGER session_end_wipes_answers AFTER DELETE ON session
BEGIN
  DELETE FROM draft_answer WHERE dossier_id IN (SELECT dossier_id FROM draft WHERE session_id = OLD.session_id);
END;
