package io.tallystick.kit.ledger;

/** The places between two steps of a transaction where a process can die. */
enum FaultPoint {
  BEFORE_ENDORSE,
  ENDORSED_NOT_STORED,
  REFUSED_NOT_RECORDED,
  STORED_NOT_SUBMITTED,
  SUBMITTED_NO_STATUS,
  VALID_NO_OUTCOME,
  SOME_OUTCOMES_RECORDED,
  ALL_OUTCOMES_RECORDED,
  INVALID_NOT_RECORDED,
  INVALID_NOT_SPLIT,
  LOOKED_UP_NOT_RESUMED
}
