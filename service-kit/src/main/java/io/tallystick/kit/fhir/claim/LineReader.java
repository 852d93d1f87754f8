package io.tallystick.kit.fhir.claim;

import io.tallystick.kit.fhir.claim.ClaimProblem.Code;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Diagnosis;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Identifier;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;

/** Reads {@code Claim.diagnosis} and {@code Claim.item}. */
final class LineReader {

  private final Claim claim;
  private final References references;
  private final MoneyReader money;
  private final ProblemList problems;

  LineReader(Claim claim, References references, MoneyReader money, ProblemList problems) {
    this.claim = claim;
    this.references = references;
    this.money = money;
    this.problems = problems;
  }

  List<Diagnosis> diagnoses() {
    var read = new ArrayList<Diagnosis>();
    for (var diagnosis : claim.getDiagnosis()) {
      var codes =
          diagnosis.hasDiagnosisCodeableConcept()
              ? codes(diagnosis.getDiagnosisCodeableConcept())
              : List.<SubmittedClaim.Code>of();
      read.add(new Diagnosis(diagnosis.getSequence(), codes));
    }
    return read;
  }

  List<Line> lines(List<Diagnosis> diagnoses) {
    if (!claim.hasItem()) {
      problems.add(Code.INCOMPLETE, "Claim.item", "A claim has at least one line.");
    }
    var known = diagnoses.stream().map(Diagnosis::sequence).collect(Collectors.toSet());
    var sequences = new HashSet<Integer>();
    var read = new ArrayList<Line>();
    for (int i = 0; i < claim.getItem().size(); i++) {
      var line = line(claim.getItem().get(i), "Claim.item[" + i + "]", known);
      if (!sequences.add(line.sequence())) {
        problems.add(
            Code.INCOMPLETE, "Claim.item[" + i + "].sequence", "Each line has its own sequence.");
      }
      read.add(line);
    }
    return read;
  }

  private Line line(ItemComponent item, String path, Set<Integer> knownDiagnoses) {
    if (item.hasModifierExtension()) {
      problems.add(Code.MODIFIER_UNKNOWN, path, "A modifier extension isn't understood here.");
    }
    var services = codes(item.getProductOrService());
    problems.required(
        services.isEmpty() ? null : services, path + ".productOrService", "A line names a code.");
    problems.required(
        item.hasSequence() && item.getSequence() > 0 ? item : null,
        path + ".sequence",
        "A line has a sequence above zero.");
    var treated =
        item.getDiagnosisSequence().stream()
            .map(PositiveIntType::getValue)
            .filter(Objects::nonNull)
            .toList();
    if (!knownDiagnoses.containsAll(treated)) {
      problems.add(
          Code.INCOMPLETE, path + ".diagnosisSequence", "It points to no diagnosis of the claim.");
    }
    return new Line(
        item.getSequence(),
        services,
        codes(item.getCategory()),
        item.getEncounter().stream().flatMap(this::encounter).distinct().toList(),
        serviced(item),
        money.read(item.hasNet() ? item.getNet() : null, path + ".net"),
        treated);
  }

  private Stream<Identifier> encounter(Reference reference) {
    var resolved =
        references.resolve(reference, Encounter.class).map(Encounter::getIdentifier).stream()
            .flatMap(References::identifiers);
    return Stream.concat(References.logical(reference), resolved);
  }

  private LocalDate serviced(ItemComponent item) {
    if (item.hasServicedDateType()) return Dates.day(item.getServicedDateType());
    if (item.hasServicedPeriod()) return Dates.day(item.getServicedPeriod().getStartElement());
    return Dates.day(claim.getBillablePeriod().getStartElement());
  }

  static List<SubmittedClaim.Code> codes(CodeableConcept concept) {
    return concept.getCoding().stream()
        .filter(coding -> coding.hasCode())
        .map(c -> new SubmittedClaim.Code(c.getSystem(), c.getCode(), c.getDisplay()))
        .toList();
  }
}
