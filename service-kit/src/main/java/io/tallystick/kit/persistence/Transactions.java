package io.tallystick.kit.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one way to the service's database. A use case's state, its ledger command and its outbox rows
 * share one transaction; what a transaction wakes up (relays) is woken after its commit and never
 * without it.
 *
 * <p>Work begun inside a transaction of the same thread joins it: no thread ever waits for a second
 * connection while it holds one, which would let a full pool lock itself.
 */
@ApplicationScoped
public class Transactions {

  private static final ThreadLocal<Handle> CURRENT = new ThreadLocal<>();

  private final Jdbi jdbi;

  public Transactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Commits what {@code work} did, or rolls all of it back if it throws. READ COMMITTED. */
  public <T> T inTransaction(Function<Handle, T> work) {
    var current = CURRENT.get();
    return current == null ? jdbi.inTransaction(tx -> run(tx, work)) : work.apply(current);
  }

  public void useTransaction(Consumer<Handle> work) {
    inTransaction(
        tx -> {
          work.accept(tx);
          return null;
        });
  }

  /** Over before the commit, so that what runs after the commit begins anew. */
  private static <T> T run(Handle tx, Function<Handle, T> work) {
    CURRENT.set(tx);
    try {
      return work.apply(tx);
    } finally {
      CURRENT.remove();
    }
  }
}
