-- What happened to the money of a dossier, one row a happening (shared/money/ledger.ts). Rows are only ever added and
-- outlive the erasure of the dossier: they name an officer's account and a bank's reference, never a citizen. `seq` is the
-- order that counts; clocks are set. Only `told_at` changes: when the portal said that it has the row.
CREATE TABLE payment_event (
  seq        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  dossier_id TEXT    NOT NULL CHECK (length(dossier_id) = 36),
  kind       TEXT    NOT NULL CHECK (kind <> ''),
  event_id   TEXT    NOT NULL CHECK (event_id <> ''),
  event      TEXT    NOT NULL CHECK (json_valid(event)),
  told_at    INTEGER CHECK (told_at >= 0)
) STRICT;

CREATE INDEX payment_event_dossier ON payment_event (dossier_id, seq);
CREATE INDEX payment_event_id ON payment_event (event_id);
CREATE INDEX payment_event_untold ON payment_event (seq) WHERE told_at IS NULL;

CREATE TRIGGER payment_event_stays BEFORE DELETE ON payment_event
BEGIN
  SELECT RAISE(ABORT, 'payment events are only added');
END;
CREATE TRIGGER payment_event_is_never_edited BEFORE UPDATE ON payment_event
WHEN NEW.seq <> OLD.seq OR NEW.dossier_id <> OLD.dossier_id OR NEW.kind <> OLD.kind
  OR NEW.event_id <> OLD.event_id OR NEW.event <> OLD.event
BEGIN
  SELECT RAISE(ABORT, 'payment events are only added');
END;

-- The fee of a dossier as it stands after its last event: made from claim, decisions and events, kept for lists.
CREATE TABLE fee_case (
  dossier_id    TEXT    NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 36),
  -- What was sealed (feeClaimSchema): amount or null for "hỏi cán bộ", claimed exemption, way, what it was reckoned from.
  claim         TEXT    NOT NULL CHECK (json_valid(claim)),
  exemption     TEXT    NOT NULL CHECK (exemption IN ('none', 'claimed', 'granted', 'refused')),
  state         TEXT    NOT NULL CHECK (state <> ''),
  due_vnd       INTEGER CHECK (due_vnd >= 0),
  held_vnd      INTEGER NOT NULL DEFAULT 0 CHECK (held_vnd >= 0),
  needs_officer INTEGER NOT NULL CHECK (needs_officer IN (0, 1)),
  opened_at     INTEGER NOT NULL CHECK (opened_at >= 0),
  changed_at    INTEGER NOT NULL CHECK (changed_at >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX fee_case_state ON fee_case (state, opened_at);
CREATE INDEX fee_case_officer ON fee_case (opened_at) WHERE needs_officer = 1;

-- An officer checked a claimed exemption against the paper that proves it. Rows are only added; the newest counts.
CREATE TABLE exemption_decision (
  seq         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  dossier_id  TEXT    NOT NULL CHECK (length(dossier_id) = 36),
  decision_id TEXT    NOT NULL UNIQUE CHECK (length(decision_id) = 36),
  outcome     TEXT    NOT NULL CHECK (outcome IN ('granted', 'refused')),
  percent_off INTEGER NOT NULL CHECK (percent_off BETWEEN 0 AND 100),
  officer     TEXT    NOT NULL CHECK (officer <> ''),
  reason      TEXT    NOT NULL CHECK (trim(reason) <> ''),
  at          INTEGER NOT NULL CHECK (at >= 0)
) STRICT;

CREATE INDEX exemption_decision_dossier ON exemption_decision (dossier_id, seq);

-- A code to pay by that was shown: amount and content never change. `told_at`: the portal knows it.
CREATE TABLE payment_offer (
  offer_id   TEXT    NOT NULL PRIMARY KEY CHECK (length(offer_id) = 36),
  dossier_id TEXT    NOT NULL CHECK (length(dossier_id) = 36),
  vnd        INTEGER NOT NULL CHECK (vnd > 0),
  content    TEXT    NOT NULL CHECK (content <> ''),
  pay_to     TEXT    NOT NULL CHECK (json_valid(pay_to)),
  made_at    INTEGER NOT NULL CHECK (made_at >= 0),
  expires_at INTEGER NOT NULL CHECK (expires_at > made_at),
  told_at    INTEGER CHECK (told_at >= 0),
  asked_at   INTEGER CHECK (asked_at >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX payment_offer_dossier ON payment_offer (dossier_id, made_at);
CREATE INDEX payment_offer_made ON payment_offer (made_at);

-- The account that the portal last named, so that a code can be shown without a network. Null: it takes no transfers.
CREATE TABLE pay_to (
  slot     INTEGER NOT NULL PRIMARY KEY CHECK (slot = 1),
  value    TEXT    CHECK (json_valid(value)),
  heard_at INTEGER NOT NULL CHECK (heard_at >= 0)
) STRICT;

-- Transfers at the office's account of which the portal cannot tell the dossier. Replaced by each answer.
CREATE TABLE unmatched_transfer (
  reference TEXT    NOT NULL PRIMARY KEY CHECK (reference <> ''),
  vnd       INTEGER NOT NULL CHECK (vnd > 0),
  moved_at  INTEGER NOT NULL CHECK (moved_at >= 0),
  content   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- The drawer of one officer, counted: every event up to `to_seq` is in it. Rows are only added.
CREATE TABLE cash_closing (
  closing_id TEXT    NOT NULL PRIMARY KEY CHECK (length(closing_id) = 36),
  officer    TEXT    NOT NULL CHECK (officer <> ''),
  from_seq   INTEGER NOT NULL CHECK (from_seq >= 0),
  to_seq     INTEGER NOT NULL CHECK (to_seq >= from_seq),
  closing    TEXT    NOT NULL CHECK (json_valid(closing)),
  counted    TEXT    NOT NULL CHECK (json_valid(counted)),
  closed_by  TEXT    NOT NULL CHECK (closed_by <> ''),
  at         INTEGER NOT NULL CHECK (at >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX cash_closing_officer ON cash_closing (officer, to_seq, at);
CREATE TRIGGER cash_closing_stays BEFORE DELETE ON cash_closing
BEGIN
  SELECT RAISE(ABORT, 'closings are only added');
END;
CREATE TRIGGER cash_closing_is_never_edited BEFORE UPDATE ON cash_closing
BEGIN
  SELECT RAISE(ABORT, 'closings are only added');
END;

-- What happened to the way of a result by post (shared/dossier/post.ts): addresses are in it, so it goes at erasure.
CREATE TABLE post_event (
  seq        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  dossier_id TEXT    NOT NULL CHECK (length(dossier_id) = 36),
  event_id   TEXT    NOT NULL UNIQUE CHECK (event_id <> ''),
  event      TEXT    NOT NULL CHECK (json_valid(event)),
  told_at    INTEGER CHECK (told_at >= 0)
) STRICT;

CREATE INDEX post_event_dossier ON post_event (dossier_id, seq);
CREATE INDEX post_event_untold ON post_event (seq) WHERE told_at IS NULL;

-- Dossiers whose result goes by post, for the office's lists; no address here.
CREATE TABLE post_item (
  dossier_id      TEXT    NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 36),
  state           TEXT    NOT NULL CHECK (state IN ('to-send', 'sent', 'not-by-post')),
  list_number     TEXT,
  tracking_number TEXT,
  opened_at       INTEGER NOT NULL CHECK (opened_at >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_item_state ON post_item (state, opened_at);

-- What the post costs, as the office entered it; the newest row counts, none is "hỏi cán bộ".
CREATE TABLE postage_table (
  seq     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  value   TEXT    NOT NULL CHECK (json_valid(value)),
  officer TEXT    NOT NULL CHECK (officer <> ''),
  at      INTEGER NOT NULL CHECK (at >= 0)
) STRICT;
