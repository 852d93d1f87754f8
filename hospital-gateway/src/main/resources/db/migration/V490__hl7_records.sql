-- Which records came of a message: with a record goes what was kept of its messages.
create table hl7_message_record (
  message_id text not null references hl7_message,
  record_id  text not null references record,
  primary key (record_id, message_id)
);
