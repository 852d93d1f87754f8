package io.tallystick.claims;

import ca.uhn.fhir.context.FhirContext;
import io.tallystick.kit.fhir.claim.NamingSystems;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Sound claims of Riverside to Harbor for tests, to be spoilt as a test wants. */
public final class ClaimJson {

  public static final String MRN = "M-77";
  public static final String STRANGER_MRN = "M-404";
  public static final String DOWN_MRN = "M-503";

  /** One line of 85.55 and one of 14.45 USD. */
  public static Claim claim(String number) {
    var claim = new Claim();
    claim.addIdentifier(new Identifier().setSystem(NamingSystems.CLAIM_NUMBER).setValue(number));
    claim.setStatus(Claim.ClaimStatus.ACTIVE).setUse(Claim.Use.CLAIM).setCreated(new Date(0));
    claim.setType(new CodeableConcept().setText("professional"));
    claim.setPatient(by(NamingSystems.mrn("riverside"), MRN));
    claim.setProvider(by(NamingSystems.ORG, "riverside"));
    claim.setInsurer(by(NamingSystems.ORG, "harbor"));
    claim
        .addInsurance()
        .setSequence(1)
        .setFocal(true)
        .setCoverage(by(NamingSystems.MEMBER_ID, "H-100"));
    claim
        .addDiagnosis()
        .setSequence(1)
        .setDiagnosis(
            new CodeableConcept(
                new Coding("http://snomed.info/sct", "444814009", "Viral sinusitis")));
    line(claim, "85.55");
    line(claim, "14.45");
    claim.setTotal(usd("100.00"));
    return claim;
  }

  public static Claim.ItemComponent line(Claim claim, String net) {
    var line = claim.addItem();
    line.setSequence(claim.getItem().size());
    line.setProductOrService(
        new CodeableConcept(new Coding("http://snomed.info/sct", "185345009", "Office visit")));
    line.setServiced(new DateType("2026-03-02"));
    line.setNet(usd(net));
    line.setDiagnosisSequence(List.of(new PositiveIntType(1)));
    return line;
  }

  public static byte[] json(String number, Consumer<Claim> spoilt) {
    var claim = claim(number);
    spoilt.accept(claim);
    return json(claim);
  }

  public static byte[] json(Resource resource) {
    return FhirContext.forR4Cached()
        .newJsonParser()
        .encodeResourceToString(resource)
        .getBytes(StandardCharsets.UTF_8);
  }

  public static Bundle bundle(Claim claim) {
    var bundle = new Bundle();
    bundle.setType(Bundle.BundleType.COLLECTION);
    bundle.addEntry().setFullUrl("http://example.org/fhir/Claim/1").setResource(claim);
    return bundle;
  }

  public static Money usd(String value) {
    return new Money().setValue(new BigDecimal(value)).setCurrency("USD");
  }

  public static Reference by(String system, String value) {
    return new Reference().setIdentifier(new Identifier().setSystem(system).setValue(value));
  }

  private ClaimJson() {}
}
