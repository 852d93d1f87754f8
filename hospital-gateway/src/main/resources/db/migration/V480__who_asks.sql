-- Whether the grantee has said who asks within it; its signed word is in the sealed document asker/<request_id>.
alter table evidence_request add column says_who boolean not null default false;
