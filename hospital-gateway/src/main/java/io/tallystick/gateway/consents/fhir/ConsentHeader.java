package io.tallystick.gateway.consents.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.StringType;

/**
 * What a Consent says around its provisions. Who gave it ({@code performer}), where it is kept
 * ({@code organization}, {@code source}) and which text was presented ({@code policy.uri}, which by
 * R4 doesn't modify the rules) aren't criteria; here the patient's signature stands for them.
 */
final class ConsentHeader {

  /** Limits everything to emergencies by its category alone; refused rather than overlooked. */
  private static final String EMERGENCIES_ONLY = "EMRGONLY";

  private final Consent consent;

  ConsentHeader(Consent consent) {
    this.consent = consent;
  }

  void check() {
    if (consent.hasImplicitRules()) {
      throw new NotHonoured("Consent.implicitRules", "rules that aren't in the resource");
    }
    replaces();
    if (consent.getStatus() != ConsentState.ACTIVE) {
      throw new NotHonoured("Consent.status", "is not active");
    }
    boolean privacy =
        consent.getScope().getCoding().stream()
            .anyMatch(c -> Terms.SCOPE.equals(c.getSystem()) && Terms.PRIVACY.equals(c.getCode()));
    if (!privacy || consent.getScope().getCoding().size() > 1) {
      throw new NotHonoured("Consent.scope", "is not patient privacy alone");
    }
    for (int i = 0; i < consent.getCategory().size(); i++) {
      boolean emergencies =
          consent.getCategory().get(i).getCoding().stream()
              .anyMatch(c -> EMERGENCIES_ONLY.equals(c.getCode()));
      if (emergencies) {
        throw new NotHonoured("Consent.category[" + i + "]", "limits it without a provision");
      }
    }
    checkPolicies();
    checkVerification();
  }

  private void checkPolicies() {
    for (int i = 0; i < consent.getPolicy().size(); i++) {
      if (consent.getPolicy().get(i).hasModifierExtension()) {
        throw new NotHonoured(
            "Consent.policy[" + i + "].modifierExtension[0]", "is not known here");
      }
    }
  }

  private void checkVerification() {
    for (int i = 0; i < consent.getVerification().size(); i++) {
      var verification = consent.getVerification().get(i);
      var element = "Consent.verification[" + i + "]";
      if (verification.hasModifierExtension()) {
        throw new NotHonoured(element + ".modifierExtension[0]", "is not known here");
      }
      if (!verification.getVerified()) {
        throw new NotHonoured(element + ".verified", "it was not verified");
      }
    }
  }

  String id() {
    return consent.getIdentifier().stream()
        .filter(i -> Terms.STATEMENT.equals(i.getSystem()) && i.hasValue())
        .map(i -> i.getValue())
        .findFirst()
        .orElse(consent.getIdElement().getIdPart());
  }

  List<String> replaces() {
    var replaces = new ArrayList<String>();
    for (int i = 0; i < consent.getModifierExtension().size(); i++) {
      var extension = consent.getModifierExtension().get(i);
      boolean ours =
          Terms.REPLACES.equals(extension.getUrl())
              && extension.getValue() instanceof StringType id
              && id.hasValue();
      if (!ours) throw new NotHonoured("Consent.modifierExtension[" + i + "]", "is not known here");
      replaces.add(extension.getValueAsPrimitive().getValueAsString());
    }
    return replaces;
  }
}
