package io.tallystick.claims.remittance.adapter;

import io.tallystick.claims.remittance.app.TakeAdjudication;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;

/** Decisions on a claim, by whichever step they come: each is taken in alike. */
final class AdjudicationEvents {

  private abstract static class Taking implements EventHandler<ClaimAdjudicated> {

    private final String type;
    private final TakeAdjudication takeAdjudication;

    Taking(String type, TakeAdjudication takeAdjudication) {
      this.type = type;
      this.takeAdjudication = takeAdjudication;
    }

    @Override
    public String type() {
      return type;
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

  /** The payer decided; it may settle later. */
  @Singleton
  static class Adjudicated extends Taking {
    Adjudicated(TakeAdjudication takeAdjudication) {
      super("claim.adjudicated", takeAdjudication);
    }
  }

  /** The payer settled; straight through, it decided in the same step. */
  @Singleton
  static class Settled extends Taking {
    Settled(TakeAdjudication takeAdjudication) {
      super("claim.settled", takeAdjudication);
    }
  }

  /** An appeal was decided, by the payer or by the Authority's reviewer. */
  @Singleton
  static class Decided extends Taking {
    Decided(TakeAdjudication takeAdjudication) {
      super("claim.decided", takeAdjudication);
    }
  }

  private AdjudicationEvents() {}
}
