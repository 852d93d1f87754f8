-- Receipts that this service owes for what other institutions released to it (design §4). No due_at: the ledger is
-- asked, or the content is erased and nothing is left to say.
CREATE TABLE owed_receipt (
  access_id text PRIMARY KEY,
  due_at    timestamptz
);
CREATE INDEX owed_receipt_due ON owed_receipt (due_at) WHERE due_at IS NOT NULL;
