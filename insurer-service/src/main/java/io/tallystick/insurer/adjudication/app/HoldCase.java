package io.tallystick.insurer.adjudication.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** Keeps a case whose step the ledger refused until the own copy of the chain says why. */
@ApplicationScoped
public class HoldCase {

  /** Long enough for the tail to read the block that moved the claim. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final CaseFiles cases;
  private final Clock clock;

  public HoldCase(CaseFiles cases, Clock clock) {
    this.cases = cases;
    this.clock = clock;
  }

  public void hold(Handle tx, String claimId) {
    cases.held(tx, cases.lock(tx, claimId).orElseThrow(), clock.instant().plus(PAUSE));
  }
}
