package io.tallystick.gateway.exchange.adapter;

import io.tallystick.gateway.exchange.domain.Sought;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.NamingSystems;
import io.tallystick.vocabulary.consent.WhoAsks;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;

/** A search as the FHIR R4 Task that another hospital takes (Da Vinci CDex Task Data Request). */
final class SealedTask {

  private static final String CDEX = "http://hl7.org/fhir/us/davinci-cdex/CodeSystem/cdex-temp";
  private static final String HREX = "http://hl7.org/fhir/us/davinci-hrex/CodeSystem/hrex-temp";
  private static final String RESOURCE_TYPES = "http://hl7.org/fhir/resource-types";
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  private static final String INPUTS = "https://tallystick.example/ns/task-input";
  private static final String SEARCH = "https://tallystick.example/ns/search";
  private static final String DECISION = "https://tallystick.example/ns/decision";

  static byte[] write(
      FhirJson fhir,
      String requester,
      String owner,
      String searchId,
      Patient own,
      Sought sought,
      Instant askedAt,
      Instant deadline,
      WhoAsks asker) {
    var task = new Task();
    task.addIdentifier().setSystem(SEARCH).setValue(searchId);
    task.setStatus(Task.TaskStatus.REQUESTED).setIntent(Task.TaskIntent.ORDER);
    task.setCode(concept(CDEX, "data-request-code"));
    task.addContained(described(own));
    task.setFor(new Reference("#patient"));
    task.setAuthoredOn(Date.from(askedAt));
    task.setRequester(institution(requester));
    task.setOwner(institution(owner));
    task.getRestriction().setPeriod(new Period().setEnd(Date.from(deadline)));
    input(task, CDEX, "purpose-of-use", concept(ACT_REASON, sought.purpose()));
    var code = new CodeableConcept();
    sought.classes().forEach(type -> code.addCoding().setSystem(RESOURCE_TYPES).setCode(type));
    sought.codes().forEach(c -> code.addCoding().setSystem(c.system()).setCode(c.code()));
    input(task, HREX, "data-code", code);
    if (sought.from() != null || sought.until() != null) {
      var period = new Period();
      if (sought.from() != null) period.setStartElement(day(sought.from().toString()));
      if (sought.until() != null) period.setEndElement(day(sought.until().toString()));
      input(task, INPUTS, "data-period", period);
    }
    if (asker != null) input(task, INPUTS, "who-asks", new StringType(CanonicalJson.text(asker)));
    return fhir.encode(task);
  }

  /** Whose release is ready; absent unless the Task is completed. */
  static Optional<String> accessId(Task task) {
    if (task.getStatus() != Task.TaskStatus.COMPLETED) return Optional.empty();
    return task.getOutput().stream()
        .map(Task.TaskOutputComponent::getValue)
        .filter(Reference.class::isInstance)
        .map(value -> ((Reference) value).getIdentifier())
        .filter(id -> DECISION.equals(id.getSystem()) && id.hasValue())
        .map(Identifier::getValue)
        .findFirst();
  }

  /** What tells a person from others, and nothing else of the record. */
  private static Patient described(Patient own) {
    var patient = new Patient();
    patient.setId("patient");
    own.getIdentifier().forEach(i -> patient.addIdentifier(i.copy()));
    own.getName().forEach(n -> patient.addName(n.copy()));
    patient.setBirthDateElement(own.getBirthDateElement().copy());
    if (own.hasGender()) patient.setGender(own.getGender());
    own.getAddress().stream()
        .filter(a -> a.hasPostalCode())
        .findFirst()
        .ifPresent(a -> patient.addAddress().setPostalCode(a.getPostalCode()));
    return patient;
  }

  private static org.hl7.fhir.r4.model.DateTimeType day(String day) {
    return new org.hl7.fhir.r4.model.DateTimeType(new DateType(day).getValueAsString());
  }

  private static Reference institution(String org) {
    return new Reference()
        .setIdentifier(new Identifier().setSystem(NamingSystems.ORG).setValue(org));
  }

  private static void input(Task task, String system, String code, Type value) {
    task.addInput().setType(concept(system, code)).setValue(value);
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  private SealedTask() {}
}
