package io.tallystick.gateway.release.domain;

import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.util.List;

/** What the consents say to one request for evidence. */
public sealed interface ReleaseDecision {

  /**
   * @param leaves what may leave, in the records' order
   * @param withheld how many resources of the classes asked for may not; only their number is told
   */
  record Permit(List<PermittedLeaf> leaves, int withheld) implements ReleaseDecision {
    public Permit {
      leaves = List.copyOf(leaves);
    }
  }

  record Deny(DenialReason reason) implements ReleaseDecision {}

  /**
   * @param index its place among the record's leaves
   */
  record PermittedLeaf(String recordId, int index) {}
}
