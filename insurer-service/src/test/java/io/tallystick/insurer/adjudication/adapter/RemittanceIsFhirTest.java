package io.tallystick.insurer.adjudication.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import io.tallystick.insurer.adjudication.Cases;
import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.ClaimDocument;
import io.tallystick.kit.fhir.claim.ClaimReading;
import io.tallystick.kit.fhir.claim.NamingSystems;
import io.tallystick.kit.fhir.claim.OrgIdentifiers;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Answers are valid FHIR R4, by HAPI's validator with the base profiles. */
class RemittanceIsFhirTest {

  private static final FhirContext R4 = FhirContext.forR4Cached();

  @Test
  void an_answer_with_paid_and_denied_lines_validates() {
    var document = remittance().write("c1", billed(), Cases.mixed(), Instant.EPOCH, "");
    var json = new String(document, StandardCharsets.UTF_8);
    var errors =
        validator().validateWithResult(json).getMessages().stream()
            .filter(m -> m.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
            .map(m -> m.getLocationString() + ": " + m.getMessage())
            .toList();
    assertThat(errors).isEmpty();
    assertThat(json).contains("\"N130\"").contains("\"204\"").contains("memberliability");
  }

  private static ca.uhn.fhir.validation.FhirValidator validator() {
    var support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(R4),
            new CommonCodeSystemsTerminologyService(R4),
            new InMemoryTerminologyServerValidationSupport(R4));
    return R4.newValidator().registerValidatorModule(new FhirInstanceValidator(support));
  }

  private static FhirRemittance remittance() {
    var harbor =
        (TallystickConfig.Institution)
            proxy(TallystickConfig.Institution.class, method -> "harbor");
    var config = (TallystickConfig) proxy(TallystickConfig.class, method -> harbor);
    return new FhirRemittance(config, new Encoder());
  }

  private static Object proxy(Class<?> type, java.util.function.Function<String, Object> answers) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> answers.apply(method.getName()));
  }

  private static Billed billed() {
    var claim = new Claim();
    claim.addIdentifier(by(NamingSystems.CLAIM_NUMBER, "1").getIdentifier());
    claim.setStatus(Claim.ClaimStatus.ACTIVE).setUse(Claim.Use.CLAIM).setCreated(new Date(0));
    claim.setType(
        new CodeableConcept(
            new Coding("http://terminology.hl7.org/CodeSystem/claim-type", "professional", null)));
    claim.setPatient(by(NamingSystems.mrn("riverside"), "M"));
    claim.setProvider(by(NamingSystems.ORG, "riverside"));
    claim.setInsurer(by(NamingSystems.ORG, "harbor"));
    claim.addInsurance().setSequence(1).setFocal(true);
    claim.getInsuranceFirstRep().setCoverage(by(NamingSystems.MEMBER_ID, "H"));
    var line = claim.addItem().setSequence(1).setServiced(new DateType("2026-03-10"));
    line.setProductOrService(new CodeableConcept(new Coding("urn:x", "1", null)));
    line.setNet(new Money().setValue(BigDecimal.ONE).setCurrency("USD"));
    claim.setTotal(new Money().setValue(BigDecimal.ONE).setCurrency("USD"));
    return switch (new ClaimDocument(new Encoder(), OrgIdentifiers.none()).read(claim)) {
      case ClaimReading.Understood(var content) -> new Billed(content, claim);
      case ClaimReading.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  private static Reference by(String system, String value) {
    return new Reference().setIdentifier(new Identifier().setSystem(system).setValue(value));
  }

  private static final class Encoder implements FhirJson {
    @Override
    public <T extends Resource> T parse(byte[] json, Class<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] encode(Resource resource) {
      return R4.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }
  }
}
