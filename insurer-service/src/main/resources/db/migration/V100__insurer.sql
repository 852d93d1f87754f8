-- Members: names and birth dates stay in the sealed document member/<member_id>; here is what finds and compares.
CREATE TABLE member (
  member_id   text PRIMARY KEY,
  birth_index text NOT NULL,
  subject     text,
  enrolled_at timestamptz NOT NULL
);
CREATE INDEX member_subject ON member (subject);

CREATE TABLE coverage (
  coverage_id text PRIMARY KEY,
  member_id   text NOT NULL REFERENCES member,
  plan        text NOT NULL,
  valid_from  date NOT NULL,
  valid_until date,
  UNIQUE (member_id, plan, valid_from),
  CHECK (valid_until >= valid_from)
);

-- What a member has met, by plan year. The totals hold what is reserved too; rows are locked through the member's row.
CREATE TABLE accumulator (
  member_id     text NOT NULL REFERENCES member,
  plan          text NOT NULL,
  year          integer NOT NULL,
  currency      text NOT NULL,
  deductible    bigint NOT NULL CHECK (deductible >= 0),
  out_of_pocket bigint NOT NULL CHECK (out_of_pocket >= deductible),
  PRIMARY KEY (member_id, plan, year)
);
CREATE TABLE accumulator_entry (
  op_id         text NOT NULL,
  member_id     text NOT NULL,
  plan          text NOT NULL,
  year          integer NOT NULL,
  deductible    bigint NOT NULL,
  out_of_pocket bigint NOT NULL,
  state         text NOT NULL CHECK (state IN ('RESERVED', 'CONFIRMED', 'RELEASED')),
  PRIMARY KEY (op_id, year),
  FOREIGN KEY (member_id, plan, year) REFERENCES accumulator
);

-- One row per claim at this payer. What was billed is in the sealed document claim/<claim_id>, the answer in answer/<op_id>.
CREATE TABLE claim_case (
  claim_id       text PRIMARY KEY,
  provider       text NOT NULL,
  use            text NOT NULL,
  stage          text NOT NULL,
  version        bigint NOT NULL,
  member_id      text REFERENCES member,
  plan           text,
  services_index text NOT NULL,
  total_minor    bigint NOT NULL,
  currency       text NOT NULL,
  service_date   date NOT NULL,
  received       date NOT NULL,
  request_id     text,
  asks           integer NOT NULL DEFAULT 0,
  needed         text NOT NULL DEFAULT '',
  pend_reason    text,
  deadline       timestamptz,
  due_at         timestamptz,
  op_id          text,
  outcome        text,
  paid_minor     bigint,
  patient_minor  bigint,
  arrived_at     timestamptz NOT NULL,
  changed_at     timestamptz NOT NULL
);
CREATE INDEX claim_case_due ON claim_case (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX claim_case_member ON claim_case (member_id);
CREATE INDEX claim_case_services ON claim_case (services_index);

-- Releases: DUE is still to be fetched, KEPT is verified and sealed under release/<decision_id>, LOST never will be.
CREATE TABLE release (
  decision_id text PRIMARY KEY,
  claim_id    text NOT NULL REFERENCES claim_case,
  custodian   text NOT NULL,
  not_after   timestamptz NOT NULL,
  leaves      integer NOT NULL,
  withheld    integer NOT NULL,
  state       text NOT NULL CHECK (state IN ('DUE', 'KEPT', 'LOST')),
  types       text NOT NULL DEFAULT '',
  attempts    integer NOT NULL DEFAULT 0,
  due_at      timestamptz NOT NULL,
  why_lost    text
);
CREATE INDEX release_claim ON release (claim_id);
CREATE INDEX release_due ON release (due_at) WHERE state = 'DUE';

-- What a person decides. The adjudicator's words are in the sealed document review/<claim_id>.
CREATE TABLE review (
  claim_id   text PRIMARY KEY REFERENCES claim_case,
  rule       text NOT NULL,
  reason     text NOT NULL,
  queued_at  timestamptz NOT NULL,
  rulings    text,
  decided_by text,
  decided_at timestamptz,
  CHECK ((rulings IS NULL) = (decided_at IS NULL))
);
CREATE INDEX review_waiting ON review (queued_at) WHERE decided_at IS NULL;
