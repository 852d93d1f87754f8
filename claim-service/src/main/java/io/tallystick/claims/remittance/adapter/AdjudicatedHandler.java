package io.tallystick.claims.remittance.adapter;

import io.tallystick.claims.remittance.app.TakeAdjudication;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** The payer decided; it may settle later. */
@ApplicationScoped
class AdjudicatedHandler implements EventHandler<ClaimAdjudicated> {

  private final TakeAdjudication takeAdjudication;

  AdjudicatedHandler(TakeAdjudication takeAdjudication) {
    this.takeAdjudication = takeAdjudication;
  }

  @Override
  public String type() {
    return "claim.adjudicated";
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
