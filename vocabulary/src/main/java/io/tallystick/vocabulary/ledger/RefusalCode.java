package io.tallystick.vocabulary.ledger;

/**
 * Why a contract refuses an operation. The names are stable: they reach the callers of the
 * services.
 */
public enum RefusalCode {
  MALFORMED,
  OPENING_MISSING,
  COMMITMENT_DOES_NOT_OPEN,
  OPERATION_ID_REUSED,

  /** In a batch only: it touches what an earlier operation of the batch wrote; to be sent again. */
  DEFERRED,
  TIMESTAMP_OUT_OF_RANGE,
  ALREADY_BOOTSTRAPPED,
  UNKNOWN_ORG,
  ORG_NOT_ACTIVE,
  WRONG_ORG,
  WRONG_ROLE,
  ALREADY_EXISTS,
  NOT_FOUND,
  STALE_VERSION,
  STEP_NOT_ALLOWED_IN_STATE,
  PARTY_MAY_NOT_TAKE_STEP,
  DEADLINE_NOT_PASSED,
  DEADLINE_OUT_OF_RANGE,
  BILL_LOCKED,
  PRIMARY_CLAIM_MISMATCH,
  SIGNATURE_INVALID,
  ATTESTATION_INVALID,
  KEY_MISMATCH,
  VALIDITY_OUT_OF_RANGE,
  CONSENT_REVOKED,
  CONSENT_EXPIRED,
  CONSENT_DOES_NOT_PERMIT
}
