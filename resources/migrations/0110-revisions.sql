-- A draft that becomes a further revision of a dossier that is sealed already. Its pages and PDFs lie in the folder of the
-- sealed dossier: when such a draft is dropped, only what no sealed revision holds goes. No column ever changes.
CREATE TABLE draft_revision (
  dossier_id TEXT    NOT NULL PRIMARY KEY REFERENCES draft (dossier_id) ON DELETE CASCADE,
  -- The visit it goes with. What takes the place of a refused revision is an officer's: its draft has a session of its own,
  -- so that the citizen of the visit neither sees it nor is kept from a form of their own.
  visit_id   TEXT    NOT NULL CHECK (length(visit_id) = 36),
  -- 'supplement' brings the papers of a request, 'correction' is the whole dossier once more.
  kind       TEXT    NOT NULL CHECK (kind IN ('supplement', 'correction')),
  -- The portal's request that it answers.
  request_id TEXT    CHECK (length(request_id) = 36),
  -- The first of the refused revisions whose place it takes.
  supersedes INTEGER CHECK (supersedes >= 0),
  CHECK ((kind = 'supplement') = (request_id IS NOT NULL)),
  CHECK (kind = 'supplement' OR supersedes IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The later revision that took the place of one which the portal refused; that one is never delivered.
ALTER TABLE dossier_revision ADD COLUMN superseded_by INTEGER CHECK (superseded_by > revision);
