-- What the person chose before handing in, kept with the draft: where the result goes, and what they say about the fee.
ALTER TABLE draft ADD COLUMN delivery TEXT CHECK (json_valid(delivery));
ALTER TABLE draft ADD COLUMN fee_claim TEXT CHECK (json_valid(fee_claim));
