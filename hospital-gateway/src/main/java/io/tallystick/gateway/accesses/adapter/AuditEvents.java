package io.tallystick.gateway.accesses.adapter;

import io.tallystick.gateway.accesses.domain.MadeAccess;
import java.util.Date;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityDetailComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * A decision as a FHIR R4 AuditEvent after IHE Basic Audit Log Patterns 1.1, "Authorization
 * decision inclusive of consent" (IHE.BasicAudit.AuthZconsent). Its id is the decision's on the
 * ledger.
 */
final class AuditEvents {

  static final String PROFILE =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.AuthZconsent";

  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String SUBTYPE = "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType";
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String ACT_REASON = TERMINOLOGY + "v3-ActReason";
  private static final String NS = "https://tallystick.example/ns/";

  /**
   * @param endpoint the grantee's, as its org entry on the ledger has it
   */
  static AuditEvent of(MadeAccess made, String custodian, String endpoint) {
    var event = new AuditEvent();
    event.setId(made.accessId());
    event.getMeta().addProfile(PROFILE);
    event.setType(new Coding(DCM, "110113", "Security Alert"));
    event.addSubtype(
        made.breakGlass()
            ? new Coding(SUBTYPE, "AuthZ-Role", "Authorization Decision using only Roles")
            : new Coding(
                SUBTYPE, "AuthZ-Consent", "Authorization Decision using Roles and Consent"));
    event.setAction(AuditEventAction.E);
    event.setRecorded(Date.from(made.at()));
    event.setOutcome(made.permitted() ? AuditEventOutcome._0 : AuditEventOutcome._8);
    if (made.reason() != null) event.setOutcomeDesc(made.reason().name());
    event.addPurposeOfEvent(new CodeableConcept(new Coding(ACT_REASON, made.purpose(), null)));
    addAgents(event, made, custodian, endpoint);
    event.getSource().setObserver(institution(custodian));
    event
        .getSource()
        .addType(new Coding(TERMINOLOGY + "security-source-type", "6", "Security Server"));
    event.addEntity(patient(made));
    event.addEntity(consent(made));
    return event;
  }

  private static void addAgents(
      AuditEvent event, MadeAccess made, String custodian, String endpoint) {
    event.addAgent(agent(TERMINOLOGY + "extra-security-role-type", "authserver", custodian, false));
    var client = agent(DCM, "110150", made.grantee(), false);
    client.getNetwork().setAddress(endpoint).setType(AuditEventAgentNetworkType._5);
    event.addAgent(client);
    event.addAgent(agent(TERMINOLOGY + "v3-ParticipationType", "IRCP", made.grantee(), true));
    event.addAgent(agent(TERMINOLOGY + "v3-RoleClass", "PROV", made.grantee(), false));
  }

  private static AuditEventAgentComponent agent(
      String system, String code, String org, boolean requestor) {
    return new AuditEventAgentComponent()
        .setType(new CodeableConcept(new Coding(system, code, null)))
        .setWho(institution(org))
        .setRequestor(requestor);
  }

  private static AuditEventEntityComponent patient(MadeAccess made) {
    var whose =
        made.patientId() == null
            ? new Reference().setDisplay("nobody here was meant")
            : new Reference("Patient/" + made.patientId());
    return new AuditEventEntityComponent()
        .setType(new Coding(TERMINOLOGY + "audit-entity-type", "1", "Person"))
        .setRole(new Coding(TERMINOLOGY + "object-role", "1", "Patient"))
        .setWhat(whose);
  }

  /** The consent's head and version on the ledger, and what was decided under it. */
  private static AuditEventEntityComponent consent(MadeAccess made) {
    var entity =
        new AuditEventEntityComponent()
            .setType(new Coding("http://hl7.org/fhir/resource-types", "Consent", "Consent"))
            .setWhat(head(made))
            .addDetail(detail("txid", made.txid()))
            .addDetail(detail("released", Integer.toString(made.released())))
            .addDetail(detail("withheld", Integer.toString(made.withheld())));
    if (made.headVersion() != null) {
      entity.addDetail(detail("headVersion", made.headVersion().toString()));
    }
    if (made.claimId() != null) entity.addDetail(detail("claim", made.claimId()));
    if (made.breakGlass()) entity.addDetail(detail("breakGlass", "true"));
    return entity;
  }

  private static Reference head(MadeAccess made) {
    if (made.headId() == null) {
      return new Reference()
          .setDisplay(made.breakGlass() ? "none was asked: emergency" : "none was there");
    }
    return new Reference()
        .setType("Consent")
        .setIdentifier(new Identifier().setSystem(NS + "consent-head").setValue(made.headId()));
  }

  private static Reference institution(String org) {
    return new Reference().setIdentifier(new Identifier().setSystem(NS + "org").setValue(org));
  }

  private static AuditEventEntityDetailComponent detail(String type, String value) {
    return new AuditEventEntityDetailComponent().setType(type).setValue(new StringType(value));
  }

  private AuditEvents() {}
}
