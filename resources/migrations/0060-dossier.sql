-- A sealed dossier. The row is the stub that stays after erasure (codes, procedure, times, states); what tells of a
-- person is in dossier_person and in the manifests. Times in ms since 1970 by this machine's clock.
CREATE TABLE dossier (
  dossier_id        TEXT    NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 36),
  -- Made here without a network; on the receipt until the portal gives its own.
  temporary_code    TEXT    NOT NULL UNIQUE CHECK (temporary_code <> ''),
  official_code     TEXT    CHECK (official_code <> ''),
  procedure_code    TEXT    NOT NULL CHECK (procedure_code <> ''),
  procedure_name    TEXT    NOT NULL CHECK (procedure_name <> ''),
  catalogue_version TEXT    NOT NULL CHECK (catalogue_version <> ''),
  -- Keyed hash (HMAC-SHA-256) of the identity number that finds the dossier by card; null without one, and after erasure.
  number_hash       TEXT    CHECK (length(number_hash) = 64),
  received_at       INTEGER NOT NULL CHECK (received_at >= 0),
  -- Null: "theo thông báo", because the time is not known or the clock was not to be believed.
  due_at            INTEGER CHECK (due_at >= 0),
  -- What the portal said last (states 1-10), when it came into that state, and when we asked.
  portal_state      INTEGER CHECK (portal_state BETWEEN 1 AND 10),
  portal_state_at   INTEGER CHECK (portal_state_at >= 0),
  portal_asked_at   INTEGER CHECK (portal_asked_at >= 0),
  erased_at         INTEGER CHECK (erased_at >= 0)
) STRICT, WITHOUT ROWID;

-- Partial: a dossier has no official code in the moment in which a person waits for its seal.
CREATE UNIQUE INDEX dossier_official ON dossier (official_code) WHERE official_code IS NOT NULL;
CREATE INDEX dossier_number ON dossier (number_hash) WHERE number_hash IS NOT NULL;
-- Whose state is asked for next; 3 and 10 are the ends.
CREATE INDEX dossier_asked ON dossier (portal_asked_at)
  WHERE official_code IS NOT NULL AND portal_state NOT IN (3, 10);

-- The persons of a dossier as JSON (shared/dossier/manifest.ts); gone at erasure.
CREATE TABLE dossier_person (
  dossier_id TEXT NOT NULL PRIMARY KEY REFERENCES dossier (dossier_id) ON DELETE CASCADE,
  persons    TEXT NOT NULL CHECK (json_valid(persons))
) STRICT, WITHOUT ROWID;

-- What was sealed at once: 0 is the submission, later ones are supplements and a withdrawal. Never changes but for the
-- portal's proof.
CREATE TABLE dossier_revision (
  dossier_id    TEXT    NOT NULL REFERENCES dossier (dossier_id) ON DELETE CASCADE,
  revision      INTEGER NOT NULL CHECK (revision >= 0),
  kind          TEXT    NOT NULL CHECK (kind IN ('submission', 'supplement', 'withdrawal')),
  content_hash  TEXT    NOT NULL CHECK (length(content_hash) = 64),
  sealed_at     INTEGER NOT NULL CHECK (sealed_at >= 0),
  -- When the portal proved that it holds every byte, and its answer as JSON.
  delivered_at  INTEGER CHECK (delivered_at >= 0),
  proof         TEXT    CHECK (json_valid(proof)),
  PRIMARY KEY (dossier_id, revision),
  CHECK ((delivered_at IS NULL) = (proof IS NULL))
) STRICT, WITHOUT ROWID;

-- The files of a revision: what the portal must hold. `file_id` is the vault's.
CREATE TABLE dossier_file (
  dossier_id   TEXT    NOT NULL,
  revision     INTEGER NOT NULL,
  ordinal      INTEGER NOT NULL CHECK (ordinal >= 1),
  component_id TEXT,
  kind         TEXT    NOT NULL CHECK (kind IN ('form', 'paper', 'brought')),
  title        TEXT    NOT NULL CHECK (title <> ''),
  file_id      TEXT    NOT NULL CHECK (length(file_id) = 32),
  size_bytes   INTEGER NOT NULL CHECK (size_bytes > 0),
  sha256       TEXT    NOT NULL CHECK (length(sha256) = 64),
  page_count   INTEGER NOT NULL CHECK (page_count >= 1),
  PRIMARY KEY (dossier_id, revision, ordinal),
  FOREIGN KEY (dossier_id, revision) REFERENCES dossier_revision (dossier_id, revision) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What is still to be delivered, one row per revision, made in the transaction that seals.
CREATE TABLE outbox (
  dossier_id    TEXT    NOT NULL,
  revision      INTEGER NOT NULL,
  -- 'parked' waits for staff; 'delivered' stays until the erasure.
  state         TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'parked', 'delivered')),
  step          TEXT    NOT NULL DEFAULT 'create' CHECK (step IN ('create', 'upload', 'finalise')),
  attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_try_at   INTEGER NOT NULL DEFAULT 0 CHECK (next_try_at >= 0),
  sent_bytes    INTEGER NOT NULL DEFAULT 0 CHECK (sent_bytes >= 0),
  total_bytes   INTEGER NOT NULL CHECK (total_bytes >= 0),
  -- Why it waits or is parked: a fault code and its details as JSON.
  fault         TEXT,
  fault_details TEXT    CHECK (json_valid(fault_details)),
  PRIMARY KEY (dossier_id, revision),
  FOREIGN KEY (dossier_id, revision) REFERENCES dossier_revision (dossier_id, revision) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_due ON outbox (state, next_try_at);

-- How many rows of each state, kept as they change: a screen that shows it costs the same with ten thousand queued.
CREATE TABLE outbox_count (
  state TEXT    NOT NULL PRIMARY KEY,
  n     INTEGER NOT NULL CHECK (n >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO outbox_count (state, n) VALUES ('waiting', 0), ('sending', 0), ('parked', 0), ('delivered', 0);

CREATE TRIGGER outbox_added AFTER INSERT ON outbox BEGIN
  UPDATE outbox_count SET n = n + 1 WHERE state = NEW.state;
END;
CREATE TRIGGER outbox_removed AFTER DELETE ON outbox BEGIN
  UPDATE outbox_count SET n = n - 1 WHERE state = OLD.state;
END;
CREATE TRIGGER outbox_moved AFTER UPDATE OF state ON outbox WHEN NEW.state <> OLD.state BEGIN
  UPDATE outbox_count SET n = n - 1 WHERE state = OLD.state;
  UPDATE outbox_count SET n = n + 1 WHERE state = NEW.state;
END;

-- Where an upload goes on after a crash: the address that the portal gave (tus).
CREATE TABLE outbox_upload (
  dossier_id TEXT    NOT NULL,
  revision   INTEGER NOT NULL,
  ordinal    INTEGER NOT NULL,
  upload_url TEXT    NOT NULL CHECK (upload_url <> ''),
  sent_bytes INTEGER NOT NULL DEFAULT 0 CHECK (sent_bytes >= 0),
  done       INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
  PRIMARY KEY (dossier_id, revision, ordinal),
  FOREIGN KEY (dossier_id, revision) REFERENCES outbox (dossier_id, revision) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What the portal said about a dossier, in its order.
CREATE TABLE dossier_history (
  dossier_id TEXT    NOT NULL REFERENCES dossier (dossier_id) ON DELETE CASCADE,
  seq        INTEGER NOT NULL CHECK (seq >= 1),
  state      INTEGER NOT NULL CHECK (state BETWEEN 1 AND 10),
  at         INTEGER NOT NULL CHECK (at >= 0),
  PRIMARY KEY (dossier_id, seq)
) STRICT, WITHOUT ROWID;

-- Papers that the portal asks to be brought later, as JSON; answered by a revision.
CREATE TABLE supplement_request (
  dossier_id        TEXT    NOT NULL REFERENCES dossier (dossier_id) ON DELETE CASCADE,
  request_id        TEXT    NOT NULL CHECK (length(request_id) = 36),
  asked_at          INTEGER NOT NULL CHECK (asked_at >= 0),
  request           TEXT    NOT NULL CHECK (json_valid(request)),
  answered_revision INTEGER,
  PRIMARY KEY (dossier_id, request_id)
) STRICT, WITHOUT ROWID;

-- Each attempt to put a receipt on paper: "đã in" is said of 'confirmed' only. Copy 1 is the receipt itself.
CREATE TABLE receipt_print (
  dossier_id TEXT    NOT NULL REFERENCES dossier (dossier_id) ON DELETE CASCADE,
  revision   INTEGER NOT NULL CHECK (revision >= 0),
  copy       INTEGER NOT NULL CHECK (copy >= 1),
  paper      TEXT    NOT NULL CHECK (paper IN ('a4', 'slip')),
  state      TEXT    NOT NULL CHECK (state IN ('issued', 'sent', 'confirmed', 'failed')),
  printer    TEXT    NOT NULL DEFAULT '',
  fault      TEXT,
  at         INTEGER NOT NULL CHECK (at >= 0),
  PRIMARY KEY (dossier_id, revision, paper, copy)
) STRICT, WITHOUT ROWID;

-- The running number of temporary codes: never goes back, also not at midnight or after a restore.
CREATE TABLE code_counter (
  slot INTEGER NOT NULL PRIMARY KEY CHECK (slot = 1),
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;
INSERT INTO code_counter (slot, last) VALUES (1, 0);
