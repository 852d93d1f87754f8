-- What the consent asks of a release's recipient, as the ledger has it: by when it is erased, and whether it may be passed on.
ALTER TABLE release ADD COLUMN erase_by timestamptz;
ALTER TABLE release ADD COLUMN no_redisclosure boolean NOT NULL DEFAULT false;
CREATE INDEX release_term ON release (erase_by) WHERE state = 'KEPT' AND erase_by IS NOT NULL;
