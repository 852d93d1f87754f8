-- Group commit: the commands of one transaction share its txid and envelope, which is stored once and until all of
-- them are final.
CREATE TABLE ledger_transaction (
  txid      text PRIMARY KEY,
  envelope  bytea NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO ledger_transaction (txid, envelope)
  SELECT DISTINCT ON (txid) txid, envelope FROM ledger_command WHERE state = 'ENDORSED';

-- With the column goes the check that named it.
ALTER TABLE ledger_command DROP COLUMN envelope;
ALTER TABLE ledger_command ADD CONSTRAINT ledger_command_endorsed CHECK (state <> 'ENDORSED' OR txid IS NOT NULL);
CREATE INDEX ledger_command_open_transaction ON ledger_command (txid) WHERE outcome_at IS NULL AND txid IS NOT NULL;
