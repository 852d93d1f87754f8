package io.tallystick.gateway.release.domain;

import io.tallystick.vocabulary.consent.Obligation;
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
   * @param obligations what the consent asks of its release and its recipient
   * @param redacted whether it leaves as a copy that is redacted inside
   */
  record PermittedLeaf(String recordId, int index, List<Obligation> obligations, boolean redacted) {
    public PermittedLeaf {
      obligations = List.copyOf(obligations);
    }

    /** As it was published. */
    public PermittedLeaf(String recordId, int index, List<Obligation> obligations) {
      this(recordId, index, obligations, false);
    }

    public PermittedLeaf(String recordId, int index) {
      this(recordId, index, List.of());
    }
  }
}
