-- The person's answers to the plain questions that shorten the papers list, kept with the draft.
ALTER TABLE draft ADD COLUMN list_answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(list_answers));

-- A page of a paper: the scan as it came and what was prepared of it, both in the vault. Times in ms since 1970.
CREATE TABLE draft_page (
  page_id          TEXT    NOT NULL PRIMARY KEY CHECK (length(page_id) = 36),
  dossier_id       TEXT    NOT NULL REFERENCES draft (dossier_id) ON DELETE CASCADE,
  component_id     TEXT    NOT NULL CHECK (component_id <> ''),
  -- Order within the paper; gaps do not matter.
  position         INTEGER NOT NULL CHECK (position >= 0),
  -- Which scan brought it: the same page handed over twice is one page.
  job_id           TEXT    NOT NULL CHECK (job_id <> ''),
  job_ordinal      INTEGER NOT NULL CHECK (job_ordinal >= 1),
  -- The picture as the scanner gave it, never changed.
  scan             TEXT    NOT NULL CHECK (json_valid(scan)),
  prepared         TEXT    NOT NULL CHECK (json_valid(prepared)),
  page_check       TEXT    NOT NULL CHECK (json_valid(page_check)),
  edits            TEXT    NOT NULL CHECK (json_valid(edits)),
  -- The person looked at a doubtful page and keeps it.
  kept             INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1)),
  added_at         INTEGER NOT NULL CHECK (added_at >= 0),
  UNIQUE (job_id, job_ordinal)
) STRICT;

CREATE INDEX draft_page_paper ON draft_page (dossier_id, component_id, position);

-- What the person decided about a paper without scanning it: 'later' is "tôi sẽ bổ sung sau", 'not-needed' is
-- "trường hợp của tôi không cần".
CREATE TABLE draft_paper (
  dossier_id   TEXT NOT NULL REFERENCES draft (dossier_id) ON DELETE CASCADE,
  component_id TEXT NOT NULL CHECK (component_id <> ''),
  decision     TEXT NOT NULL CHECK (decision IN ('later', 'not-needed')),
  PRIMARY KEY (dossier_id, component_id)
) STRICT, WITHOUT ROWID;

-- A PDF that was brought: kept byte for byte.
CREATE TABLE draft_brought (
  brought_id   TEXT    NOT NULL PRIMARY KEY CHECK (length(brought_id) = 36),
  dossier_id   TEXT    NOT NULL REFERENCES draft (dossier_id) ON DELETE CASCADE,
  component_id TEXT    NOT NULL CHECK (component_id <> ''),
  job_id       TEXT    NOT NULL CHECK (job_id <> ''),
  job_ordinal  INTEGER NOT NULL CHECK (job_ordinal >= 1),
  file         TEXT    NOT NULL CHECK (json_valid(file)),
  page_count   INTEGER NOT NULL CHECK (page_count >= 1),
  signature    TEXT    NOT NULL CHECK (signature IN ('present', 'absent', 'broken-bytes')),
  added_at     INTEGER NOT NULL CHECK (added_at >= 0),
  UNIQUE (job_id, job_ordinal)
) STRICT;

-- The PDF of a paper or of the form, built while the person goes on; `built_from` says of what, so that a changed
-- paper is built again.
CREATE TABLE draft_pdf (
  dossier_id   TEXT NOT NULL REFERENCES draft (dossier_id) ON DELETE CASCADE,
  -- The paper's component, or 'form'.
  component_id TEXT NOT NULL CHECK (component_id <> ''),
  file         TEXT NOT NULL CHECK (json_valid(file)),
  built_from   TEXT NOT NULL CHECK (length(built_from) = 64),
  PRIMARY KEY (dossier_id, component_id)
) STRICT, WITHOUT ROWID;
