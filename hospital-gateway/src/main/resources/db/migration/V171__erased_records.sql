-- An erased record's row stays and says so; its content, salts and wrapping key are gone.
alter table record drop constraint record_state_check;
alter table record add constraint record_state_check
  check (state in ('PENDING', 'PUBLISHED', 'REFUSED', 'SUPERSEDED', 'ERASED'));

create table record_erasure (
  record_id text primary key references record,
  ground    text, -- absent where the ledger told of it first: the database came from a backup
  asked_by  text,
  op_id     text unique,
  erased_at timestamptz not null,
  txid      text -- absent until the ledger has it
);
