-- Queue tickets ("lấy số") by the office's day. A number is nobody's: no name, no dossier.
CREATE TABLE ticket_day (
  day     TEXT    NOT NULL PRIMARY KEY CHECK (day LIKE '____-__-__'),
  -- The last number given; never goes back, also when the clock was set back to this day.
  last    INTEGER NOT NULL CHECK (last >= 0),
  last_at INTEGER NOT NULL CHECK (last_at >= 0),
  running INTEGER NOT NULL CHECK (running IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX ticket_day_running ON ticket_day (running) WHERE running = 1;

-- Only of the running day; gone when the next one begins. `day`, `number`, `service` and `taken_at` never change.
CREATE TABLE ticket (
  day        TEXT    NOT NULL REFERENCES ticket_day (day),
  number     INTEGER NOT NULL CHECK (number >= 1),
  service    TEXT    NOT NULL CHECK (service <> ''),
  state      TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'called', 'served', 'absent')),
  taken_at   INTEGER NOT NULL CHECK (taken_at >= 0),
  called_at  INTEGER          CHECK (called_at >= 0),
  closed_at  INTEGER          CHECK (closed_at >= 0),
  -- The visit that took it, so that a page that reloads shows it again; forgotten with the visit.
  session_id TEXT             CHECK (length(session_id) = 36),
  PRIMARY KEY (day, number)
) STRICT, WITHOUT ROWID;

-- One person at a time is called to the counter.
CREATE UNIQUE INDEX ticket_called ON ticket (state) WHERE state = 'called';
CREATE INDEX ticket_session ON ticket (session_id) WHERE session_id IS NOT NULL;

CREATE TRIGGER session_end_forgets_tickets AFTER DELETE ON session
BEGIN
  UPDATE ticket SET session_id = NULL WHERE session_id = OLD.session_id;
END;

-- What the visit may rate: the procedure it handed in, and the score once it was given. Gone with the visit.
CREATE TABLE session_rating (
  session_id     TEXT    NOT NULL PRIMARY KEY CHECK (length(session_id) = 36),
  procedure_code TEXT    NOT NULL CHECK (procedure_code <> ''),
  score          INTEGER          CHECK (score BETWEEN 1 AND 5)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER session_end_forgets_rating AFTER DELETE ON session
BEGIN
  DELETE FROM session_rating WHERE session_id = OLD.session_id;
END;

-- Ratings on their way to the portal, and nothing by which one could be led back to a visit or a dossier: the id is
-- random (the portal counts each once), the time is the day. A row goes when the portal has it.
CREATE TABLE rating (
  rating_id      TEXT    NOT NULL PRIMARY KEY CHECK (length(rating_id) = 36),
  day            TEXT    NOT NULL CHECK (day LIKE '____-__-__'),
  procedure_code TEXT    NOT NULL CHECK (procedure_code <> ''),
  score          INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5)
) STRICT, WITHOUT ROWID;
