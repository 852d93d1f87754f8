package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.insurer.adjudication.app.ReceiveClaim;
import io.tallystick.insurer.adjudication.app.StopCase;
import io.tallystick.insurer.adjudication.app.TakeAnswer;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ClaimAnswered;
import io.tallystick.kit.events.content.ClaimCancelled;
import io.tallystick.kit.events.content.ClaimSubmitted;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** What providers tell of their claims. */
final class ClaimEvents {

  @ApplicationScoped
  static class Submitted implements EventHandler<ClaimSubmitted> {
    private final ReceiveClaim receiveClaim;

    Submitted(ReceiveClaim receiveClaim) {
      this.receiveClaim = receiveClaim;
    }

    @Override
    public String type() {
      return "claim.submitted";
    }

    @Override
    public Class<ClaimSubmitted> content() {
      return ClaimSubmitted.class;
    }

    @Override
    public void handle(Handle tx, ReceivedEvent<ClaimSubmitted> event) {
      receiveClaim.receive(tx, event);
    }
  }

  @ApplicationScoped
  static class Answered implements EventHandler<ClaimAnswered> {
    private final TakeAnswer takeAnswer;

    Answered(TakeAnswer takeAnswer) {
      this.takeAnswer = takeAnswer;
    }

    @Override
    public String type() {
      return "claim.answered";
    }

    @Override
    public Class<ClaimAnswered> content() {
      return ClaimAnswered.class;
    }

    @Override
    public void handle(Handle tx, ReceivedEvent<ClaimAnswered> event) {
      takeAnswer.take(tx, event);
    }
  }

  @ApplicationScoped
  static class Cancelled implements EventHandler<ClaimCancelled> {
    private final StopCase stopCase;

    Cancelled(StopCase stopCase) {
      this.stopCase = stopCase;
    }

    @Override
    public String type() {
      return "claim.cancelled";
    }

    @Override
    public Class<ClaimCancelled> content() {
      return ClaimCancelled.class;
    }

    @Override
    public void handle(Handle tx, ReceivedEvent<ClaimCancelled> event) {
      stopCase.stop(tx, event);
    }
  }

  private ClaimEvents() {}
}
