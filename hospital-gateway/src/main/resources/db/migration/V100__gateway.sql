-- Patients. Names, birth dates and identifiers are never in a column: documents are sealed, searches go by blind index.
create table patient (
  patient_id    text primary key,
  registered_at timestamptz not null
);

create table patient_index (
  kind       text not null check (kind in ('identifier', 'demographics')),
  blind      text not null,
  patient_id text not null references patient
);
create unique index one_patient_per_identifier on patient_index (blind) where kind = 'identifier';
create index patient_by_blind on patient_index (kind, blind);

-- Records: one per encounter; leaves and salts are sealed under record/<record_id>.
create table record (
  record_id    text primary key,
  patient_id   text not null references patient,
  content      text not null, -- blind index of the canonical resources: tells a repetition from another content
  root         text not null,
  leaves       integer not null,
  op_id        text not null unique,
  state        text not null check (state in ('PENDING', 'PUBLISHED', 'REFUSED')),
  txid         text,
  block        bigint,
  published_at timestamptz
);
create index record_by_patient on record (patient_id);

create table record_encounter (
  encounter text primary key, -- blind index of the encounter's identifier
  record_id text not null references record
);
create index encounter_by_record on record_encounter (record_id);

-- Who may act for whom, with which key; what the applicant said of the patient is sealed under enrolment/<enrolment_id>.
create table enrolment (
  enrolment_id text primary key,
  subject      text not null, -- sub in the patients realm
  thumbprint   text not null, -- RFC 7638
  jwk          text not null,
  acts_as      text not null check (acts_as in ('self', 'guardian', 'executor')),
  about        text not null, -- blind index of the person described
  state        text not null check (state in ('PENDING', 'ATTESTED', 'REJECTED', 'REVOKED')),
  patient_id   text references patient,
  not_after    timestamptz,
  requested_at timestamptz not null,
  decided_at   timestamptz,
  decided_by   text,
  check (state <> 'ATTESTED' or patient_id is not null)
);
create index enrolment_by_subject on enrolment (subject);
create index enrolment_pending on enrolment (requested_at) where state = 'PENDING';

-- Consents: at most one head in force per patient and grantee; statements, salts and key are sealed under consent/<op_id>.
create table consent_head (
  head_id    text primary key,
  patient_id text not null references patient,
  grantee    text not null,
  version    bigint not null,
  op_id      text not null, -- of the change that the sealed statements belong to
  commitment text not null,
  thumbprint text not null,
  revoked    boolean not null,
  ended      boolean not null default false, -- another head took its place
  not_before timestamptz not null,
  not_after  timestamptz not null,
  txid       text not null,
  changed_at timestamptz not null
);
create unique index one_head_per_patient_and_grantee on consent_head (patient_id, grantee) where not ended;

-- A change waiting for its signature, then for the ledger; change, set and salt are sealed under draft/<draft_id>.
create table consent_draft (
  draft_id   text primary key,
  subject    text not null,
  patient_id text not null references patient,
  grantee    text not null,
  head_id    text not null,
  version    bigint not null, -- of the head after the change
  revokes    boolean not null,
  thumbprint text, -- of the key that signed
  op_id      text unique,
  state      text not null check (state in ('OPEN', 'SUBMITTED', 'ACCEPTED', 'REFUSED')),
  expires_at timestamptz not null
);
create unique index one_change_at_a_time on consent_draft (patient_id, grantee) where state = 'SUBMITTED';

create table consent_request (
  request_id text primary key,
  patient_id text not null references patient,
  grantee    text not null,
  claim_id   text not null,
  purpose    text not null,
  classes    text not null, -- comma separated
  data_from  date,
  data_until date,
  asked_at   timestamptz not null,
  deadline   timestamptz,
  state      text not null check (state in ('OPEN', 'ANSWERED')),
  unique (grantee, claim_id)
);
create index consent_request_by_patient on consent_request (patient_id);

-- Requests for evidence, and the decisions taken on them. A decision that the ledger didn't take is replaced by another.
create table evidence_request (
  grantee      text not null,
  request_id   text not null,
  claim_id     text not null,
  purpose      text not null,
  classes      text not null, -- comma separated
  patient_id   text references patient,
  record_ids   text not null, -- comma separated
  deadline     timestamptz,
  state        text not null check (state in ('TO_DECIDE', 'DECIDED', 'ANSWERED', 'FAILED')),
  attempts     integer not null default 0,
  decide_after timestamptz not null,
  primary key (grantee, request_id)
);
create index evidence_to_decide on evidence_request (decide_after) where state = 'TO_DECIDE';

create table access_decision (
  decision_id   text primary key,
  grantee       text not null,
  request_id    text not null,
  claim_id      text,
  patient_id    text references patient,
  purpose       text not null,
  permitted     boolean not null,
  reason        text,
  consent_asked boolean not null default false,
  head_id       text,
  head_version  bigint,
  record_ids    text not null,
  released      integer not null,
  withheld      integer not null,
  not_after     timestamptz,
  package       text, -- JWE to the grantee; dropped when the permit has run out
  op_id         text not null unique,
  state         text not null check (state in ('PENDING', 'RECORDED', 'REPLACED')),
  txid          text,
  block         bigint,
  decided_at    timestamptz not null,
  recorded_at   timestamptz,
  foreign key (grantee, request_id) references evidence_request
);
create index decision_by_patient on access_decision (patient_id, recorded_at) where state = 'RECORDED';
create index decision_with_package on access_decision (not_after) where package is not null;
