-- What may be asked after a decision: an appeal (sealed as appeal/<op_id>), a reversal, that the payment arrived.
ALTER TABLE claim_request DROP CONSTRAINT claim_request_step_check, DROP CONSTRAINT claim_request_check;
ALTER TABLE claim_request
  ADD CONSTRAINT claim_request_step_check CHECK (step IN ('ANSWER', 'CANCEL', 'APPEAL', 'REQUEST_VOID', 'CONFIRM_PAYMENT')),
  ADD CONSTRAINT claim_request_check CHECK ((step = 'ANSWER') = (reason IS NOT NULL));

-- At the Authority: appeals to its reviewers. The file is sealed: appeal, claim and adjudication as review/<claim_id>/<part>,
-- the reviewer's decision as decision/<op_id>, their words as ruling/<op_id>.
CREATE TABLE appeal_review (
  claim_id   text PRIMARY KEY,
  provider   text NOT NULL,
  payer      text NOT NULL,
  appealed_by text NOT NULL CHECK (appealed_by IN ('PROVIDER', 'PATIENT')),
  arrived_at timestamptz NOT NULL,
  state      text NOT NULL CHECK (state IN ('WAITING', 'DECIDING', 'DECIDED')),
  op_id      text UNIQUE,
  decided_by text,
  decided_at timestamptz,
  CHECK ((state = 'WAITING') = (op_id IS NULL))
);
CREATE INDEX review_waiting ON appeal_review (arrived_at) WHERE state = 'WAITING';
