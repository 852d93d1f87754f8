package io.tallystick.gateway.release.app;

import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Takes a new decision where the ledger, or time, has overtaken one. */
@ApplicationScoped
public class DecideAgain {

  private static final Logger LOG = Logger.getLogger(DecideAgain.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Transactions transactions;
  private final EvidenceRequests evidence;
  private final DecideEvidence decideEvidence;
  private final DecideTask decideTask;
  private final Clock clock;
  private final GatewayConfig limits;

  public DecideAgain(
      Transactions transactions,
      EvidenceRequests evidence,
      DecideEvidence decideEvidence,
      DecideTask decideTask,
      Clock clock,
      GatewayConfig limits) {
    this.transactions = transactions;
    this.evidence = evidence;
    this.decideEvidence = decideEvidence;
    this.decideTask = decideTask;
    this.clock = clock;
    this.limits = limits;
  }

  /** Later, each time a little longer; gives up after a configured number of decisions. */
  public void later(Handle tx, Evidence asked) {
    if (asked.attempts() >= limits.decisionAttempts()) {
      LOG.errorf("evidence request %s failed: no decision holds", asked.requestId());
      evidence.failed(tx, asked);
      return;
    }
    var pause = limits.decideAgainAfter().multipliedBy(1L << Math.min(asked.attempts(), 6));
    var bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    evidence.decideAfter(tx, asked, clock.instant().plus(bounded));
  }

  /** Decides all that is due, each in a transaction of its own. */
  public void decideDue() {
    while (transactions.inTransaction(this::decideNext)) {}
  }

  private boolean decideNext(Handle tx) {
    var due = evidence.nextDue(tx, clock.instant());
    due.ifPresent(asked -> decide(tx, asked));
    return due.isPresent();
  }

  private void decide(Handle tx, Evidence asked) {
    switch (asked.via()) {
      case EVIDENCE -> decideEvidence.decide(tx, asked);
      case TASK -> decideTask.decide(tx, asked);
    }
  }
}
