-- HL7 v2 messages that were taken: the original sealed under hl7/<message_id>, its control id (MSH-10) as a blind index.
create table hl7_message (
  message_id text primary key,
  source     text not null, -- as configured
  number     text not null unique,
  digest     text not null,
  taken_at   timestamptz not null
);

-- A patient's document may be replaced by a later one, and a number may turn out to be another patient's.
alter table patient add column document text; -- sealed under this id; patient/<patient_id> if absent
alter table patient add column merged_into text references patient;
