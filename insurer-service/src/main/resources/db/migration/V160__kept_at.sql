-- When a release came: stands in for the last update of resources that name none.
ALTER TABLE release ADD COLUMN kept_at timestamptz;
UPDATE release SET kept_at = due_at WHERE state IN ('KEPT', 'ERASED');

-- Sealed bytes don't compress: PostgreSQL need not try, with each of many megabytes.
ALTER TABLE sealed_document ALTER COLUMN ciphertext SET STORAGE EXTERNAL;
