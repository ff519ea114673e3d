-- The dossiers that are open to whoever stands at the kiosk: handed in during this visit, or opened by the identity
-- number. A page that reloads and a core that restarts go on; with the visit they are closed again.
CREATE TABLE session_dossier (
  session_id TEXT NOT NULL CHECK (length(session_id) = 36),
  dossier_id TEXT NOT NULL CHECK (length(dossier_id) = 36),
  PRIMARY KEY (session_id, dossier_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER session_end_closes_dossiers AFTER DELETE ON session
BEGIN
  DELETE FROM session_dossier WHERE session_id = OLD.session_id;
END;

-- People type an official code with and without its dots and hyphens.
CREATE INDEX dossier_official_plain ON dossier (replace(replace(official_code, '.', ''), '-', ''))
  WHERE official_code IS NOT NULL;
