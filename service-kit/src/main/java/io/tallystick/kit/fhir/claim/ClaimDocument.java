package io.tallystick.kit.fhir.claim;

import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.ClaimProblem.Code;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Resource;

/**
 * The one reader of claim documents, for those who send and those who pay: a FHIR R4 {@code Claim}
 * with contained resources or logical references, or a Da Vinci PAS request {@code Bundle} whose
 * first entry is the {@code Claim} and whose references stay inside the bundle.
 */
@Singleton
public class ClaimDocument {

  private final FhirJson fhir;

  public ClaimDocument(FhirJson fhir) {
    this.fhir = fhir;
  }

  /**
   * Understood, or refused with everything that is wrong with the claim. Looks nothing up outside
   * the document.
   *
   * @throws io.tallystick.kit.problem.ProblemException if it isn't FHIR R4 in JSON at all, see
   *     {@link FhirJson#parse}
   */
  public ClaimReading read(byte[] json) {
    return read(fhir.parse(json, Resource.class));
  }

  /** The same for a document that is parsed already. */
  public static ClaimReading read(Resource document) {
    if (document instanceof Claim claim) return new ClaimReader(claim, null).read();
    if (document instanceof Bundle bundle) return read(bundle);
    return wrongResource(document.fhirType(), "A Claim or a Bundle is expected.");
  }

  /** The claim itself, as it is in the document; empty if there is none. */
  public static Optional<Claim> claim(Resource document) {
    if (document instanceof Claim claim) return Optional.of(claim);
    return document instanceof Bundle bundle
            && bundle.getEntryFirstRep().getResource() instanceof Claim first
        ? Optional.of(first)
        : Optional.empty();
  }

  private static ClaimReading read(Bundle bundle) {
    return claim(bundle)
        .map(claim -> new ClaimReader(claim, bundle).read())
        .orElseGet(
            () ->
                wrongResource(
                    "Bundle.entry[0].resource", "The bundle's first entry is not a Claim."));
  }

  private static ClaimReading wrongResource(String element, String detail) {
    return new ClaimReading.Refused(
        List.of(new ClaimProblem(Code.WRONG_RESOURCE, element, detail)));
  }
}
