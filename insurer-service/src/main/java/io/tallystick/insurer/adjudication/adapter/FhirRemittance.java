package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.app.RemittanceDocument;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.adjudication.domain.LineResult;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.ClaimDocument;
import io.tallystick.kit.fhir.claim.NamingSystems;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.ClaimResponse.AdjudicationComponent;
import org.hl7.fhir.r4.model.ClaimResponse.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** The answer as FHIR R4 ClaimResponse; reasons are X12 CARC, remarks X12 RARC in notes. */
@ApplicationScoped
class FhirRemittance implements RemittanceDocument {

  private static final String PAYMENT_TYPES =
      "http://terminology.hl7.org/CodeSystem/ex-paymenttype";

  private final TallystickConfig config;
  private final FhirJson fhir;

  FhirRemittance(TallystickConfig config, FhirJson fhir) {
    this.config = config;
    this.fhir = fhir;
  }

  @Override
  public byte[] write(
      String claimId, Billed billed, Adjudication result, Instant created, String words) {
    var claim = billed.content();
    var response = new ClaimResponse();
    response
        .addIdentifier()
        .setSystem("urn:ietf:rfc:3986")
        .setValue("urn:tallystick:claim:" + claimId);
    response.setStatus(ClaimResponse.ClaimResponseStatus.ACTIVE);
    response.setType(billed.resource().getType().copy());
    response.setUse(ClaimResponse.Use.fromCode(claim.use()));
    response.setPatient(patient(claim));
    response.setCreated(Date.from(created));
    response.setInsurer(org(config.org().id()));
    response.setRequestor(org(claim.provider()));
    response.setRequest(
        new Reference()
            .setType("Claim")
            .setIdentifier(ClaimDocument.number(billed.resource()).orElseThrow().copy()));
    response.setOutcome(ClaimResponse.RemittanceOutcome.COMPLETE);
    response.setDisposition(sentence(result.outcome()));
    var notes = notes(response, result);
    result.lines().forEach(line -> response.addItem(item(line, notes)));
    addWords(response, result);
    if (!words.isBlank()) response.addProcessNote().setText(words);
    totals(response, result);
    if (claim.asksForPayment()) payment(response, result);
    return fhir.encode(response);
  }

  private static ItemComponent item(LineResult line, TreeMap<String, Integer> notes) {
    var item = new ItemComponent().setItemSequence(line.sequence());
    line.denial().flatMap(Carc::remark).ifPresent(remark -> item.addNoteNumber(notes.get(remark)));
    for (var category : Amounts.values()) {
      var amount = category.of(line);
      boolean always = category.always();
      if (!always && amount.isZero()) continue;
      var adjudication = new AdjudicationComponent(category.concept());
      adjudication.setAmount(Amounts.money(amount));
      category.reason(line).map(FhirRemittance::reason).ifPresent(adjudication::setReason);
      item.addAdjudication(adjudication);
    }
    if (line.denial().isPresent() && line.charge().isZero()) item.addAdjudication(denied(line));
    return item;
  }

  /** A denied line of no charge has no amount to carry its reason. */
  private static AdjudicationComponent denied(LineResult line) {
    return new AdjudicationComponent(Amounts.NONCOVERED.concept())
        .setAmount(Amounts.money(line.charge()))
        .setReason(reason(line.denial().orElseThrow()));
  }

  private static CodeableConcept reason(Carc carc) {
    var concept = new CodeableConcept().setText(carc.group() + ": " + carc.meaning());
    concept.addCoding().setSystem(Amounts.CARC).setCode(carc.code());
    return concept;
  }

  /** One note for each remark code that a denial needs (X12 list 411). */
  private static TreeMap<String, Integer> notes(ClaimResponse response, Adjudication result) {
    var numbers = new TreeMap<String, Integer>();
    result.lines().stream()
        .flatMap(line -> line.denial().flatMap(Carc::remark).stream())
        .forEach(remark -> numbers.computeIfAbsent(remark, r -> numbers.size() + 1));
    numbers.forEach(
        (remark, number) -> response.addProcessNote().setNumber(number).setText(remark));
    return numbers;
  }

  /** What a line is told beside its codes is a note of its own. */
  private static void addWords(ClaimResponse response, Adjudication result) {
    for (int i = 0; i < result.lines().size(); i++) {
      var words = result.lines().get(i).note();
      if (words.isEmpty()) continue;
      int number = response.getProcessNote().size() + 1;
      response.addProcessNote().setNumber(number).setText(words.get());
      response.getItem().get(i).addNoteNumber(number);
    }
  }

  private static void totals(ClaimResponse response, Adjudication result) {
    for (var category : Amounts.values()) {
      response
          .addTotal()
          .setCategory(category.concept())
          .setAmount(Amounts.money(result.total(category::of)));
    }
  }

  private static void payment(ClaimResponse response, Adjudication result) {
    boolean whole = result.outcome() == AdjudicationOutcome.PAID;
    var type = new CodeableConcept();
    type.addCoding().setSystem(PAYMENT_TYPES).setCode(whole ? "complete" : "partial");
    response.getPayment().setType(type).setAmount(Amounts.money(result.total(LineResult::paid)));
  }

  private static Reference patient(SubmittedClaim claim) {
    var id = claim.patient().identifiers().getFirst();
    return new Reference().setType("Patient").setIdentifier(identifier(id.system(), id.value()));
  }

  private static Reference org(String orgId) {
    return new Reference()
        .setType("Organization")
        .setIdentifier(identifier(NamingSystems.ORG, orgId));
  }

  private static Identifier identifier(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  private static String sentence(AdjudicationOutcome outcome) {
    return switch (outcome) {
      case PAID -> "Paid in full as contracted.";
      case PARTIALLY_PAID -> "Paid in part; the reasons are with the lines.";
      case PATIENT_PAYS -> "Covered; all of it is the member's share.";
      case DENIED -> "Denied; the reasons are with the lines.";
      case NOT_COVERED -> "Not covered by this payer.";
    };
  }
}
