package io.tallystick.kit.release;

import io.tallystick.kit.fhir.JsonGuard;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.commitment.Redactions;
import io.tallystick.vocabulary.commitment.Redactions.DerivedCopy;
import io.tallystick.vocabulary.ledger.Opening.LeafProof;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import java.util.List;
import java.util.function.Function;

/**
 * What a permit releases, as canonical JSON inside a JWE to the grantee.
 *
 * @param decisionId the access on the ledger
 * @param purpose HL7 v3 ActReason
 * @param headVersion the consent head's version the decision was made under
 * @param releaseSalt opens the access's release commitment over the canonical JSON list of {@link
 *     Leaf#released()}
 * @param redactions the custodian's ES256 over {@link #derived()}; absent if all are originals
 */
public record ReleasePackage(
    String decisionId,
    String custodian,
    String grantee,
    String purpose,
    String headId,
    long headVersion,
    byte[] releaseSalt,
    List<Leaf> leaves,
    String redactions) {

  /** Of originals only. */
  public ReleasePackage(
      String decisionId,
      String custodian,
      String grantee,
      String purpose,
      String headId,
      long headVersion,
      byte[] releaseSalt,
      List<Leaf> leaves) {
    this(decisionId, custodian, grantee, purpose, headId, headVersion, releaseSalt, leaves, null);
  }

  /**
   * One resource with its way to the record's root.
   *
   * @param salt of the document, 32 bytes
   * @param document the exact committed bytes of the resource; of the copy if it is derived
   * @param path sibling hashes, lowest first
   * @param size number of the record's leaves
   * @param root the record's root, to be compared with the ledger's
   * @param original commitment to the original of a derived copy, by which it leads to the root
   */
  public record Leaf(
      ReleasedLeaf released,
      byte[] salt,
      byte[] document,
      List<String> path,
      int size,
      String root,
      String original) {

    /** An original. */
    public Leaf(
        ReleasedLeaf released,
        byte[] salt,
        byte[] document,
        List<String> path,
        int size,
        String root) {
      this(released, salt, document, path, size, root, null);
    }

    /** What the endorsers get of it: enough to see what it is, nothing of what it says. */
    LeafProof proof() {
      return new LeafProof(committed().hex(), path);
    }

    /**
     * Whether the document is the record's own, or a copy of what the record holds. That the
     * custodian vouches for a copy is for {@link #redactions()} to show.
     *
     * @throws IllegalArgumentException if {@code original} is no commitment
     */
    public boolean isOf(String ledgerRoot, int leaves) {
      boolean copyFits =
          released.derived()
              ? released.copy() != null && new Commitment(released.copy()).opensWith(salt, document)
              : released.copy() == null && original == null;
      return copyFits
          && ledgerRoot.equals(root)
          && leaves == size
          && RecordTree.leadsToRoot(
              RecordTree.leaf(committed(), released.attributes()),
              released.index(),
              size,
              path,
              ledgerRoot);
    }

    /**
     * Whether the document is one FHIR resource of the type that it was published as. Endorsers
     * don't see documents: a custodian can commit to any bytes, some of which would pass for more
     * than a resource where it is shown.
     */
    public boolean holdsResource() {
      return JsonGuard.typeOf(document)
          .filter(type -> type.equals(released.attributes().type()))
          .isPresent();
    }

    private Commitment committed() {
      return released.derived() ? new Commitment(original) : Commitment.to(salt, document);
    }
  }

  public List<ReleasedLeaf> released() {
    return leaves.stream().map(Leaf::released).toList();
  }

  /** In the order of {@link #released()}. */
  public List<LeafProof> proofs() {
    return leaves.stream().map(Leaf::proof).toList();
  }

  /** The same with the custodian's signature over its redacted copies, where it has any. */
  public ReleasePackage vouchedFor(Function<byte[], String> sign) {
    var word = derived();
    return word.copies().isEmpty()
        ? this
        : new ReleasePackage(
            decisionId,
            custodian,
            grantee,
            purpose,
            headId,
            headVersion,
            releaseSalt,
            leaves,
            sign.apply(word.message()));
  }

  /** What the custodian vouches for: every copy that is redacted inside. */
  public Redactions derived() {
    var copies =
        leaves.stream()
            .filter(leaf -> leaf.released().derived())
            .map(
                leaf ->
                    new DerivedCopy(
                        leaf.released().recordId(),
                        leaf.released().index(),
                        leaf.root(),
                        leaf.original(),
                        leaf.released().copy()))
            .toList();
    return new Redactions(custodian, copies);
  }
}
