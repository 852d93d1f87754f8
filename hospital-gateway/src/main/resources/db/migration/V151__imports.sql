-- Bulk publication: parts of NDJSON wait here, each line sealed under its import's own key, until they are records.
create table import_job (
  job_id       text primary key,
  state        text not null check (state in ('OPEN', 'RUNNING', 'DONE')),
  may_register boolean not null, -- whether its sender may register patients
  created_at   timestamptz not null,
  finished_at  timestamptz
);

create table import_part (
  job_id text not null references import_job,
  part   text not null,
  digest text not null, -- of the part's bytes, keyed: the same part again is no other part
  lines  integer not null,
  primary key (job_id, part)
);

create table import_line (
  seq        bigserial primary key,
  job_id     text not null references import_job,
  part       text not null,
  line       integer not null, -- from 1
  state      text not null check (state in ('UPLOADING', 'RECEIVED', 'CHECKED', 'TAKEN', 'REFUSED')),
  kind       text, -- resource type
  belongs_to text, -- blind index of the encounter it names
  sealed     bytea, -- gone once the import is done
  record_id  text references record,
  problem    text, -- JSON, without content
  unique (job_id, part, line)
);
create index import_line_received on import_line (job_id, seq) where state = 'RECEIVED';
create index import_line_checked on import_line (job_id, belongs_to) where state = 'CHECKED';
create index import_line_record on import_line (job_id, record_id) where record_id is not null;

-- Another name of an encounter within an import: its identifier, where others name it by its id.
create table import_alias (
  job_id     text not null references import_job,
  alias      text not null,
  belongs_to text not null,
  primary key (job_id, alias)
);
