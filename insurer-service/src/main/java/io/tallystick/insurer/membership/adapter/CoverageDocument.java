package io.tallystick.insurer.membership.adapter;

import io.tallystick.insurer.membership.domain.Beneficiary;
import io.tallystick.insurer.membership.domain.Enrolment;
import io.tallystick.insurer.plans.domain.DatePeriod;
import io.tallystick.kit.fhir.claim.NamingSystems;
import io.tallystick.kit.problem.Problem;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** Reads an enrolment from a FHIR R4 Coverage; what it lacks is a 422 that names the element. */
final class CoverageDocument {

  private static final Pattern MEMBER_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  static Enrolment read(Coverage coverage) {
    var patient = patient(coverage);
    var name = patient.getNameFirstRep();
    return new Enrolment(
        memberId(coverage),
        new Beneficiary(
            required(name.getFamily(), "Coverage.beneficiary.name.family"),
            name.getGivenAsSingleString(),
            LocalDate.parse(
                required(
                    patient.getBirthDateElement().getValueAsString(),
                    "Coverage.beneficiary.birthDate"))),
        plan(coverage),
        period(coverage));
  }

  private static String memberId(Coverage coverage) {
    var id =
        coverage.getIdentifier().stream()
            .filter(i -> NamingSystems.MEMBER_ID.equals(i.getSystem()))
            .map(Identifier::getValue)
            .findFirst()
            .orElse(null);
    if (id == null || !MEMBER_ID.matcher(id).matches()) throw incomplete("Coverage.identifier");
    return id;
  }

  private static Patient patient(Coverage coverage) {
    return Stream.concat(
            Stream.of(coverage.getBeneficiary().getResource()).filter(r -> r != null),
            coverage.getContained().stream())
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .findFirst()
        .orElseThrow(() -> incomplete("Coverage.beneficiary"));
  }

  private static String plan(Coverage coverage) {
    return coverage.getClass_().stream()
        .filter(c -> c.getType().getCoding().stream().anyMatch(t -> "plan".equals(t.getCode())))
        .map(Coverage.ClassComponent::getValue)
        .findFirst()
        .orElseThrow(() -> incomplete("Coverage.class[plan]"));
  }

  private static DatePeriod period(Coverage coverage) {
    var from = day(coverage.getPeriod().getStartElement());
    var until = day(coverage.getPeriod().getEndElement());
    if (from.isEmpty()) throw incomplete("Coverage.period.start");
    if (until.isPresent() && until.get().isBefore(from.get())) {
      throw incomplete("Coverage.period.end");
    }
    return new DatePeriod(from.get(), until.orElse(null));
  }

  /** The day as written, in the writer's own zone; a whole day, so that no clock time is needed. */
  private static Optional<LocalDate> day(DateTimeType time) {
    if (time == null || !time.hasValue()) return Optional.empty();
    return Optional.of(time).map(BaseDateTimeType::getValueAsString).map(CoverageDocument::day);
  }

  private static LocalDate day(String written) {
    if (written.length() < 10) throw incomplete("Coverage.period");
    return LocalDate.parse(written.substring(0, 10));
  }

  private static String required(String value, String element) {
    if (value == null
        || value.isBlank()
        || (element.endsWith("birthDate") && value.length() < 10)) {
      throw incomplete(element);
    }
    return value;
  }

  private static RuntimeException incomplete(String element) {
    return Problem.unprocessable("coverage.incomplete", element + " is missing or not usable")
        .with("element", element)
        .exception();
  }

  private CoverageDocument() {}
}
