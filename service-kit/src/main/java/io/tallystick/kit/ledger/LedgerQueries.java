package io.tallystick.kit.ledger;

import java.util.Optional;

/** Asks the institution's own peer for its current state (Fabric evaluate). */
public interface LedgerQueries {

  /**
   * @param transaction a query, e.g. {@code claim:get}
   * @return the entry, empty where the contract answers NOT_FOUND
   * @throws io.tallystick.kit.problem.ProblemException 409 with the ledger's code for any other
   *     refusal, 503 {@code ledger.unavailable} when the peer doesn't answer
   */
  <T> Optional<T> get(String transaction, String id, Class<T> type);
}
