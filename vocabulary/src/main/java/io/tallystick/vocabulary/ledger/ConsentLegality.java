package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import java.util.Optional;
import java.util.Set;

/** Which grants a contract can have written: by key or on paper, by the head's key or another. */
final class ConsentLegality {

  private static final Set<String> GRANT =
      Set.of(
          "commitment",
          "keyCommitment",
          "keyVersion",
          "scan",
          "notBefore",
          "notAfter",
          "revoked",
          "basis",
          "version",
          "at");

  /**
   * @param before null for a new head
   */
  static Optional<String> granted(ConsentHead before, ConsentHead after) {
    return scanned(after)
        .or(() -> based(after))
        .or(() -> before == null ? born(after) : onward(before, after));
  }

  /** A scan belongs to paper, and paper has one. */
  static Optional<String> scanned(ConsentHead head) {
    return unless(head.onPaper() == (head.scan() != null), "a scan is there exactly with paper");
  }

  private static Optional<String> based(ConsentHead head) {
    boolean keyOrPaper =
        head.onPaper()
            ? head.keyCommitment() == null
            : ConsentHead.PATIENT_KEY.equals(head.basis()) && head.keyCommitment() != null;
    return unless(keyOrPaper, "a grant rests on a key or on paper");
  }

  private static Optional<String> born(ConsentHead head) {
    boolean fresh =
        head.version() == 1 && head.revokedVersion() == null && head.keyVersion() == null;
    return unless(fresh, "a consent head is born in force, at version 1");
  }

  private static Optional<String> onward(ConsentHead before, ConsentHead after) {
    boolean hadKey = before.keyCommitment() != null;
    boolean succession = hadKey && !before.keyCommitment().equals(after.keyCommitment());
    return Transition.between(before, after)
        .problem(before.version(), after.version(), GRANT)
        .or(() -> unless(!hadKey || !after.onPaper(), "paper takes no key's place"))
        .or(
            () ->
                unless(
                    after.keys() == before.keys() + (succession ? 1 : 0),
                    "a head counts the keys it has had"));
  }

  private static Optional<String> unless(boolean holds, String problem) {
    return holds ? Optional.empty() : Optional.of(problem);
  }

  private ConsentLegality() {}
}
