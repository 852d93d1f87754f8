package io.tallystick.gateway.requests.adapter;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.requests.domain.AskedTask;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.fhir.claim.NamingSystems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** Reads a FHIR R4 Task after Da Vinci CDex's Task Data Request profile. */
@ApplicationScoped
class TaskReader {

  private final FhirJson fhir;
  private final InputReader inputs;
  private final AskerReader askers;
  private final Clock clock;
  private final GatewayConfig limits;
  private final String ownOrg;

  TaskReader(
      FhirJson fhir,
      InputReader inputs,
      AskerReader askers,
      Clock clock,
      GatewayConfig limits,
      TallystickConfig config) {
    this.fhir = fhir;
    this.inputs = inputs;
    this.askers = askers;
    this.clock = clock;
    this.limits = limits;
    this.ownOrg = config.org().id();
  }

  /**
   * @param requester the caller's org id
   * @throws io.tallystick.kit.problem.ProblemException what {@link FhirJson#parse} says; 422 {@code
   *     task.incomplete}, {@code task.invalid}, {@code task.unsupported}, {@code
   *     task.requester-not-you}, {@code task.owner-not-us}, {@code task.deadline-out-of-range},
   *     {@code task.asker-not-yours}
   */
  AskedTask read(byte[] body, String requester) {
    var task = fhir.parse(body, Task.class);
    var problems = new TaskProblems();
    checkFixed(task, problems);
    checkParty(
        "Task.requester", task.getRequester(), requester, "task.requester-not-you", problems);
    checkParty("Task.owner", task.getOwner(), ownOrg, "task.owner-not-us", problems);
    var patient = PatientOfTask.read(task, problems);
    var purpose = inputs.purpose(task, problems);
    var scope = inputs.scope(task, problems);
    var deadline = deadline(task, problems);
    var asker = askers.read(task, requester, purpose, problems);
    problems.raise();
    return new AskedTask(
        identifier(task), patient.identifiers(), patient.person(), purpose, scope, deadline, asker);
  }

  private static void checkFixed(Task task, TaskProblems problems) {
    if (task.getStatus() != Task.TaskStatus.REQUESTED) {
      problems.add(TaskProblems.INVALID, "Task.status", "a new Task is requested");
    }
    if (task.getIntent() != Task.TaskIntent.ORDER) {
      problems.add(TaskProblems.INVALID, "Task.intent", "is order");
    }
    if (!task.hasAuthoredOn()) problems.missing("Task.authoredOn", "says when it was asked");
    if (task.hasFocus()) problems.add(TaskProblems.UNSUPPORTED, "Task.focus", "CDex has none");
    if (task.hasOutput()) problems.add(TaskProblems.INVALID, "Task.output", "is the hospital's");
    if (task.hasReasonReference()) {
      problems.add(
          TaskProblems.UNSUPPORTED,
          "Task.reasonReference",
          "evidence of a claim is asked for by the event evidence.requested");
    }
    // FHIR R4 §2.4.0.2: a modifier that isn't understood must not be ignored.
    if (task.hasModifierExtension()) {
      problems.add(TaskProblems.UNSUPPORTED, "Task.modifierExtension", "isn't understood");
    }
  }

  private static void checkParty(
      String element, Reference party, String expected, String code, TaskProblems problems) {
    var identifier = party.getIdentifier();
    if (!identifier.hasSystem() || !identifier.hasValue()) {
      problems.missing(element + ".identifier", "an institution, by " + NamingSystems.ORG);
    } else if (!identifier.getSystem().equals(NamingSystems.ORG)
        || !identifier.getValue().equals(expected)) {
      problems.add(code, element + ".identifier", "must be " + expected);
    }
  }

  private Instant deadline(Task task, TaskProblems problems) {
    var now = clock.instant();
    var end = task.getRestriction().getPeriod().getEndElement();
    if (end.isEmpty()) return now.plus(limits.taskDeadline());
    var given = end.getValue().toInstant();
    // A day is meant to its end.
    if (end.getPrecision() == TemporalPrecisionEnum.DAY) given = given.plus(Duration.ofDays(1));
    if (!given.isAfter(now) || given.isAfter(now.plus(limits.taskLongest()))) {
      problems.add(
          "task.deadline-out-of-range",
          "Task.restriction.period.end",
          "lies ahead, and at most " + limits.taskLongest().toDays() + " days");
    }
    return given;
  }

  private static String identifier(Task task) {
    return task.getIdentifier().stream()
        .filter(i -> i.hasSystem() && i.hasValue())
        .map(i -> i.getSystem() + "|" + i.getValue())
        .findFirst()
        .orElse(null);
  }

  /** The codes of a concept in one system. */
  static Stream<String> codes(Stream<Coding> codings, String system) {
    return codings.filter(c -> system.equals(c.getSystem()) && c.hasCode()).map(Coding::getCode);
  }
}
