-- One random token a bill, for its whole life: its hash is what claims lock on the ledger.
CREATE TABLE bill (
  bill_number text PRIMARY KEY,
  token       text NOT NULL
);

-- What the claims desk took in. Names, birth dates, diagnoses and services stay in the sealed document claim/<claim_id>.
CREATE TABLE claim (
  claim_id       text PRIMARY KEY,
  claim_number   text NOT NULL,
  bill_number    text NOT NULL REFERENCES bill DEFERRABLE INITIALLY DEFERRED,
  patient_id     text NOT NULL,
  payer          text NOT NULL,
  use            text NOT NULL,
  total_minor    bigint,
  currency       text,
  lines          integer NOT NULL,
  service_date   date,
  submit_op      text NOT NULL UNIQUE,
  intake         text NOT NULL CHECK (intake IN ('QUEUED', 'ON_LEDGER', 'REFUSED')),
  refusal        text,
  received_at    timestamptz NOT NULL,
  changed_at     timestamptz NOT NULL,
  CHECK ((total_minor IS NULL) = (currency IS NULL)),
  CHECK ((intake = 'REFUSED') = (refusal IS NOT NULL))
);
-- A claim that the ledger refused never was: its number is free for the corrected one.
CREATE UNIQUE INDEX claim_number_in_use ON claim (claim_number) WHERE intake <> 'REFUSED';
CREATE INDEX claim_patient ON claim (patient_id);
CREATE INDEX claim_received ON claim (received_at);

-- Orders what this service learns: a consent noticed after a claim went (back) to its payer, or before.
CREATE SEQUENCE noticed;

-- The ledger's claims as the own copy of the chain has them: a hospital's own, the Authority's all.
CREATE TABLE claim_fact (
  claim_id     text PRIMARY KEY,
  provider     text NOT NULL,
  payer        text NOT NULL,
  use          text NOT NULL,
  state        text NOT NULL,
  version      bigint NOT NULL,
  pend_reason  text,
  deadline     timestamptz,
  outcome      text,
  reason_codes text NOT NULL,
  submitted_at timestamptz NOT NULL,
  at           timestamptz NOT NULL,
  txid         text NOT NULL,
  seen_at      timestamptz NOT NULL,
  with_payer   bigint NOT NULL
);
CREATE INDEX claim_fact_state ON claim_fact (state);
CREATE INDEX claim_fact_at ON claim_fact (at);

CREATE TABLE claim_step (
  claim_id text NOT NULL,
  version  bigint NOT NULL,
  step     text NOT NULL,
  state    text NOT NULL,
  note     text,
  at       timestamptz NOT NULL,
  txid     text NOT NULL,
  block    bigint NOT NULL,
  seen_at  timestamptz NOT NULL,
  PRIMARY KEY (claim_id, version)
);

-- That the payer wrote to the desk about a step; the sentence is sealed as note/<claim_id>/<version>.
CREATE TABLE step_note (
  claim_id text NOT NULL,
  version  bigint NOT NULL,
  PRIMARY KEY (claim_id, version)
);

-- The payer's answer, once its document opened the ledger's commitment; sealed as response/<claim_id>/<commitment>.
CREATE TABLE remittance (
  claim_id           text PRIMARY KEY,
  commitment         text NOT NULL,
  paid_minor         bigint,
  patient_owes_minor bigint,
  currency           text,
  received_at        timestamptz NOT NULL
);

-- Answers and cancellations on their way: one a version, since only one can win. Answers are sealed as answer/<op_id>,
-- and so is why a clerk cancels, as reason/<op_id>; what stands here of a reason is a code.
CREATE TABLE claim_request (
  op_id      text PRIMARY KEY,
  claim_id   text NOT NULL,
  step       text NOT NULL CHECK (step IN ('ANSWER', 'CANCEL')),
  at_version bigint NOT NULL,
  reason     text CHECK (reason IN ('consent-granted', 'information')),
  state      text NOT NULL CHECK (state IN ('QUEUED', 'ON_LEDGER', 'REFUSED')),
  refusal    text,
  asked_at   timestamptz NOT NULL,
  CHECK ((step = 'CANCEL') = (reason IS NULL))
);
CREATE UNIQUE INDEX claim_request_in_use ON claim_request (claim_id, at_version) WHERE state <> 'REFUSED';

-- That a patient's consent towards a payer changed: the newest word on each head.
CREATE TABLE consent_word (
  head_id      text PRIMARY KEY,
  patient_id   text NOT NULL,
  grantee      text NOT NULL,
  head_version bigint NOT NULL,
  revoked      boolean NOT NULL,
  noticed      bigint NOT NULL
);
CREATE INDEX consent_word_patient ON consent_word (patient_id, grantee);

-- A claim as people ask for it: the ledger's half is absent before the ledger has it, the book's half at an observer.
-- Two branches instead of a full join, so that a claim or a patient is found by its index.
CREATE VIEW claim_view AS
SELECT c.claim_id, c.claim_number, c.patient_id, c.service_date, c.total_minor, c.currency,
       f.provider, c.payer, c.use,
       coalesce(f.state, CASE c.intake WHEN 'REFUSED' THEN 'REFUSED' ELSE 'QUEUED' END) AS state,
       coalesce(f.version, 0) AS version,
       f.outcome, f.pend_reason, f.deadline, f.reason_codes, f.txid, c.refusal,
       r.paid_minor, r.patient_owes_minor, r.currency AS paid_currency,
       greatest(f.seen_at, c.changed_at, r.received_at) AS updated_at
FROM claim c
LEFT JOIN claim_fact f ON f.claim_id = c.claim_id
LEFT JOIN remittance r ON r.claim_id = c.claim_id
UNION ALL
SELECT f.claim_id, NULL, NULL, NULL, NULL, NULL, f.provider, f.payer, f.use, f.state, f.version,
       f.outcome, f.pend_reason, f.deadline, f.reason_codes, f.txid, NULL, NULL, NULL, NULL, f.seen_at
FROM claim_fact f
WHERE NOT EXISTS (SELECT 1 FROM claim c WHERE c.claim_id = f.claim_id);

-- A step's delay counts from the desk's acceptance to the moment its block was seen here; an observer has the ledger's times only.
CREATE VIEW step_view AS
SELECT s.claim_id, s.version, s.step, s.state, s.at, s.txid, s.block,
       coalesce(c.received_at, f.submitted_at) AS since,
       CASE WHEN c.claim_id IS NULL THEN s.at ELSE s.seen_at END AS until,
       s.note, n.claim_id IS NOT NULL AS has_sentence
FROM claim_step s
JOIN claim_fact f ON f.claim_id = s.claim_id
LEFT JOIN claim c ON c.claim_id = s.claim_id
LEFT JOIN step_note n ON n.claim_id = s.claim_id AND n.version = s.version
UNION ALL
SELECT c.claim_id, 0, 'SUBMIT', CASE c.intake WHEN 'REFUSED' THEN 'REFUSED' ELSE 'QUEUED' END, c.changed_at,
       NULL, NULL, c.received_at, c.changed_at, c.refusal, false
FROM claim c
WHERE NOT EXISTS (SELECT 1 FROM claim_fact f WHERE f.claim_id = c.claim_id);
