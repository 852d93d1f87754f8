package io.tallystick.gateway.requests.adapter;

import io.tallystick.gateway.requests.app.ReadTask.Shown;
import io.tallystick.gateway.requests.domain.TaskStanding.Reason;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.ledger.Orgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Date;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** A Task as its requester sent it, with where it stands now. */
@ApplicationScoped
class TaskWriter {

  private final FhirJson fhir;
  private final Orgs orgs;
  private final String custodian;

  TaskWriter(FhirJson fhir, Orgs orgs, TallystickConfig config) {
    this.fhir = fhir;
    this.orgs = orgs;
    this.custodian = config.org().id();
  }

  Task task(Shown shown) {
    var task = fhir.parse(shown.document(), Task.class);
    var standing = shown.standing();
    task.setId(shown.taskId());
    task.setStatus(Task.TaskStatus.fromCode(standing.status()));
    task.setLastModified(Date.from(shown.changedAt()));
    var reason = concept(standing.reason());
    switch (task.getStatus()) {
      case REJECTED, FAILED, CANCELLED -> task.setStatusReason(reason);
      default -> task.setBusinessStatus(reason);
    }
    if (standing.decisionId() != null) addOutput(task, standing.decisionId());
    return task;
  }

  private void addOutput(Task task, String decisionId) {
    var endpoint = orgs.byId(custodian).orElseThrow().endpoint().replaceAll("/+$", "");
    task.addOutput()
        .setType(new CodeableConcept(new Coding(TaskCodes.HREX, "data-value", null)))
        .setValue(
            new Reference(endpoint + "/releases/" + decisionId)
                .setIdentifier(
                    new Identifier().setSystem(TaskCodes.DECISION).setValue(decisionId)));
  }

  private static CodeableConcept concept(Reason reason) {
    return new CodeableConcept(new Coding(TaskCodes.STANDING, reason.code(), null))
        .setText(reason.text());
  }
}
