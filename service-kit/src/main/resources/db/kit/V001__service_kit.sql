-- What every service keeps besides its own tables (db/migration, V100 and up).

-- Documents at rest: ciphertext under a data key, the data key wrapped under a key outside the database.
CREATE TABLE sealed_document (
  id            text PRIMARY KEY,
  wrapped_key   bytea,
  iv            bytea,
  ciphertext    bytea,
  sealed_at     timestamptz NOT NULL DEFAULT now(),
  erased_at     timestamptz,
  key_destroyed boolean NOT NULL DEFAULT false,
  CHECK (erased_at IS NOT NULL OR (wrapped_key IS NOT NULL AND iv IS NOT NULL AND ciphertext IS NOT NULL))
);
CREATE INDEX sealed_document_to_destroy ON sealed_document (id) WHERE erased_at IS NOT NULL AND NOT key_destroyed;

-- One row per step asked of the ledger. READY: not endorsed, or its last transaction was recorded as invalid.
-- ENDORSED: txid and envelope are fixed, it may or may not have been submitted.
CREATE TABLE ledger_command (
  seq          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  op_id        text PRIMARY KEY,
  kind         text NOT NULL,
  aggregate_id text NOT NULL,
  transaction  text NOT NULL,
  operation    text NOT NULL,
  opening_type text,
  opening      bytea,
  endorsers    text NOT NULL,
  state        text NOT NULL DEFAULT 'READY' CHECK (state IN ('READY', 'ENDORSED', 'COMMITTED', 'REFUSED')),
  txid         text,
  envelope     bytea,
  attempts     integer NOT NULL DEFAULT 0,
  due_at       timestamptz NOT NULL DEFAULT now(),
  enqueued_at  timestamptz NOT NULL DEFAULT now(),
  last_fault   text,
  block        bigint,
  accepted     text,
  refusal      text,
  outcome_at   timestamptz,
  CHECK (state <> 'ENDORSED' OR (txid IS NOT NULL AND envelope IS NOT NULL)),
  CHECK ((state IN ('COMMITTED', 'REFUSED')) = (outcome_at IS NOT NULL))
);
CREATE INDEX ledger_command_open ON ledger_command (seq) WHERE outcome_at IS NULL;
CREATE INDEX ledger_command_open_aggregate ON ledger_command (aggregate_id, seq) WHERE outcome_at IS NULL;

-- The institution's own reading of the chain.
CREATE TABLE ledger_tail (
  only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  next_block  bigint NOT NULL DEFAULT 0,
  header_hash bytea
);
INSERT INTO ledger_tail DEFAULT VALUES;

CREATE TABLE ledger_operation (
  op_id       text PRIMARY KEY,
  txid        text NOT NULL,
  block       bigint NOT NULL,
  transaction text NOT NULL,
  key         text NOT NULL,
  version     bigint NOT NULL,
  creator_msp text NOT NULL,
  at          timestamptz NOT NULL
);
CREATE INDEX ledger_operation_key ON ledger_operation (key, version);

CREATE TABLE ledger_entry (
  key     text PRIMARY KEY,
  value   text NOT NULL,
  txid    text NOT NULL,
  block   bigint NOT NULL,
  version bigint NOT NULL
);

-- Entries that a valid transaction wrote without its parties' endorsements: seen, and not believed.
CREATE TABLE ledger_disbelieved (
  txid      text NOT NULL,
  key       text NOT NULL,
  block     bigint NOT NULL,
  endorsers text NOT NULL,
  PRIMARY KEY (txid, key)
);

CREATE TABLE outbox (
  seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id   text NOT NULL UNIQUE,
  topic      text NOT NULL,
  key        text NOT NULL,
  headers    text NOT NULL,
  value      bytea NOT NULL,
  added_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE inbox (
  event_id   text PRIMARY KEY,
  type       text NOT NULL,
  handled_at timestamptz NOT NULL DEFAULT now()
);
