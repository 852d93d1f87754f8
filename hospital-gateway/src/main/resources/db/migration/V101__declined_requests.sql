-- A patient may say no to a request; it isn't put before them again.
alter table consent_request drop constraint consent_request_state_check;
alter table consent_request add constraint consent_request_state_check
  check (state in ('OPEN', 'ANSWERED', 'DECLINED'));
alter table consent_request add column declined_at timestamptz;
