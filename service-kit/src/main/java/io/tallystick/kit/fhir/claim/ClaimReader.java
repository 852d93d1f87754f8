package io.tallystick.kit.fhir.claim;

import io.tallystick.kit.fhir.claim.ClaimProblem.Code;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Identifier;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Line;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Period;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Related;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Claim.RelatedClaimComponent;

/** Reads one parsed claim, collecting everything that is wrong with it. */
final class ClaimReader {

  private final Claim claim;
  private final References references;
  private final OrgIdentifiers orgs;
  private final ProblemList problems = new ProblemList();

  /**
   * @param bundle what the claim came in, or null
   */
  ClaimReader(Claim claim, Bundle bundle, OrgIdentifiers orgs) {
    this.claim = claim;
    this.orgs = orgs;
    this.references = new References(claim, bundle);
  }

  ClaimReading read() {
    var use = problems.required(claim.getUse(), "Claim.use", "A claim says what it is for.");
    header();
    var number = ClaimDocument.number(claim).map(ClaimReader::text);
    problems.required(
        number.orElse(null), "Claim.identifier", "A claim has an identifier with a value.");
    var parties = new PartyReader(claim, references, orgs, problems);
    var patient = parties.patient();
    var provider = parties.provider();
    var payer = parties.payer();
    var insurance = parties.insurance();
    var money = new MoneyReader(problems, use == Claim.Use.CLAIM);
    var lineReader = new LineReader(claim, references, money, problems);
    var diagnoses = lineReader.diagnoses();
    var lines = lineReader.lines(diagnoses);
    var total = money.total(claim, lines.stream().map(Line::net).toList());
    if (!problems.isEmpty()) return new ClaimReading.Refused(problems.list());
    return new ClaimReading.Understood(
        new SubmittedClaim(
            use.toCode(),
            number.orElseThrow(),
            billNumber().orElse(number.orElseThrow()),
            Dates.instant(claim.getCreatedElement()),
            patient,
            provider,
            payer,
            insurance,
            diagnoses,
            lines,
            total,
            billable(),
            related()));
  }

  private void header() {
    if (claim.hasModifierExtension()) {
      problems.add(Code.MODIFIER_UNKNOWN, "Claim", "A modifier extension isn't understood here.");
    }
    problems.required(
        claim.getStatus() == ClaimStatus.ACTIVE ? claim : null,
        "Claim.status",
        "A submitted claim is active.");
    problems.required(
        claim.hasCreated() ? claim : null, "Claim.created", "A claim says when it was made.");
  }

  /** Numbers of the sender's own systems keep their system: two systems may count alike. */
  private static String text(org.hl7.fhir.r4.model.Identifier number) {
    boolean ours = NamingSystems.CLAIM_NUMBER.equals(number.getSystem());
    return ours || !number.hasSystem()
        ? number.getValue()
        : number.getSystem() + "|" + number.getValue();
  }

  private Optional<String> billNumber() {
    return References.identifiers(claim.getIdentifier())
        .filter(identifier -> identifier.system().equals(NamingSystems.BILL_NUMBER))
        .map(Identifier::value)
        .findFirst();
  }

  private Period billable() {
    var period = claim.getBillablePeriod();
    var from = Dates.day(period.getStartElement());
    return from == null ? null : new Period(from, Dates.day(period.getEndElement()));
  }

  private List<Related> related() {
    return claim.getRelated().stream().map(ClaimReader::related).toList();
  }

  private static Related related(RelatedClaimComponent related) {
    var relationship = LineReader.codes(related.getRelationship()).stream().findFirst();
    return new Related(
        relationship.map(SubmittedClaim.Code::code).orElse(null),
        related.getClaim().getReference(),
        References.logical(related.getClaim()).findFirst().orElse(null));
  }
}
