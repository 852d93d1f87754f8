package io.tallystick.kit.ledger;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The durable way to the ledger (design §5): a command is a row written with the state it belongs
 * to; from its commit on it reaches the ledger exactly once, through crashes of either side.
 */
public interface LedgerCommands {

  /**
   * Records the command in the caller's transaction; it is sent once that commits. Enqueueing an
   * {@code opId} that is there already changes nothing.
   *
   * @throws io.tallystick.kit.problem.ProblemException 503 {@code ledger.backlog} while more
   *     commands wait than {@code tallystick.ledger.backlog} allows
   */
  void enqueue(Handle tx, LedgerCommand command);

  /**
   * Waits until the command is final; call it after the transaction committed, not inside.
   *
   * @return empty if it isn't final within {@code atMost}; it goes on by itself
   */
  Optional<LedgerOutcome> await(String opId, Duration atMost);

  /**
   * The same for a caller to whom a refusal is the end, and who may look at once at what changed:
   * {@link LedgerView} shows it by then.
   *
   * @return empty if it isn't final, or not shown, within {@code atMost}
   * @throws io.tallystick.kit.problem.ProblemException 409 with the ledger's code if it refused
   */
  Optional<LedgerReceipt> awaitReceipt(String opId, Duration atMost);
}
