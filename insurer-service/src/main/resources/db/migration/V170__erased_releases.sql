-- What a revocation took the ground from: its key is destroyed, the row stays to say so.
ALTER TABLE release DROP CONSTRAINT release_state_check;
ALTER TABLE release ADD CONSTRAINT release_state_check CHECK (state IN ('DUE', 'KEPT', 'LOST', 'ERASED'));
