package io.tallystick.kit.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one way to the service's database. A use case's state, its ledger command and its outbox rows
 * share one transaction; what a transaction wakes up (relays) is woken by PostgreSQL's NOTIFY,
 * which is delivered after the commit and never without it.
 */
@ApplicationScoped
public class Transactions {

  private final Jdbi jdbi;

  public Transactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Commits what {@code work} did, or rolls all of it back if it throws. READ COMMITTED. */
  public <T> T inTransaction(Function<Handle, T> work) {
    return jdbi.inTransaction(work::apply);
  }

  public void useTransaction(Consumer<Handle> work) {
    jdbi.useTransaction(work::accept);
  }
}
