package io.tallystick.ledger.block;

import io.tallystick.ledger.state.TransactionIndex;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Those who wait for transactions to commit. */
final class CommitWaiters {

  private final Map<String, Set<CompletableFuture<TransactionIndex>>> waiting = new HashMap<>();

  /** Completes with the transaction; cancelled, it is forgotten. */
  CompletableFuture<TransactionIndex> register(String id) {
    var future = new CompletableFuture<TransactionIndex>();
    synchronized (this) {
      waiting.computeIfAbsent(id, unused -> new HashSet<>()).add(future);
    }
    future.whenComplete((index, error) -> forget(id, future));
    return future;
  }

  void committed(String id, TransactionIndex index) {
    Set<CompletableFuture<TransactionIndex>> told;
    synchronized (this) {
      told = waiting.remove(id);
    }
    if (told != null) {
      told.forEach(future -> future.complete(index));
    }
  }

  private synchronized void forget(String id, CompletableFuture<TransactionIndex> future) {
    waiting.computeIfPresent(
        id,
        (unused, futures) -> {
          futures.remove(future);
          return futures.isEmpty() ? null : futures;
        });
  }
}
