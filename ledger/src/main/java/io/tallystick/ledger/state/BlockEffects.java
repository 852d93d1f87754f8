package io.tallystick.ledger.state;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * All that one block changes beside the chain itself, applied at once.
 *
 * @param writes new values by key; null deletes
 * @param history every write and deletion of a valid transaction
 * @param transactions index entries by transaction id, first occurrences only
 */
public record BlockEffects(
    long block,
    SortedMap<StateKey, StoredValue> writes,
    List<Written> history,
    Map<String, TransactionIndex> transactions) {

  /** A key written by the transaction at this place of the block. */
  public record Written(StateKey key, int transaction) {}
}
