-- The fetch of a release goes on with the trace of the event that announced it.
ALTER TABLE release ADD COLUMN traceparent text;
