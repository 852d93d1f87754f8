package io.tallystick.insurer.flow;

import ca.uhn.fhir.context.FhirContext;
import io.tallystick.kit.fhir.claim.NamingSystems;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** Claims of Riverside to Harbor, served three days ago. */
final class Billed {

  static final String SNOMED = "http://snomed.info/sct";
  static final String OFFICE_VISIT = "185349003";
  static final String PROCEDURE = "80146002";
  static final LocalDate DAY = LocalDate.now().minusDays(3);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  static Claim claim(String memberId) {
    var claim = new Claim();
    var number = "C-" + NUMBERS.incrementAndGet();
    claim.addIdentifier(new Identifier().setSystem(NamingSystems.CLAIM_NUMBER).setValue(number));
    claim.setStatus(Claim.ClaimStatus.ACTIVE).setUse(Claim.Use.CLAIM).setCreated(new Date());
    claim.setType(
        new CodeableConcept(
            new Coding("http://terminology.hl7.org/CodeSystem/claim-type", "professional", null)));
    claim.setPatient(by(NamingSystems.mrn("riverside"), "MRN-1"));
    claim.setProvider(by(NamingSystems.ORG, "riverside"));
    claim.setInsurer(by(NamingSystems.ORG, "harbor"));
    claim.setPriority(new CodeableConcept(new Coding().setCode("normal")));
    claim
        .addInsurance()
        .setSequence(1)
        .setFocal(true)
        .setCoverage(by(NamingSystems.MEMBER_ID, memberId));
    return claim;
  }

  static Claim line(Claim claim, String snomed, String net) {
    var line = claim.addItem();
    line.setSequence(claim.getItem().size());
    line.setProductOrService(new CodeableConcept(new Coding(SNOMED, snomed, "service")));
    line.setServiced(new DateType(DAY.toString()));
    line.addEncounter(by(NamingSystems.encounter("riverside"), "E-1"));
    line.setNet(usd(net));
    var total =
        claim.getItem().stream()
            .map(item -> item.getNet().getValue())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    claim.setTotal(new Money().setValue(total).setCurrency("USD"));
    return claim;
  }

  static byte[] json(Claim claim) {
    return FhirContext.forR4Cached()
        .newJsonParser()
        .encodeResourceToString(claim)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Names the patient, so that the payer can compare birth dates. */
  static Consumer<Claim> bornOn(String birthDate) {
    return claim -> {
      var patient = new Patient();
      patient.setId("p");
      patient.addIdentifier().setSystem(NamingSystems.mrn("riverside")).setValue("MRN-1");
      patient.addName().setFamily("Doe").addGiven("Jo");
      patient.setBirthDateElement(new org.hl7.fhir.r4.model.DateType(birthDate));
      claim.addContained(patient);
      claim.setPatient(new Reference("#p"));
    };
  }

  private static Money usd(String value) {
    return new Money().setValue(new BigDecimal(value)).setCurrency("USD");
  }

  private static Reference by(String system, String value) {
    return new Reference().setIdentifier(new Identifier().setSystem(system).setValue(value));
  }

  private Billed() {}
}
