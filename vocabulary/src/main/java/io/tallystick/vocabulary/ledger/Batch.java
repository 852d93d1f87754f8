package io.tallystick.vocabulary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.List;

/**
 * Several operations of one creator in one transaction: the one argument of {@code batch:apply}.
 * Each is accepted or refused on its own; the answer is the JSON list of their {@link Outcome}s in
 * order. Openings travel as for single operations, each under its {@code opId}.
 */
public record Batch(List<Item> operations) {

  /** {@code contract:function}. */
  public static final String TRANSACTION = "batch:apply";

  /** The contract refuses a batch of more operations. */
  public static final int MOST_OPERATIONS = 250;

  /** The contract refuses a batch whose argument and openings together have more bytes. */
  public static final int MOST_BYTES = 8 * 1024 * 1024;

  /**
   * @param transaction names the operation's type ({@link LedgerOperation#transaction()})
   * @param operation its JSON; read for itself, so that one of a wrong shape is refused alone
   */
  public record Item(String transaction, JsonNode operation) {}

  /**
   * Exactly one of {@code accepted} and {@code refusal} is there.
   *
   * @param opId absent only if the operation named none
   */
  public record Outcome(String opId, Accepted accepted, Refusal refusal) {

    public static Outcome of(Accepted accepted) {
      return new Outcome(accepted.opId(), accepted, null);
    }

    public static Outcome refused(String opId, Refusal why) {
      return new Outcome(opId, null, why);
    }
  }

  public static Batch of(List<? extends LedgerOperation> operations) {
    return new Batch(
        operations.stream().map(op -> new Item(op.transaction(), CanonicalJson.tree(op))).toList());
  }
}
