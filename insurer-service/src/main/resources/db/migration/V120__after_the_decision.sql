-- Appeals to this payer, the newest of each claim. The appeal is sealed as appeal/<claim_id>, the adjudicator's words are in the answer.
CREATE TABLE appeal (
  claim_id      text PRIMARY KEY REFERENCES claim_case,
  appealed_by   text NOT NULL CHECK (appealed_by IN ('PROVIDER', 'PATIENT')),
  arrived_at    timestamptz NOT NULL,
  state         text NOT NULL CHECK (state IN ('WAITING', 'DECIDING', 'DECIDED')),
  op_id         text UNIQUE, -- of the decision
  before_op     text,        -- of the decision that it replaces
  outcome       text,
  paid_minor    bigint,
  patient_minor bigint,
  decided_by    text,
  decided_at    timestamptz,
  CHECK ((state = 'WAITING') = (op_id IS NULL))
);
CREATE INDEX appeal_waiting ON appeal (arrived_at) WHERE state = 'WAITING';

-- When the provider asked to take a decision back, as the ledger has it.
ALTER TABLE claim_case ADD COLUMN void_asked_at timestamptz;
CREATE INDEX claim_case_void_asked ON claim_case (void_asked_at) WHERE void_asked_at IS NOT NULL;
