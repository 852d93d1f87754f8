package io.tallystick.kit.requester;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.sealing.SigningKey;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.RequesterAssertion;
import io.tallystick.vocabulary.consent.WhoAsks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Signs for who asks within this institution. */
@ApplicationScoped
public class SayWhoAsks {

  private final SigningKey key;
  private final String ownOrg;

  SayWhoAsks(SigningKey key, TallystickConfig config) {
    this.key = key;
    this.ownOrg = config.org().id();
  }

  /**
   * @param purpose HL7 v3 ActReason, as in the request
   * @param until the request's deadline: a decision after it doesn't know who asks
   */
  public WhoAsks say(
      String requestId, String custodian, String purpose, List<Actor> actors, Instant until) {
    var word =
        new RequesterAssertion(
            requestId,
            ownOrg,
            custodian,
            purpose,
            actors,
            null,
            until.truncatedTo(ChronoUnit.MILLIS));
    return new WhoAsks(word, key.sign(word.message()));
  }
}
