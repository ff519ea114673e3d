-- The officers' work list and the register (Mẫu 07): one row per dossier, beside the stub in `dossier`. What tells of the
-- person is what the register must hold; it outlives the dossier's pages and goes at the end of its own retention.
-- `n` is the order of arrival here. `state` is kept by the triggers below, in the transaction of whatever changed it.
CREATE TABLE desk_row (
  n           INTEGER NOT NULL PRIMARY KEY,
  dossier_id  TEXT    NOT NULL UNIQUE REFERENCES dossier (dossier_id) ON DELETE CASCADE,
  received_at INTEGER NOT NULL CHECK (received_at >= 0),
  state       TEXT    NOT NULL CHECK (state IN ('waiting', 'needs-staff', 'supplement', 'delivered', 'paper', 'cancelled')),
  -- Null once its retention is over: "đã xoá theo quy định".
  person      TEXT    CHECK (person <> ''),
  address     TEXT,
  phone       TEXT,
  -- How the result goes out; null where nobody wrote it down.
  way         TEXT    CHECK (way IN ('office', 'post')),
  -- What finds it: names without accents, and the identity numbers until the dossier's erasure. Null: not made yet.
  words       TEXT
) STRICT;

CREATE INDEX desk_row_state ON desk_row (state, n);
CREATE INDEX desk_row_received ON desk_row (received_at, n);
CREATE INDEX desk_row_unread ON desk_row (n) WHERE words IS NULL AND person IS NOT NULL;

CREATE VIRTUAL TABLE desk_search USING fts5 (words, content = 'desk_row', content_rowid = 'n', tokenize = 'ascii', prefix = '1 2', detail = none);
-- What is deleted leaves the index at once, not with its next merge.
INSERT INTO desk_search (desk_search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER desk_row_found AFTER INSERT ON desk_row WHEN NEW.words IS NOT NULL BEGIN
  INSERT INTO desk_search (rowid, words) VALUES (NEW.n, NEW.words);
END;
CREATE TRIGGER desk_row_lost AFTER DELETE ON desk_row WHEN OLD.words IS NOT NULL BEGIN
  INSERT INTO desk_search (desk_search, rowid, words) VALUES ('delete', OLD.n, OLD.words);
END;
CREATE TRIGGER desk_row_renamed AFTER UPDATE OF words ON desk_row WHEN OLD.words IS NOT NEW.words BEGIN
  INSERT INTO desk_search (desk_search, rowid, words)
    SELECT 'delete', OLD.n, OLD.words WHERE OLD.words IS NOT NULL;
  INSERT INTO desk_search (rowid, words) SELECT NEW.n, NEW.words WHERE NEW.words IS NOT NULL;
END;

-- A dossier that left the queue by an officer's word, for good: also written beside its manifests, so that a database that
-- is made anew does not send it. The reason goes at the dossier's erasure.
CREATE TABLE dossier_ending (
  dossier_id TEXT    NOT NULL PRIMARY KEY REFERENCES dossier (dossier_id) ON DELETE CASCADE,
  kind       TEXT    NOT NULL CHECK (kind IN ('paper', 'cancelled')),
  reason     TEXT,
  -- Which revisions left the queue, as JSON; later ones (a withdrawal) go their way.
  revisions  TEXT    NOT NULL CHECK (json_valid(revisions)),
  account_id TEXT,
  at         INTEGER NOT NULL CHECK (at >= 0)
) STRICT, WITHOUT ROWID;

-- Where a dossier stands on the list; 3 and 10 are the portal's ends, 7 is a withdrawal that is being looked at.
CREATE VIEW desk_standing AS
  SELECT d.dossier_id AS dossier_id, CASE
    WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.dossier_id = d.dossier_id AND o.state = 'parked') THEN 'needs-staff'
    WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.dossier_id = d.dossier_id AND o.state IN ('waiting', 'sending'))
      THEN 'waiting'
    WHEN EXISTS (SELECT 1 FROM dossier_ending e WHERE e.dossier_id = d.dossier_id)
      THEN (SELECT e.kind FROM dossier_ending e WHERE e.dossier_id = d.dossier_id)
    WHEN d.portal_state = 5 OR (d.portal_state NOT IN (3, 7, 10) AND EXISTS (SELECT 1 FROM supplement_request s
      WHERE s.dossier_id = d.dossier_id AND s.answered_revision IS NULL)) THEN 'supplement'
    ELSE 'delivered' END AS state
  FROM dossier d;

CREATE TRIGGER desk_outbox_added AFTER INSERT ON outbox BEGIN
  UPDATE desk_row SET state = (SELECT state FROM desk_standing WHERE dossier_id = NEW.dossier_id)
    WHERE dossier_id = NEW.dossier_id;
END;
CREATE TRIGGER desk_outbox_moved AFTER UPDATE OF state ON outbox WHEN NEW.state <> OLD.state BEGIN
  UPDATE desk_row SET state = (SELECT state FROM desk_standing WHERE dossier_id = NEW.dossier_id)
    WHERE dossier_id = NEW.dossier_id;
END;
CREATE TRIGGER desk_outbox_removed AFTER DELETE ON outbox BEGIN
  UPDATE desk_row SET state = (SELECT state FROM desk_standing WHERE dossier_id = OLD.dossier_id)
    WHERE dossier_id = OLD.dossier_id;
END;
CREATE TRIGGER desk_portal_moved AFTER UPDATE OF portal_state ON dossier WHEN NEW.portal_state IS NOT OLD.portal_state BEGIN
  UPDATE desk_row SET state = (SELECT state FROM desk_standing WHERE dossier_id = NEW.dossier_id)
    WHERE dossier_id = NEW.dossier_id;
END;
CREATE TRIGGER desk_request_added AFTER INSERT ON supplement_request BEGIN
  UPDATE desk_row SET state = (SELECT state FROM desk_standing WHERE dossier_id = NEW.dossier_id)
    WHERE dossier_id = NEW.dossier_id;
END;
CREATE TRIGGER desk_request_answered AFTER UPDATE OF answered_revision ON supplement_request BEGIN
  UPDATE desk_row SET state = (SELECT state FROM desk_standing WHERE dossier_id = NEW.dossier_id)
    WHERE dossier_id = NEW.dossier_id;
END;
CREATE TRIGGER desk_ended AFTER INSERT ON dossier_ending BEGIN
  UPDATE desk_row SET state = (SELECT state FROM desk_standing WHERE dossier_id = NEW.dossier_id)
    WHERE dossier_id = NEW.dossier_id;
END;

-- What was handed in before; the core makes the words at its next start, folding is not SQL's.
INSERT INTO desk_row (dossier_id, received_at, state, person, address, phone, words)
  SELECT d.dossier_id, d.received_at, s.state, json_extract(p.persons, '$.filer.fullName'),
    json_extract(p.persons, '$.filer.address'), json_extract(p.persons, '$.filer.phone'), NULL
  FROM dossier d JOIN desk_standing s USING (dossier_id) LEFT JOIN dossier_person p USING (dossier_id)
  ORDER BY d.received_at, d.dossier_id;
