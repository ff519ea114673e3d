-- What the machine was tried with, and what the person beside it said of the result. Only the verdict is ever added.
CREATE TABLE self_test (
  test_id    TEXT    NOT NULL PRIMARY KEY CHECK (length(test_id) = 36),
  kind       TEXT    NOT NULL CHECK (kind IN ('letters', 'scan', 'card')),
  started_at INTEGER NOT NULL CHECK (started_at >= 0),
  -- The account of the officer.
  started_by TEXT    NOT NULL CHECK (length(started_by) = 36),
  -- What the machine itself saw, as JSON; nothing of it tells of a person.
  finding    TEXT    NOT NULL CHECK (json_valid(finding)),
  verdict    TEXT             CHECK (verdict IN ('good', 'bad')),
  judged_at  INTEGER          CHECK (judged_at >= 0),
  judged_by  TEXT             CHECK (length(judged_by) = 36),
  CHECK ((verdict IS NULL) = (judged_at IS NULL)),
  CHECK ((verdict IS NULL) = (judged_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX self_test_kind ON self_test (kind, started_at);

-- Requests of persons about their data (NĐ 356/2025 Đ5). The clocks never change; replied and closed are added once.
CREATE TABLE data_request (
  request_id   TEXT    NOT NULL PRIMARY KEY CHECK (length(request_id) = 36),
  -- Running number of this kiosk, to name it on paper and by voice.
  number       INTEGER NOT NULL UNIQUE CHECK (number >= 1),
  kind         TEXT    NOT NULL CHECK (kind IN ('see', 'correct', 'restrict', 'delete')),
  asked_at     INTEGER NOT NULL CHECK (asked_at >= 0),
  -- Somebody else holds a part and must be asked: the longer clock.
  via_others   INTEGER NOT NULL CHECK (via_others IN (0, 1)),
  reply_due_at INTEGER NOT NULL CHECK (reply_due_at >= asked_at),
  due_at       INTEGER NOT NULL CHECK (due_at >= asked_at),
  -- Who asked, as JSON (name, identity number, phone, for whom); what the person wants, in the officer's words.
  person       TEXT    NOT NULL CHECK (json_valid(person)),
  wish         TEXT    NOT NULL,
  -- How the officer made sure who it is.
  checked_by   TEXT    NOT NULL CHECK (checked_by IN ('card-in-hand', 'chip', 'authority-paper')),
  number_hash  TEXT    NOT NULL CHECK (length(number_hash) = 64),
  taken_by     TEXT    NOT NULL CHECK (length(taken_by) = 36),
  replied_at   INTEGER          CHECK (replied_at >= 0),
  closed_at    INTEGER          CHECK (closed_at >= 0),
  outcome      TEXT             CHECK (outcome IN ('done', 'part', 'refused', 'withdrawn')),
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT, WITHOUT ROWID;

-- What was done about a request: by whom and when. Rows are only added.
CREATE TABLE data_request_step (
  request_id TEXT    NOT NULL REFERENCES data_request (request_id),
  seq        INTEGER NOT NULL CHECK (seq >= 1),
  at         INTEGER NOT NULL CHECK (at >= 0),
  by         TEXT    NOT NULL CHECK (length(by) = 36),
  what       TEXT    NOT NULL CHECK (what IN ('taken', 'replied', 'extract-printed', 'restricted', 'released', 'deleted',
                                              'kept', 'correction-begun', 'closed')),
  note       TEXT    NOT NULL,
  PRIMARY KEY (request_id, seq)
) STRICT, WITHOUT ROWID;

-- Dossiers whose use a person had restricted: the work list shows them to the supervisor only.
CREATE TABLE data_restriction (
  dossier_id TEXT    NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 36),
  request_id TEXT    NOT NULL REFERENCES data_request (request_id),
  since      INTEGER NOT NULL CHECK (since >= 0)
) STRICT, WITHOUT ROWID;
