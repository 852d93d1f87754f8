package io.tallystick.kit.ledger;

/** The places between two steps of a command where a process can die. */
enum FaultPoint {
  BEFORE_ENDORSE,
  ENDORSED_NOT_STORED,
  STORED_NOT_SUBMITTED,
  SUBMITTED_NO_OUTCOME
}
