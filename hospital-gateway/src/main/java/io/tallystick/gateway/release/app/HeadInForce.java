package io.tallystick.gateway.release.app;

import io.tallystick.gateway.consents.app.ConsentHeads;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** The consent that a decision can rest on now, with the chain's word where it is further on. */
@ApplicationScoped
public class HeadInForce {

  public sealed interface Found {
    record InForce(Head head) implements Found {}

    /** There is none, or it is revoked or expired. */
    record None() implements Found {}

    /** The chain has a newer set of statements than is recorded here yet. */
    record Behind() implements Found {}
  }

  private final ConsentHeads heads;
  private final LedgerView ledger;
  private final Clock clock;

  public HeadInForce(ConsentHeads heads, LedgerView ledger, Clock clock) {
    this.heads = heads;
    this.ledger = ledger;
    this.clock = clock;
  }

  public Found find(Handle tx, String patientId, String grantee) {
    return heads
        .current(tx, patientId, grantee)
        .filter(head -> head.inForce(clock.instant()))
        .map(this::compared)
        .orElseGet(Found.None::new);
  }

  private Found compared(Head head) {
    var onChain = ledger.entry(LedgerKeys.consent(head.headId()), ConsentHead.class);
    if (onChain.isEmpty() || onChain.get().version() <= head.version()) {
      return new Found.InForce(head);
    }
    return onChain.get().revoked() ? new Found.None() : new Found.Behind();
  }
}
