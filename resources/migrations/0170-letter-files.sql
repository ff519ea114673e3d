-- Letters whose file beside the manifests is behind (storage/letter-files.ts). Addresses are in their events, so they do not
-- lie in the file of the money, which nothing is ever taken out of, but each under the key of its dossier.
CREATE TABLE letter_unfiled (
  dossier_id TEXT NOT NULL PRIMARY KEY CHECK (length(dossier_id) = 36)
) STRICT, WITHOUT ROWID;

INSERT INTO letter_unfiled (dossier_id) SELECT DISTINCT dossier_id FROM post_event;

CREATE TRIGGER post_event_filed AFTER INSERT ON post_event
BEGIN
  INSERT INTO letter_unfiled (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO NOTHING;
END;

-- What the post costs names no citizen: it goes into the file of the money.
CREATE VIEW postage_line AS
  SELECT seq,
    json_object('table', 'postage_table', 'seq', seq, 'value', value, 'officer', officer, 'at', at,
      'name', (SELECT name FROM staff_account WHERE account_id = officer)) AS line
  FROM postage_table;

INSERT INTO money_unfiled (line) SELECT line FROM postage_line ORDER BY seq;

CREATE TRIGGER postage_table_filed AFTER INSERT ON postage_table
BEGIN
  INSERT INTO money_unfiled (line) SELECT line FROM postage_line WHERE seq = NEW.seq;
END;
