package io.tallystick.kit.fhir.claim;

import io.tallystick.kit.fhir.claim.ClaimProblem.Code;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Identifier;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Insurance;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Patient;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.InsuranceComponent;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;

/** Reads who is in a claim: patient, provider, payer and the member's coverage. */
final class PartyReader {

  private static final String TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203";

  private final Claim claim;
  private final References references;
  private final OrgIdentifiers orgs;
  private final ProblemList problems;

  PartyReader(Claim claim, References references, OrgIdentifiers orgs, ProblemList problems) {
    this.claim = claim;
    this.references = references;
    this.orgs = orgs;
    this.problems = problems;
  }

  Patient patient() {
    var resource = references.resolve(claim.getPatient(), org.hl7.fhir.r4.model.Patient.class);
    var identifiers =
        Stream.concat(
                References.logical(claim.getPatient()),
                resource.stream().flatMap(p -> References.identifiers(p.getIdentifier())))
            .distinct()
            .toList();
    problems.required(
        identifiers.isEmpty() ? null : identifiers,
        "Claim.patient",
        "The patient has an identifier with system and value.");
    var name = resource.map(org.hl7.fhir.r4.model.Patient::getNameFirstRep);
    return new Patient(
        identifiers,
        name.map(HumanName::getFamily).orElse(null),
        name.flatMap(n -> n.getGiven().stream().findFirst())
            .map(PrimitiveType::getValue)
            .orElse(null),
        resource.map(p -> Dates.day(p.getBirthDateElement())).orElse(null));
  }

  String provider() {
    return problems.required(
        org(claim.getProvider()).orElse(null),
        "Claim.provider",
        "The provider has an identifier of system "
            + NamingSystems.ORG
            + ", or another that is known here.");
  }

  /** The insurer, else whoever the focal coverage names as payor. */
  String payer() {
    var payer = org(claim.getInsurer());
    if (payer.isEmpty() && !claim.hasInsurer()) {
      payer =
          focal().flatMap(this::coverage).stream()
              .flatMap(coverage -> coverage.getPayor().stream())
              .flatMap(payor -> org(payor).stream())
              .findFirst();
    }
    if (payer.isPresent()) return payer.get();
    problems.add(
        Code.PAYER_UNKNOWN,
        "Claim.insurer",
        "The insurer has no identifier of system "
            + NamingSystems.ORG
            + ", nor another that is known here.");
    return null;
  }

  Insurance insurance() {
    var focal = focal();
    if (focal.isEmpty()) {
      problems.add(Code.INCOMPLETE, "Claim.insurance", "Exactly one insurance is focal.");
      return null;
    }
    var memberId = memberId(focal.get());
    problems.required(
        memberId.orElse(null),
        "Claim.insurance.where(focal).coverage",
        "The focal coverage names a member id.");
    var preAuthRefs =
        focal.get().getPreAuthRef().stream()
            .map(PrimitiveType::getValue)
            .filter(Objects::nonNull)
            .toList();
    return new Insurance(focal.get().getSequence(), memberId.orElse(null), preAuthRefs);
  }

  /** The one focal insurance; a single insurance counts as focal even if it doesn't say so. */
  private Optional<InsuranceComponent> focal() {
    var all = claim.getInsurance();
    if (all.size() == 1) return Optional.of(all.get(0));
    var focal = all.stream().filter(InsuranceComponent::getFocal).toList();
    return focal.size() == 1 ? Optional.of(focal.get(0)) : Optional.empty();
  }

  /**
   * As an identifier; most senders use {@code Coverage.subscriberId}, and Da Vinci PAS a patient's
   * identifier of type MB (member number, HL7 v2 table 0203).
   */
  private Optional<String> memberId(InsuranceComponent insurance) {
    var coverage = coverage(insurance);
    var identifiers =
        Stream.concat(
            References.logical(insurance.getCoverage()),
            coverage.stream().flatMap(c -> References.identifiers(c.getIdentifier())));
    return identifiers
        .filter(identifier -> identifier.system().equals(NamingSystems.MEMBER_ID))
        .map(Identifier::value)
        .findFirst()
        .or(() -> coverage.map(Coverage::getSubscriberId))
        .or(this::memberNumberOfPatient);
  }

  private Optional<String> memberNumberOfPatient() {
    return references
        .resolve(claim.getPatient(), org.hl7.fhir.r4.model.Patient.class)
        .flatMap(
            patient ->
                patient.getIdentifier().stream()
                    .filter(identifier -> identifier.getType().hasCoding(TYPES, "MB"))
                    .map(org.hl7.fhir.r4.model.Identifier::getValue)
                    .findFirst());
  }

  private Optional<Coverage> coverage(InsuranceComponent insurance) {
    return references.resolve(insurance.getCoverage(), Coverage.class);
  }

  private Optional<String> org(Reference reference) {
    var resolved =
        references.resolve(reference, Organization.class).map(Organization::getIdentifier);
    return Stream.concat(
            References.logical(reference), resolved.stream().flatMap(References::identifiers))
        .flatMap(identifier -> orgs.org(identifier).stream())
        .findFirst();
  }
}
