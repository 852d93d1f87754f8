package io.tallystick.claims.intake.adapter;

import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.ClaimDocument;
import io.tallystick.kit.fhir.claim.ClaimReading;
import io.tallystick.kit.fhir.claim.NamingSystems;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Date;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.ClaimResponse.ClaimResponseStatus;
import org.hl7.fhir.r4.model.ClaimResponse.RemittanceOutcome;
import org.hl7.fhir.r4.model.ClaimResponse.Use;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The {@code ClaimResponse} of a claim that waits for its payer: outcome {@code queued}. */
@Singleton
public class QueuedResponse {

  private final FhirJson fhir;
  private final ClaimDocument claims;
  private final Clock clock;

  QueuedResponse(FhirJson fhir, ClaimDocument claims, Clock clock) {
    this.fhir = fhir;
    this.claims = claims;
    this.clock = clock;
  }

  /**
   * @param document a sound claim document
   */
  public byte[] of(String claimId, byte[] document) {
    var resource = fhir.parse(document, Resource.class);
    var source = ClaimDocument.claim(resource).orElseThrow();
    var claim = ((ClaimReading.Understood) claims.read(resource)).claim();
    return fhir.encode(response(claimId, source, claim));
  }

  private ClaimResponse response(String claimId, Claim source, SubmittedClaim claim) {
    var patient = claim.patient().identifiers().get(0);
    var response = new ClaimResponse();
    response.setId(claimId);
    response.setStatus(ClaimResponseStatus.ACTIVE);
    response.setType(source.getType().copy());
    response.setUse(Use.fromCode(claim.use()));
    response.setPatient(reference(patient.system(), patient.value()));
    response.setInsurer(reference(NamingSystems.ORG, claim.payer()));
    response.setCreated(Date.from(clock.instant()));
    response.setRequest(new Reference("Claim/" + claimId));
    response.setOutcome(RemittanceOutcome.QUEUED);
    return response;
  }

  private static Reference reference(String system, String value) {
    return new Reference().setIdentifier(new Identifier().setSystem(system).setValue(value));
  }
}
