package io.tallystick.claims.followup.adapter;

import io.tallystick.claims.followup.app.AnswerAfterConsent;
import io.tallystick.claims.followup.domain.ConsentWord;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ConsentChanged;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/**
 * Hears from the own hospital-gateway; another custodian's word is none of this desk's business.
 */
@ApplicationScoped
class ConsentChangedHandler implements EventHandler<ConsentChanged> {

  private final AnswerAfterConsent answerAfterConsent;
  private final String ownOrg;

  ConsentChangedHandler(AnswerAfterConsent answerAfterConsent, TallystickConfig config) {
    this.answerAfterConsent = answerAfterConsent;
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
    var change = event.content();
    if (change.patientId() == null) return;
    if (!event.senderOrg().equals(ownOrg)) throw new PoisonEvent("sender.not-the-own-institution");
    answerAfterConsent.onConsent(
        tx,
        new ConsentWord(
            change.headId(),
            change.version(),
            change.patientId(),
            change.grantee(),
            change.revoked()));
  }
}
