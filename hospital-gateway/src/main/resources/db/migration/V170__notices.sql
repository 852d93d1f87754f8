-- What a patient is told without having asked: kinds and ids.
create table patient_notice (
  notice_id  text primary key,
  patient_id text not null references patient,
  kind       text not null,
  access_id  text not null,
  org        text not null,
  told_at    timestamptz not null,
  seen_at    timestamptz,
  unique (access_id, kind)
);
create index notice_by_patient on patient_notice (patient_id, told_at);

-- A revocation asks for the permits that were given under a head.
create index decision_by_head on access_decision (head_id) where permitted;
