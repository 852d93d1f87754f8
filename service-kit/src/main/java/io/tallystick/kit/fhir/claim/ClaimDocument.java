package io.tallystick.kit.fhir.claim;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.ClaimProblem.Code;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/**
 * The one reader of claim documents, for those who send and those who pay: a FHIR R4 {@code Claim}
 * with contained resources or logical references, or a Da Vinci PAS request {@code Bundle} whose
 * first entry is the {@code Claim} and whose references stay inside the bundle.
 */
@Singleton
public class ClaimDocument {

  private final FhirJson fhir;
  private final OrgIdentifiers orgs;

  @Inject
  ClaimDocument(FhirJson fhir, TallystickConfig config) {
    this(fhir, OrgIdentifiers.of(config.organizations()));
  }

  public ClaimDocument(FhirJson fhir, OrgIdentifiers orgs) {
    this.fhir = fhir;
    this.orgs = orgs;
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
  public ClaimReading read(Resource document) {
    if (document instanceof Claim claim) return new ClaimReader(claim, null, orgs).read();
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

  /**
   * The claim's number at its provider: the identifier of system {@link
   * NamingSystems#CLAIM_NUMBER}, else the first that has a value, in the sender's own system or
   * none.
   */
  public static Optional<Identifier> number(Claim claim) {
    var numbers = claim.getIdentifier().stream().filter(Identifier::hasValue).toList();
    return numbers.stream()
        .filter(identifier -> NamingSystems.CLAIM_NUMBER.equals(identifier.getSystem()))
        .findFirst()
        .or(() -> numbers.stream().findFirst());
  }

  private ClaimReading read(Bundle bundle) {
    return claim(bundle)
        .map(claim -> new ClaimReader(claim, bundle, orgs).read())
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
