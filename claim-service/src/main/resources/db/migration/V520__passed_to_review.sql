-- An appeal that the payer didn't decide in time is taken over by the Authority itself (claim:lapse).
ALTER TABLE appeal_review DROP CONSTRAINT appeal_review_appealed_by_check;
ALTER TABLE appeal_review
  ADD CONSTRAINT appeal_review_appealed_by_check CHECK (appealed_by IN ('PROVIDER', 'PATIENT', 'AUTHORITY'));
