package io.tallystick.gateway.breakglass.app;

import io.tallystick.kit.erasure.HeldContent;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Without justification, nothing keeps what was received in an emergency that wasn't one. */
@ApplicationScoped
public class ReceivedContent implements HeldContent {

  private final ReceivedRecords received;

  public ReceivedContent(ReceivedRecords received) {
    this.received = received;
  }

  @Override
  public Optional<Retention> retention(Handle tx, Access access) {
    return Optional.empty();
  }

  @Override
  public void erase(Handle tx, String accessId) {
    received.erase(tx, accessId);
  }
}
