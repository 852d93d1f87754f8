package io.tallystick.kit.ledger;

import java.util.List;
import java.util.Optional;

/** What the block tail has read from the institution's own peer so far. */
public interface LedgerView {

  /**
   * @param key see {@link io.tallystick.vocabulary.ledger.LedgerKeys}
   * @param type a record of {@link io.tallystick.vocabulary.ledger.LedgerEntry}, or {@link
   *     io.tallystick.vocabulary.org.Org}
   * @return empty if the tail hasn't met it, or it isn't this institution's business
   */
  <T> Optional<T> entry(String key, Class<T> type);

  /** Every operation on the chain, whoever's it is. */
  Optional<LedgerFact> operation(String opId);

  /** Every operation that moved an entry, oldest first. */
  List<LedgerFact> history(String key);

  /** How many blocks were applied, which is the number of the next one. */
  long height();
}
