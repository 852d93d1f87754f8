package io.tallystick.gateway.accesses.adapter;

import io.tallystick.gateway.release.domain.Decision;
import java.util.Date;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** A decision as a FHIR R4 AuditEvent, after IHE Basic Audit Log Patterns (disclosure, source). */
final class AuditEvents {

  private static final String EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
  private static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String ORG = "https://tallystick.example/ns/org";
  private static final String DECISION = "https://tallystick.example/ns/decision";

  static AuditEvent of(Decision decision, String custodian) {
    var event = new AuditEvent();
    event.setId(decision.decisionId());
    event.setType(new Coding(EVENT_TYPE, "rest", "RESTful Operation"));
    event.addSubtype(new Coding(DCM, "110106", "Export"));
    event.setAction(AuditEvent.AuditEventAction.R);
    event.setRecorded(Date.from(decision.recordedAt()));
    event.setOutcome(
        decision.permitted() ? AuditEvent.AuditEventOutcome._0 : AuditEvent.AuditEventOutcome._4);
    if (decision.reason() != null) event.setOutcomeDesc(decision.reason().name());
    event.addPurposeOfEvent(new CodeableConcept(new Coding(ACT_REASON, decision.purpose(), null)));
    addAgent(event, custodian, "CST", false);
    addAgent(event, decision.grantee(), "IRCP", true);
    event.getSource().setObserver(institution(custodian));
    event
        .addEntity()
        .setWhat(new Reference("Patient/" + decision.patientId()))
        .setRole(new Coding(OBJECT_ROLE, "1", "Patient"));
    event
        .addEntity()
        .setWhat(
            new Reference()
                .setIdentifier(
                    new Identifier().setSystem(DECISION).setValue(decision.decisionId())))
        .addDetail(detail("txid", decision.txid()))
        .addDetail(detail("released", Integer.toString(decision.released())))
        .addDetail(detail("withheld", Integer.toString(decision.withheld())));
    return event;
  }

  private static void addAgent(AuditEvent event, String org, String role, boolean requestor) {
    event
        .addAgent()
        .setType(new CodeableConcept(new Coding(PARTICIPATION, role, null)))
        .setWho(institution(org))
        .setRequestor(requestor);
  }

  private static Reference institution(String org) {
    return new Reference().setIdentifier(new Identifier().setSystem(ORG).setValue(org));
  }

  private static AuditEvent.AuditEventEntityDetailComponent detail(String type, String value) {
    return new AuditEvent.AuditEventEntityDetailComponent()
        .setType(type)
        .setValue(new org.hl7.fhir.r4.model.StringType(value));
  }

  private AuditEvents() {}
}
