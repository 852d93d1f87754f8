-- Patients are filed under blind indexes of what records of one person nearly always share, so that alike ones are found.
alter table patient add column filed_at timestamptz;
create table patient_block (
  blind      text not null,
  patient_id text not null references patient,
  primary key (blind, patient_id)
);
create index block_of_patient on patient_block (patient_id);

-- Searches that a clerk decides: who is sought is sealed under match/<case_id>.
create table match_case (
  case_id    text primary key,
  org        text not null,
  sought     text not null, -- blind index: the same search again is the same case
  state      text not null check (state in ('WAITING', 'CONFIRMED', 'REJECTED')),
  patient_id text references patient,
  asked_at   timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  unique (org, sought),
  check (state <> 'CONFIRMED' or patient_id is not null)
);
create index match_waiting on match_case (asked_at) where state = 'WAITING';
-- Requests whose patient such a case will tell.
create table match_waits (
  grantee    text not null,
  request_id text not null,
  case_id    text not null references match_case,
  primary key (grantee, request_id),
  foreign key (grantee, request_id) references evidence_request (grantee, request_id)
);
create index waits_for_case on match_waits (case_id);

-- What another institution calls a patient here.
create table patient_handle (
  handle     text primary key,
  org        text not null,
  patient_id text not null references patient,
  unique (org, patient_id)
);

-- What clinicians here search at other hospitals: one row per hospital asked. What is sought is sealed under search/<search_id>.
create table exchange_search (
  search_id  text primary key,
  patient_id text not null references patient,
  asked_by   text not null,
  asked_at   timestamptz not null,
  deadline   timestamptz not null
);
create index search_of_patient on exchange_search (patient_id, asked_at desc);
create table exchange_ask (
  search_id  text not null references exchange_search,
  custodian  text not null,
  task_id    text,
  state      text not null check (state in ('TO_SEND', 'WAITING', 'RECEIVED', 'NOTHING')),
  access_id  text unique,
  answered_at timestamptz,
  primary key (search_id, custodian)
);

-- What was received, sealed under received/<access_id> until it is erased, and what of it was reused; a reuse's opening is sealed under reuse/<reuse_id>.
create table exchange_received (
  access_id   text primary key,
  custodian   text not null,
  patient_id  text not null references patient,
  received_at timestamptz not null,
  erased_at   timestamptz
);
create table exchange_reuse (
  reuse_id    text primary key,
  access_id   text not null references exchange_received,
  record_id   text not null,
  leaf        integer not null,
  op_id       text not null unique,
  recorded_by text not null,
  state       text not null check (state in ('PENDING', 'RECORDED', 'REFUSED')),
  txid        text,
  recorded_at timestamptz,
  refusal     text
);
create unique index one_reuse_per_leaf on exchange_reuse (access_id, record_id, leaf) where state <> 'REFUSED';
