-- Reception in person: which papers of a draft an officer held beside their scans, and whether they looked at the person.
-- Both go with the draft; what stays is in the sealed content.
CREATE TABLE draft_compared (
  dossier_id   TEXT    NOT NULL REFERENCES draft (dossier_id) ON DELETE CASCADE,
  component_id TEXT    NOT NULL CHECK (component_id <> ''),
  -- The pages that were looked at: another scan has not been compared.
  pages        TEXT    NOT NULL,
  officer      TEXT    NOT NULL CHECK (officer <> ''),
  at           INTEGER NOT NULL CHECK (at >= 0),
  PRIMARY KEY (dossier_id, component_id)
) STRICT, WITHOUT ROWID;

-- Officer, reason, time, and a keyed hash of who stood there: another person has not been checked.
ALTER TABLE draft ADD COLUMN identity_check TEXT CHECK (json_valid(identity_check));
