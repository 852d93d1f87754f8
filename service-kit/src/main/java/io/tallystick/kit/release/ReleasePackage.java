package io.tallystick.kit.release;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.Opening.LeafProof;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import java.util.List;

/**
 * What a permit releases, as canonical JSON inside a JWE to the grantee.
 *
 * @param decisionId the access on the ledger
 * @param purpose HL7 v3 ActReason
 * @param headVersion the consent head's version the decision was made under
 * @param releaseSalt opens the access's release commitment over the canonical JSON list of {@link
 *     Leaf#released()}
 */
public record ReleasePackage(
    String decisionId,
    String custodian,
    String grantee,
    String purpose,
    String headId,
    long headVersion,
    byte[] releaseSalt,
    List<Leaf> leaves) {

  /**
   * One resource with its way to the record's root.
   *
   * @param document the exact committed bytes of the resource
   * @param path sibling hashes, lowest first
   * @param size number of the record's leaves
   * @param root the record's root, to be compared with the ledger's
   */
  public record Leaf(
      ReleasedLeaf released,
      byte[] salt,
      byte[] document,
      List<String> path,
      int size,
      String root) {

    /** What the endorsers get of it: enough to see what it is, nothing of what it says. */
    LeafProof proof() {
      return new LeafProof(Commitment.to(salt, document).hex(), path);
    }
  }

  public List<ReleasedLeaf> released() {
    return leaves.stream().map(Leaf::released).toList();
  }

  /** In the order of {@link #released()}. */
  public List<LeafProof> proofs() {
    return leaves.stream().map(Leaf::proof).toList();
  }
}
