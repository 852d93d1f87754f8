package io.tallystick.insurer.adjudication.app;

import io.tallystick.kit.fhir.claim.SubmittedClaim;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Which day a claim counts as received. */
public interface ReceivedDate {

  /**
   * @param submittedAt the claim's time on the ledger
   */
  LocalDate of(SubmittedClaim claim, Instant submittedAt);

  /** The day it was received, in UTC. */
  record Actual() implements ReceivedDate {
    @Override
    public LocalDate of(SubmittedClaim claim, Instant submittedAt) {
      return submittedAt.atOffset(ZoneOffset.UTC).toLocalDate();
    }
  }

  /** A scenario's clock: so long after the billed period ended, so that old samples don't age. */
  record AfterService(Duration delay) implements ReceivedDate {
    @Override
    public LocalDate of(SubmittedClaim claim, Instant submittedAt) {
      return ServiceLines.lastDay(claim).atStartOfDay().plus(delay).toLocalDate();
    }
  }
}
