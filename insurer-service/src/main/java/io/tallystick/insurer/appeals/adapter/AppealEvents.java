package io.tallystick.insurer.appeals.adapter;

import io.tallystick.insurer.appeals.app.TakeAppeal;
import io.tallystick.insurer.appeals.app.TakeDecision;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.events.content.ClaimAppealed;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** What providers and the Authority tell of appeals. */
final class AppealEvents {

  @ApplicationScoped
  static class Appealed implements EventHandler<ClaimAppealed> {
    private final TakeAppeal takeAppeal;

    Appealed(TakeAppeal takeAppeal) {
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

  @ApplicationScoped
  static class Decided implements EventHandler<ClaimAdjudicated> {
    private final TakeDecision takeDecision;

    Decided(TakeDecision takeDecision) {
      this.takeDecision = takeDecision;
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
      takeDecision.take(tx, event);
    }
  }

  private AppealEvents() {}
}
