package io.tallystick.cli.demo.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.synthea.CoveragePeriod;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import java.util.List;

/** Each insurer's enrolment system tells it who is covered, on which plan, from when until when. */
public final class EnrolCoverages {

  private static final int AT_ONCE = 4;

  private record Member(ImportedPatient patient, CoveragePeriod period) {}

  private final Town town;

  public EnrolCoverages(Town town) {
    this.town = town;
  }

  /** How many coverages are enrolled now. */
  public int enrol(List<ImportedPatient> patients) {
    var members =
        patients.stream()
            .flatMap(p -> p.coverages().stream().map(period -> new Member(p, period)))
            .toList();
    return InParallel.each(AT_ONCE, members, this::enrol).size();
  }

  private String enrol(Member member) {
    var insurer = member.period().insurance().insurer();
    town.api()
        .post(
            town.at().insurer(insurer) + "/fhir/Coverage",
            town.enrolment(insurer),
            Api.FHIR,
            coverage(member))
        .orThrow("a coverage at " + insurer);
    return member.period().memberId();
  }

  /** A FHIR R4 Coverage; the beneficiary is contained, as insurers hold no hospital's numbers. */
  private static ObjectNode coverage(Member member) {
    var period = member.period();
    var coverage = Fhir.object().put("resourceType", "Coverage");
    coverage.putArray("contained").add(beneficiary(member.patient()));
    coverage.putArray("identifier").add(Fhir.identifier("member-id", period.memberId()));
    coverage.put("status", "active");
    coverage.put("subscriberId", period.memberId());
    coverage.putObject("beneficiary").put("reference", "#beneficiary");
    var dates = coverage.putObject("period").put("start", period.from().toString());
    period.until().ifPresent(last -> dates.put("end", last.toString()));
    coverage
        .putArray("payor")
        .addObject()
        .set("identifier", Fhir.identifier("org", period.insurance().insurer()));
    var plan = coverage.putArray("class").addObject();
    plan.putObject("type")
        .putArray("coding")
        .addObject()
        .put("system", "http://terminology.hl7.org/CodeSystem/coverage-class")
        .put("code", "plan");
    plan.put("value", period.insurance().plan());
    return coverage;
  }

  private static ObjectNode beneficiary(ImportedPatient patient) {
    var person = Fhir.object().put("resourceType", "Patient").put("id", "beneficiary");
    RegisterPatients.describe(patient, person);
    return person;
  }
}
