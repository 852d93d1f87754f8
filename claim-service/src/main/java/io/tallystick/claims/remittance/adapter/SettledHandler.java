package io.tallystick.claims.remittance.adapter;

import io.tallystick.claims.remittance.app.TakeAdjudication;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** The payer settled; straight through, it decided in the same step. */
@ApplicationScoped
class SettledHandler implements EventHandler<ClaimAdjudicated> {

  private final TakeAdjudication takeAdjudication;

  SettledHandler(TakeAdjudication takeAdjudication) {
    this.takeAdjudication = takeAdjudication;
  }

  @Override
  public String type() {
    return "claim.settled";
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
