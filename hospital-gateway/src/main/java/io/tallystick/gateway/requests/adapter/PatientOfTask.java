package io.tallystick.gateway.requests.adapter;

import io.tallystick.gateway.matching.adapter.FhirPersons;
import io.tallystick.gateway.matching.domain.Person;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;

/** Whom a Task is about: by an identifier, or by a contained Patient's demographics. */
record PatientOfTask(List<PatientIdentifier> identifiers, Person person) {

  private static final String FOR = "Task.for";

  static PatientOfTask read(Task task, TaskProblems problems) {
    var identifiers = new ArrayList<PatientIdentifier>();
    var named = new Person(List.of(), null, null, null);
    add(task.getFor().getIdentifier(), identifiers);
    if (task.getFor().hasReference()) {
      var contained = contained(task);
      if (contained == null) {
        problems.add(
            TaskProblems.UNSUPPORTED,
            FOR + ".reference",
            "a patient is named by identifier, or by a contained Patient");
      } else {
        contained.getIdentifier().forEach(i -> add(i, identifiers));
        named = FhirPersons.of(contained);
      }
    }
    if (identifiers.isEmpty() && !complete(named)) {
      problems.missing(
          FOR, "an identifier with its system, or a Patient's names and birth date to the day");
    }
    return new PatientOfTask(identifiers, named);
  }

  private static void add(Identifier identifier, List<PatientIdentifier> to) {
    if (identifier.hasSystem() && identifier.hasValue()) {
      to.add(new PatientIdentifier(identifier.getSystem(), identifier.getValue()));
    }
  }

  private static Patient contained(Task task) {
    if (task.getFor().getResource() instanceof Patient resolved) return resolved;
    var wanted = task.getFor().getReference();
    return task.getContained().stream()
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .filter(p -> wanted.equals("#" + p.getIdPart()) || wanted.equals(p.getId()))
        .findFirst()
        .orElse(null);
  }

  private static boolean complete(Person person) {
    return person.birthDate() != null
        && person.names().stream().anyMatch(n -> n.family() != null && n.given() != null);
  }
}
