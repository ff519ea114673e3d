-- What an officer did for the citizen beside the answers of the form: papers, where the result goes, the fee. Shown to the
-- citizen before the dossier is handed in, who agrees to it; the same done again has no agreement.
CREATE TABLE draft_staff_mark (
  dossier_id TEXT    NOT NULL REFERENCES draft (dossier_id) ON DELETE CASCADE,
  -- 'delivery', 'fee', 'list' (the plain questions about papers), or a paper's component.
  subject    TEXT    NOT NULL CHECK (subject <> ''),
  act        TEXT    NOT NULL CHECK (act IN ('chosen', 'scanned', 'changed', 'kept', 'removed', 'decided')),
  -- Rises with every act on this draft: who agrees names the last one they saw.
  mark_no    INTEGER NOT NULL CHECK (mark_no >= 1),
  agreed_at  INTEGER          CHECK (agreed_at >= 0),
  PRIMARY KEY (dossier_id, subject, act)
) STRICT, WITHOUT ROWID;
