package io.tallystick.gateway.exchange.adapter;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Looks at other hospitals, each one's one after the other. However often a look is asked for
 * meanwhile, one follows: it sees all that there is to see, and nobody's hints pile up here.
 */
final class LooksInTurn {

  private final Consumer<String> look;
  private final Set<String> toFollow = ConcurrentHashMap.newKeySet();
  private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

  /**
   * @param look at a custodian; may take long
   */
  LooksInTurn(Consumer<String> look) {
    this.look = look;
  }

  /** Returns at once; a look begins later than this call. */
  void at(String custodian) {
    if (!toFollow.add(custodian)) return;
    Thread.ofVirtual().name("consent-at-" + custodian).start(() -> inTurn(custodian));
  }

  private void inTurn(String custodian) {
    var turn = turns.computeIfAbsent(custodian, c -> new ReentrantLock());
    turn.lock();
    try {
      toFollow.remove(custodian);
      look.accept(custodian);
    } finally {
      turn.unlock();
    }
  }
}
