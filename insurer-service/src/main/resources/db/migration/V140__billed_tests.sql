-- What each claim's lines billed, so that a test that was done elsewhere is found: codes by blind index.
create table billed_test (
  claim_id text not null references claim_case,
  sequence integer not null,
  code     text not null,
  serviced date not null,
  primary key (claim_id, sequence, code)
);
create index billed_test_by_code on billed_test (code, serviced);
