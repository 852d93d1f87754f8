package io.tallystick.insurer.adjudication.domain;

/** Where a claim is on this payer's desk; its state on the ledger is another matter. */
public enum CaseStage {
  /** The custodian was asked; until the deadline. */
  EVIDENCE_ASKED,
  /** A release is to be fetched and verified. */
  FETCHING,
  /** The ledger is asked to pend it. */
  PENDING,
  /** Waits for the provider's answer, until the deadline. */
  PENDED,
  /** Waits for an adjudicator. */
  QUEUED,
  /** The ledger is asked to adjudicate it. */
  DECIDING,
  DECIDED,
  /** Decided, and contested: an adjudicator decides again, and it is settled by the difference. */
  APPEALED,
  /** The decision was taken back. */
  REVERSED,
  /** The ledger refused this payer's step; looked at again soon. */
  HELD,
  CANCELLED;

  /** Whether there is an answer that stands. */
  public boolean answered() {
    return this == DECIDED || this == APPEALED;
  }
}
