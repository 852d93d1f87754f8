package io.tallystick.gateway.exchange.adapter;

import io.tallystick.gateway.exchange.app.SearchElsewhere;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ConsentChanged;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/**
 * Another hospital tells that a patient's consent towards this one has changed: what waits there is
 * looked at now, not when the schedule comes round. The event is a hint, and the answer is the Task
 * (ADR 0020); who sends hints that aren't true is asked once more than needed, however many they
 * are.
 */
@ApplicationScoped
class ConsentElsewhere implements EventHandler<ConsentChanged> {

  private final LooksInTurn looks;
  private final String ownOrg;

  ConsentElsewhere(SearchElsewhere searchElsewhere, TallystickConfig config) {
    this.looks = new LooksInTurn(searchElsewhere::followOpen);
    this.ownOrg = config.org().id();
  }

  @Override
  public String type() {
    return "consent.changed";
  }

  @Override
  public Class<ConsentChanged> content() {
    return ConsentChanged.class;
  }

  @Override
  public void handle(Handle tx, ReceivedEvent<ConsentChanged> event) {
    var custodian = event.senderOrg();
    if (custodian.equals(ownOrg) || event.content().revoked()) return;
    tx.afterCommit(() -> looks.at(custodian));
  }
}
