package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.util.Optional;

/** Whether a commitment is opened by what travels beside the operation. */
final class Documents {

  static Optional<Ruling> unopened(String commitment, Optional<Opening.Document> given) {
    if (given.isEmpty()) {
      return Optional.of(refused(RefusalCode.OPENING_MISSING, "no opening of the document"));
    }
    boolean opens =
        Shapes.isHash(commitment)
            && new Commitment(commitment).opensWith(given.get().salt(), given.get().document());
    return opens
        ? Optional.empty()
        : Optional.of(refused(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the document differs"));
  }

  private Documents() {}
}
