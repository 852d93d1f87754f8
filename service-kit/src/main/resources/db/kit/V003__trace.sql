-- Where a step of the trace goes on that asked for the command (W3C Trace Context); null outside of a trace.
ALTER TABLE ledger_command ADD COLUMN traceparent text;
