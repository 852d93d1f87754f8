-- Events whose block the own copy of the chain doesn't hold yet, out of their partition's way until it does.
CREATE TABLE event_aside (
  seq          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic        text NOT NULL,
  partition    integer NOT NULL,
  kafka_offset bigint NOT NULL,
  lane         text NOT NULL,
  sender       text NOT NULL,
  block        bigint NOT NULL,
  event        text NOT NULL,
  value        bytea NOT NULL,
  set_aside_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (topic, partition, kafka_offset)
);
CREATE INDEX event_aside_lane ON event_aside (lane, seq);
