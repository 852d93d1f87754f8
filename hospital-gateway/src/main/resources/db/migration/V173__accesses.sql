-- Every decision on access to a patient's records: on requests, and in emergencies. What isn't on the ledger yet is there
-- for emergencies only, where it has happened all the same.
create view access_made as
  select decision_id, patient_id, permitted, grantee, purpose, claim_id, head_id, head_version, reason, released, withheld,
         recorded_at as at, txid, true as on_ledger, false as break_glass
  from access_decision where state = 'RECORDED'
  union all
  select decision_id, patient_id, true, grantee, purpose, null, null, null, null, released, 0,
         released_at, txid, state = 'RECORDED', true
  from break_glass;

create index decision_by_time on access_decision (recorded_at, decision_id) where state = 'RECORDED';
