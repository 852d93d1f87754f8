package io.tallystick.gateway.consents.adapter;

import io.tallystick.gateway.consents.fhir.ReadConsent;
import io.tallystick.gateway.consents.fhir.ReadConsent.Reading;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.consent.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;

/** Reads Consents as this custodian does, and makes a problem of what it can't honour. */
@ApplicationScoped
class HonouredConsents {

  private final ReadConsent readConsent;

  HonouredConsents(SensitivityLabels labels, TallystickConfig config) {
    this.readConsent =
        new ReadConsent(labels::knows, Set.of(Actor.organization(config.org().id())));
  }

  /** Whoever any realm of the consortium vouches for: nothing here is anybody's. */
  void requireMember(Caller caller) {
    caller.require(
        caller.isPatient() || caller.isPartner() || !caller.roles().isEmpty(), "needs any role");
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code consent.not-honoured}
   */
  Reading.Read read(Consent consent) {
    return read(consent, 0);
  }

  /**
   * @param place among several that are given
   */
  Reading.Read read(Consent consent, int place) {
    return switch (readConsent.read(consent)) {
      case Reading.Read read -> read;
      case Reading.Refused(var element, var why) ->
          throw Problem.unprocessable("consent.not-honoured", element + ": " + why)
              .with("element", element)
              .with("consent", place)
              .exception();
    };
  }
}
