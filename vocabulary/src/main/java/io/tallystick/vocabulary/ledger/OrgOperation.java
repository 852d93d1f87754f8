package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.org.OrgChange;
import java.util.List;

/** What is asked of the consortium's membership after its founding. */
public sealed interface OrgOperation extends LedgerOperation {

  /** The proposer's is the first approval. */
  record ProposeOrgChange(String opId, String proposalId, OrgChange change)
      implements OrgOperation {
    @Override
    public String transaction() {
      return "org:propose";
    }
  }

  /**
   * The approval that makes a majority carries the change out.
   *
   * @param change the very change that is approved, so that nobody approves what they didn't read
   */
  record ApproveOrgChange(String opId, String proposalId, OrgChange change)
      implements OrgOperation {
    @Override
    public String transaction() {
      return "org:approve";
    }
  }

  /**
   * A member's own keys; one that is absent stays.
   *
   * @param expectedVersion of its {@code org~} entry
   */
  record RotateKeys(
      String opId, long expectedVersion, PublicJwk encryptionKey, PublicJwk signingKey)
      implements OrgOperation {
    @Override
    public String transaction() {
      return "org:rotate";
    }
  }

  record LeaveConsortium(String opId, long expectedVersion) implements OrgOperation {
    @Override
    public String transaction() {
      return "org:leave";
    }
  }

  /**
   * Puts a successor into the key policies in its predecessor's place.
   *
   * @param keys claim, bill, record and access keys in which the predecessor has a place
   */
  record TakeOver(String opId, String predecessor, List<String> keys) implements OrgOperation {
    @Override
    public String transaction() {
      return "org:takeOver";
    }
  }
}
