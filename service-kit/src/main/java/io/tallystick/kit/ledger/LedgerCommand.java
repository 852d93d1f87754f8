package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import java.util.List;
import java.util.Objects;

/**
 * One step a service wants on the ledger.
 *
 * @param kind names the {@link LedgerOutcomeHandler} that is told how it ended, e.g. {@code
 *     claim.submit}
 * @param opening sent to the endorsers as transient data and kept sealed until the outcome; null if
 *     the operation has none
 * @param endorsingOrgIds org ids that must endorse; empty leaves it to service discovery
 * @param aggregateId commands of one aggregate run in the order they were enqueued
 */
public record LedgerCommand(
    String kind,
    LedgerOperation operation,
    Opening opening,
    List<String> endorsingOrgIds,
    String aggregateId) {

  public LedgerCommand {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(operation);
    Objects.requireNonNull(aggregateId);
    endorsingOrgIds = endorsingOrgIds == null ? List.of() : List.copyOf(endorsingOrgIds);
  }

  public String opId() {
    return operation.opId();
  }
}
