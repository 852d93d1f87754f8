-- Releases in an emergency, as custodian. Who asked and why is sealed under emergency/<decision_id>, the reviewer's words
-- under emergency-review/<decision_id>.
create table break_glass (
  decision_id  text primary key,
  request_id   text not null,
  grantee      text not null,
  patient_id   text not null references patient,
  purpose      text not null,
  record_ids   text not null, -- comma separated
  released     integer not null,
  released_at  timestamptz not null,
  review_by    timestamptz not null,
  package      text, -- JWE to the grantee, for a repetition of the request; dropped soon
  op_id        text not null unique,
  state        text not null check (state in ('PENDING', 'RECORDED', 'FAILED')),
  refusal      text,
  txid         text,
  block        bigint,
  recorded_at  timestamptz,
  review_op_id text unique,
  verdict      text check (verdict in ('JUSTIFIED', 'UNJUSTIFIED')),
  reviewed_by  text, -- org id
  reviewed_at  timestamptz,
  review_txid  text,
  unique (grantee, request_id)
);
create index break_glass_by_patient on break_glass (patient_id, released_at);
create index break_glass_lately on break_glass (grantee, released_at);

-- The same as grantee: the content is sealed under received/<decision_id>.
create table break_glass_received (
  decision_id text primary key,
  custodian   text not null,
  clinician   text not null, -- sub in the own realm
  released_at timestamptz not null,
  review_by   timestamptz not null,
  resources   integer not null,
  unverified  integer not null,
  erased_at   timestamptz
);
create index break_glass_received_by on break_glass_received (clinician, released_at);
