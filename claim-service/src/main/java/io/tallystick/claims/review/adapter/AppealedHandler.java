package io.tallystick.claims.review.adapter;

import io.tallystick.claims.review.app.TakeAppeal;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimAppealed;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Appeals to the Authority. */
@ApplicationScoped
class AppealedHandler implements EventHandler<ClaimAppealed> {

  private final TakeAppeal takeAppeal;

  AppealedHandler(TakeAppeal takeAppeal) {
    this.takeAppeal = takeAppeal;
  }

  @Override
  public String type() {
    return "claim.appealed";
  }

  @Override
  public Class<ClaimAppealed> content() {
    return ClaimAppealed.class;
  }

  @Override
  public void handle(Handle tx, ReceivedEvent<ClaimAppealed> event) {
    takeAppeal.take(tx, event);
  }
}
