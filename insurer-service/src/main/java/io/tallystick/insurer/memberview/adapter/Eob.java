package io.tallystick.insurer.memberview.adapter;

import io.tallystick.insurer.memberview.app.FindClaims.Found;
import io.tallystick.kit.fhir.claim.NamingSystems;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.ExplanationOfBenefit.AdjudicationComponent;
import org.hl7.fhir.r4.model.ExplanationOfBenefit.ItemComponent;
import org.hl7.fhir.r4.model.Reference;

/** A FHIR R4 ExplanationOfBenefit: the claim and its answer in one, nothing that neither says. */
final class Eob {

  static ExplanationOfBenefit of(Found found, ClaimResponse answer) {
    var claim = found.claim();
    var eob = new ExplanationOfBenefit();
    eob.setId(found.file().claimId());
    eob.setStatus(ExplanationOfBenefit.ExplanationOfBenefitStatus.ACTIVE);
    eob.setType(answer.getType());
    eob.setUse(ExplanationOfBenefit.Use.fromCode(answer.getUse().toCode()));
    eob.setPatient(answer.getPatient());
    eob.setBillablePeriod(claim.getBillablePeriod());
    eob.setCreatedElement(answer.getCreatedElement());
    eob.setInsurer(answer.getInsurer());
    eob.setProvider(answer.getRequestor());
    eob.setClaim(answer.getRequest());
    eob.setOutcome(ExplanationOfBenefit.RemittanceOutcome.COMPLETE);
    eob.setDisposition(answer.getDisposition());
    eob.addInsurance().setFocal(true).setCoverage(coverage(found));
    claim.getItem().forEach(line -> eob.addItem(item(line, answer)));
    answer
        .getTotal()
        .forEach(t -> eob.addTotal().setCategory(t.getCategory()).setAmount(t.getAmount()));
    eob.getPayment().setType(answer.getPayment().getType());
    eob.getPayment().setAmount(answer.getPayment().getAmount());
    answer
        .getProcessNote()
        .forEach(n -> eob.addProcessNote().setNumber(n.getNumber()).setText(n.getText()));
    return eob;
  }

  private static Reference coverage(Found found) {
    var reference = new Reference().setType("Coverage");
    found
        .file()
        .memberId()
        .ifPresent(
            member ->
                reference.getIdentifier().setSystem(NamingSystems.MEMBER_ID).setValue(member));
    return reference;
  }

  private static ItemComponent item(Claim.ItemComponent line, ClaimResponse answer) {
    var item = new ItemComponent().setSequence(line.getSequence());
    item.setProductOrService(line.getProductOrService());
    item.setServiced(line.getServiced());
    item.setNet(line.getNet());
    answer.getItem().stream()
        .filter(answered -> answered.getItemSequence() == line.getSequence())
        .findFirst()
        .ifPresent(
            answered -> {
              answered.getAdjudication().forEach(a -> item.addAdjudication(adjudication(a)));
              answered.getNoteNumber().forEach(n -> item.addNoteNumber(n.getValue()));
            });
    return item;
  }

  private static AdjudicationComponent adjudication(ClaimResponse.AdjudicationComponent given) {
    var taken = new AdjudicationComponent(given.getCategory()).setAmount(given.getAmount());
    if (given.hasReason()) taken.setReason(given.getReason());
    return taken;
  }

  private Eob() {}
}
