-- Sealed bytes don't compress: PostgreSQL need not try, with each of many megabytes.
alter table access_decision alter column package set storage external;
alter table sealed_document alter column ciphertext set storage external;
