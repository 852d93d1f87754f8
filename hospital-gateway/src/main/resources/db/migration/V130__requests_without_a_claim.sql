-- Institutions may ask for records without a claim (FHIR Task); what codes they ask for is sealed under request/ and asked/.
alter table consent_request alter column claim_id drop not null;
alter table consent_request add column granted text check (granted in ('FULL', 'PART', 'DENIED'));
alter table consent_request drop constraint consent_request_state_check;
alter table consent_request add constraint consent_request_state_check
  check (state in ('OPEN', 'ANSWERED', 'DECLINED', 'WITHDRAWN'));

alter table evidence_request alter column claim_id drop not null;
alter table evidence_request add column via text not null default 'EVIDENCE' check (via in ('EVIDENCE', 'TASK'));
alter table evidence_request add column outcome text
  check (outcome in ('DECLINED', 'LAPSED', 'WITHDRAWN', 'PART'));
alter table evidence_request add column changed_at timestamptz;
alter table evidence_request drop constraint evidence_request_state_check;
alter table evidence_request add constraint evidence_request_state_check
  check (state in ('TO_DECIDE', 'DECIDED', 'ANSWERED', 'FAILED', 'WAITING', 'READY', 'CANCELLED'));
drop index evidence_to_decide;
create index evidence_to_decide on evidence_request (decide_after) where state in ('TO_DECIDE', 'WAITING');
create index evidence_of_patient on evidence_request (patient_id, grantee) where state = 'WAITING';

-- When the grantee took a release over; what was never fetched may be decided again.
alter table access_decision add column fetched_at timestamptz;
create index decision_by_request on access_decision (grantee, request_id);

-- A requester's FHIR Task as received is sealed under task/<task_id>.
create table task (
  task_id     text primary key,
  requester   text not null,
  identifier  text, -- blind index of the requester's own identifier
  content     text not null, -- blind index of the Task: tells a repetition from another request
  received_at timestamptz not null,
  unique (requester, identifier),
  foreign key (requester, task_id) references evidence_request (grantee, request_id)
);
create index task_by_requester on task (requester, received_at desc);
