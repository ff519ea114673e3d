-- What of the money is still to be written into the file beside the database (money.log), which outlives it. Triggers fill
-- it. The amount that a dossier was sealed with follows from its manifest, so sealing writes nothing here; it goes along
-- with the first that happens to the fee, because the order of events counts.
CREATE TABLE money_unfiled (
  n    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  line TEXT    NOT NULL CHECK (json_valid(line))
) STRICT;

-- Names of officers whose accounts went with an old database: money they took still says who took it.
CREATE TABLE officer_name (
  account_id TEXT NOT NULL PRIMARY KEY CHECK (account_id <> ''),
  name       TEXT NOT NULL CHECK (name <> '')
) STRICT, WITHOUT ROWID;

CREATE VIEW money_line AS
  SELECT 'payment_event' AS kind, dossier_id, 1 AS part, seq AS place,
    json_object('table', 'payment_event', 'seq', seq, 'dossier_id', dossier_id, 'kind', kind, 'event_id', event_id,
      'event', event,
      'name', (SELECT name FROM staff_account WHERE account_id = json_extract(event, '$.officer'))) AS line
  FROM payment_event
  UNION ALL
  SELECT 'exemption_decision', dossier_id, 2, seq,
    json_object('table', 'exemption_decision', 'seq', seq, 'dossier_id', dossier_id, 'decision_id', decision_id,
      'outcome', outcome, 'percent_off', percent_off, 'officer', officer, 'reason', reason, 'at', at,
      'name', (SELECT name FROM staff_account WHERE account_id = officer))
  FROM exemption_decision
  UNION ALL
  SELECT 'payment_offer', dossier_id, 3, made_at,
    json_object('table', 'payment_offer', 'offer_id', offer_id, 'dossier_id', dossier_id, 'vnd', vnd, 'content', content,
      'pay_to', pay_to, 'made_at', made_at, 'expires_at', expires_at)
  FROM payment_offer
  UNION ALL
  SELECT 'cash_closing', closing_id, 4, to_seq,
    json_object('table', 'cash_closing', 'closing_id', closing_id, 'officer', officer, 'from_seq', from_seq,
      'to_seq', to_seq, 'closing', closing, 'counted', counted, 'closed_by', closed_by, 'at', at,
      'name', (SELECT name FROM staff_account WHERE account_id = officer))
  FROM cash_closing;

CREATE TRIGGER payment_event_filed AFTER INSERT ON payment_event WHEN NEW.event_id <> 'sealed'
BEGIN
  INSERT INTO money_unfiled (line)
    SELECT line FROM money_line
    WHERE kind = 'payment_event' AND dossier_id = NEW.dossier_id
      AND place IN (NEW.seq, (
        SELECT min(seq) FROM payment_event WHERE dossier_id = NEW.dossier_id HAVING count(*) = 2))
    ORDER BY place;
END;
CREATE TRIGGER exemption_decision_filed AFTER INSERT ON exemption_decision
BEGIN
  INSERT INTO money_unfiled (line)
    SELECT line FROM money_line
    WHERE kind = 'exemption_decision' AND dossier_id = NEW.dossier_id AND place = NEW.seq;
END;
CREATE TRIGGER payment_offer_filed AFTER INSERT ON payment_offer
BEGIN
  INSERT INTO money_unfiled (line)
    SELECT line FROM money_line
    WHERE kind = 'payment_offer' AND dossier_id = NEW.dossier_id AND place = NEW.made_at;
END;
CREATE TRIGGER cash_closing_filed AFTER INSERT ON cash_closing
BEGIN
  INSERT INTO money_unfiled (line)
    SELECT line FROM money_line WHERE kind = 'cash_closing' AND dossier_id = NEW.closing_id;
END;
