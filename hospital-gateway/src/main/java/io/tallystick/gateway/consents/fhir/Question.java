package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;

/** What {@code Consent/$evaluate} is asked. */
public record Question(List<Consent> consents, AccessRequest request, ResourceAttributes resource) {

  public Question {
    consents = List.copyOf(consents);
  }
}
