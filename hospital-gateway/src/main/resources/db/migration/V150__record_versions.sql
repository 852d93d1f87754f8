-- A later resource makes another version of its encounter's record. Only versions after the first have a row here.
alter table record drop constraint record_state_check;
alter table record add constraint record_state_check
  check (state in ('PENDING', 'PUBLISHED', 'REFUSED', 'SUPERSEDED', 'ERASED'));

create table record_version (
  record_id  text primary key references record,
  chain      text not null references record, -- the first version
  number     integer not null check (number > 1),
  supersedes text not null references record,
  unique (chain, number)
);

-- By what its source system calls an encounter: blind index of Encounter/<id>, or of its bundle's URL.
create table record_reference (
  reference text not null,
  chain     text not null references record,
  primary key (reference, chain)
);

create index evidence_request_by_patient on evidence_request (patient_id);
