package io.tallystick.kit.requester;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.consent.WhoAsks;
import io.tallystick.vocabulary.crypto.Es256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Whether another institution has said, for this very request, who asks within it. */
@ApplicationScoped
public class HearWhoAsks {

  private static final int MOST_ACTORS = 50;

  private final Orgs orgs;
  private final Clock clock;
  private final String ownOrg;

  HearWhoAsks(Orgs orgs, Clock clock, TallystickConfig config) {
    this.orgs = orgs;
    this.clock = clock;
    this.ownOrg = config.org().id();
  }

  /**
   * @param given as received
   * @param requestId the grantee's name of the request
   */
  public boolean isTheirs(WhoAsks given, String requestId, String grantee, String purpose) {
    var word = given.word();
    return word != null
        && given.signature() != null
        && requestId.equals(word.requestId())
        && word.actors().size() <= MOST_ACTORS
        && grantee.equals(word.grantee())
        && word.fits(grantee, ownOrg, purpose, clock.instant())
        && orgs.byId(grantee)
            .filter(org -> Es256.verifies(org.signingKey(), word.message(), given.signature()))
            .isPresent();
  }
}
