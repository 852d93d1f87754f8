package io.tallystick.gateway.exchange.app;

import io.tallystick.kit.erasure.HeldContent;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Once a consent is taken back nothing keeps another hospital's result here; that it was reused
 * stays on the ledger.
 */
@ApplicationScoped
public class ReceivedResults implements HeldContent {

  private final Received received;
  private final Clock clock;

  public ReceivedResults(Received received, Clock clock) {
    this.received = received;
    this.clock = clock;
  }

  @Override
  public Optional<Retention> retention(Handle tx, Access access) {
    return Optional.empty();
  }

  @Override
  public void erase(Handle tx, String accessId) {
    if (received.isKept(tx, accessId)) received.erase(tx, accessId, clock.instant());
  }
}
