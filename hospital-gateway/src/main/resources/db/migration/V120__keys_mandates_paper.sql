-- Delegates, bounded mandates, kiosk keys; why an enrolment ended.
alter table enrolment drop constraint enrolment_acts_as_check;
alter table enrolment add constraint enrolment_acts_as_check
  check (acts_as in ('self', 'guardian', 'delegate', 'executor'));
alter table enrolment add column mandate text; -- JSON; org ids, purposes and classes only
alter table enrolment add column kiosk boolean not null default false;
alter table enrolment add column ended_for text;
create index enrolment_by_patient on enrolment (patient_id);

-- Whoever may act for a patient is told of each new key and of each that ended.
create table key_notice (
  notice_id    text primary key,
  patient_id   text not null references patient,
  enrolment_id text not null references enrolment,
  kind         text not null,
  at           timestamptz not null
);
create index key_notice_by_patient on key_notice (patient_id, at);

create table key_notice_seen (
  notice_id text not null references key_notice,
  subject   text not null,
  primary key (notice_id, subject)
);

-- A consent on paper has no key until one takes it over.
alter table consent_head alter column thumbprint drop not null;

-- Forms on paper; the scan with its salt is sealed under scan/<op_id>.
create table paper_form (
  op_id       text primary key, -- of the ledger operation that it stands behind
  head_id     text not null,
  version     bigint not null, -- of the head, resting on it
  patient_id  text not null references patient,
  revokes     boolean not null,
  media_type  text not null,
  signed_on   date not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  state       text not null check (state in ('SUBMITTED', 'ACCEPTED', 'REFUSED'))
);
create index paper_form_by_head on paper_form (head_id, version);
create index paper_form_by_patient on paper_form (patient_id);
