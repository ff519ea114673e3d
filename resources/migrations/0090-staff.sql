-- People of the office who may sign in at this kiosk. A closed account stays: the audit log names its id. Only pin_*,
-- card_hash and closed_at ever change.
CREATE TABLE staff_account (
  account_id TEXT    NOT NULL PRIMARY KEY CHECK (length(account_id) = 36),
  name       TEXT    NOT NULL CHECK (trim(name) <> ''),
  role       TEXT    NOT NULL CHECK (role IN ('staff', 'supervisor', 'technician')),
  -- scrypt: the cost it was made with stands beside it, so that a later version may ask for more.
  pin_salt   BLOB    NOT NULL CHECK (length(pin_salt) = 16),
  pin_hash   BLOB    NOT NULL CHECK (length(pin_hash) = 32),
  pin_cost   INTEGER NOT NULL CHECK (pin_cost >= 16384),
  -- Keyed hash of what the officer's card says; null: the PIN alone.
  card_hash  TEXT             CHECK (length(card_hash) = 64),
  made_at    INTEGER NOT NULL CHECK (made_at >= 0),
  closed_at  INTEGER          CHECK (closed_at >= 0)
) STRICT;

CREATE UNIQUE INDEX staff_account_name ON staff_account (name) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX staff_account_card ON staff_account (card_hash) WHERE card_hash IS NOT NULL AND closed_at IS NULL;

-- Wrong PINs: of the whole kiosk ('kiosk'), and of one account (its id). Survives restarts, like resume_guard.
CREATE TABLE staff_guard (
  scope      TEXT    NOT NULL PRIMARY KEY CHECK (scope = 'kiosk' OR length(scope) = 36),
  failures   INTEGER NOT NULL CHECK (failures > 0),
  failed_at  INTEGER NOT NULL CHECK (failed_at >= 0),
  lock_ms    INTEGER NOT NULL CHECK (lock_ms >= 0)
) STRICT, WITHOUT ROWID;

-- The officer who stands over the visit (id, name, role), where the citizen was before, and since when help is asked.
ALTER TABLE session ADD COLUMN officer TEXT CHECK (json_valid(officer));
ALTER TABLE session ADD COLUMN back_to TEXT CHECK (back_to LIKE '/%');
ALTER TABLE session ADD COLUMN called_at INTEGER CHECK (called_at >= 0);

-- When the citizen agreed to an answer that an officer gave; null while they have not. A new answer has no agreement.
ALTER TABLE draft_answer ADD COLUMN agreed_at INTEGER CHECK (agreed_at >= 0);
