package io.tallystick.claims.remittance.adapter;

import io.tallystick.claims.remittance.app.TakeAdjudication;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** An appeal was decided, by the payer or by the Authority's reviewer. */
@ApplicationScoped
class DecidedHandler implements EventHandler<ClaimAdjudicated> {

  private final TakeAdjudication takeAdjudication;

  DecidedHandler(TakeAdjudication takeAdjudication) {
    this.takeAdjudication = takeAdjudication;
  }

  @Override
  public String type() {
    return "claim.decided";
  }

  @Override
  public Class<ClaimAdjudicated> content() {
    return ClaimAdjudicated.class;
  }

  @Override
  public void handle(Handle tx, ReceivedEvent<ClaimAdjudicated> event) {
    takeAdjudication.take(tx, event);
  }
}
