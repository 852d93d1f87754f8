package io.tallystick.gateway.requests.adapter;

import io.tallystick.gateway.consents.domain.AskedScope;
import io.tallystick.gateway.records.domain.SensitivityLabels;
import io.tallystick.vocabulary.consent.Provision.Code;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.ResourceType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.ParameterComponent;

/** The inputs of a Task: what is asked for, and what for. */
@ApplicationScoped
class InputReader {

  /** What a Task may be for. Emergencies have a way of their own, which is reviewed. */
  private static final Set<String> PURPOSES =
      Set.of("HPAYMT", "CLMATTCH", "COVAUTH", "COVERAGE", "TREAT", "COC", "HQUALIMP");

  private static final int MOST_CLASSES = 20;
  private static final int MOST_CODES = 60;

  private final SensitivityLabels labels;

  InputReader(SensitivityLabels labels) {
    this.labels = labels;
  }

  String purpose(Task task, TaskProblems problems) {
    var found = of(task, TaskCodes.CDEX, "purpose-of-use");
    if (found.size() != 1) {
      problems.missing("Task.input", "exactly one purpose-of-use");
      return null;
    }
    var purpose =
        concept(found.getFirst()) == null
            ? null
            : TaskReader.codes(concept(found.getFirst()).getCoding().stream(), TaskCodes.ACT_REASON)
                .findFirst()
                .orElse(null);
    if (purpose == null || !PURPOSES.contains(purpose)) {
      problems.add(
          TaskProblems.INVALID,
          element(task, found.getFirst()) + ".valueCodeableConcept",
          "a v3 ActReason of " + PURPOSES.stream().sorted().toList());
    }
    return purpose;
  }

  AskedScope scope(Task task, TaskProblems problems) {
    checkKnown(task, problems);
    var query = of(task, TaskCodes.HREX, TaskCodes.QUERY);
    var code = of(task, TaskCodes.HREX, TaskCodes.CODE);
    if (query.size() + code.size() != 1) {
      problems.missing("Task.input", "exactly one data-query or data-code");
      return null;
    }
    var input = query.isEmpty() ? code.getFirst() : query.getFirst();
    checkCode(task, query.isEmpty() ? "data-request-code" : "data-request-query", problems);
    var asked = query.isEmpty() ? coded(task, input, problems) : queried(task, input, problems);
    var days = asked.days().and(period(task, problems));
    var element = element(task, input);
    checkScope(asked, days, element, problems);
    return new AskedScope(
        asked.classes().stream().distinct().toList(),
        asked.codes().stream().distinct().toList(),
        sensitive(task, problems),
        days.from(),
        days.until(),
        asked.filters());
  }

  private static void checkScope(
      DataQuery asked, Days days, String element, TaskProblems problems) {
    if (asked.classes().isEmpty()) problems.missing(element, "at least one resource type");
    if (!asked.classes().stream().allMatch(InputReader::isResourceType)) {
      problems.add(TaskProblems.INVALID, element, "names what is no FHIR R4 resource type");
    }
    if (asked.classes().size() > MOST_CLASSES || asked.codes().size() > MOST_CODES) {
      problems.add(TaskProblems.UNSUPPORTED, element, "asks for too many things at once");
    }
    if (days.empty()) problems.add(TaskProblems.INVALID, element, "ends before it begins");
  }

  private static void checkCode(Task task, String wanted, TaskProblems problems) {
    boolean fits =
        TaskReader.codes(task.getCode().getCoding().stream(), TaskCodes.CDEX)
            .anyMatch(wanted::equals);
    if (!fits) problems.add(TaskProblems.INVALID, "Task.code", "must be " + wanted);
  }

  private static DataQuery queried(Task task, ParameterComponent input, TaskProblems problems) {
    var element = element(task, input) + ".valueString";
    if (!(input.getValue() instanceof StringType text) || text.isEmpty()) {
      problems.missing(element, "a FHIR search");
      return new DataQuery(List.of(), List.of(), Map.of(), Days.ANY);
    }
    return DataQuery.read(
        text.getValue(), detail -> problems.add(TaskProblems.UNSUPPORTED, element, detail));
  }

  /** Codes of the system of resource types name kinds of records, all others what is on them. */
  private static DataQuery coded(Task task, ParameterComponent input, TaskProblems problems) {
    var classes = new ArrayList<String>();
    var codes = new ArrayList<Code>();
    var concept = concept(input);
    if (concept != null) {
      for (var coding : concept.getCoding()) {
        if (!coding.hasCode()) continue;
        if (TaskCodes.RESOURCE_TYPES.equals(coding.getSystem())) classes.add(coding.getCode());
        else codes.add(new Code(coding.getSystem(), coding.getCode()));
      }
    }
    if (classes.isEmpty() && codes.isEmpty()) {
      problems.add(
          TaskProblems.UNSUPPORTED,
          element(task, input) + ".valueCodeableConcept",
          "needs a code: words alone can't be matched to a consent");
    }
    return new DataQuery(
        classes.isEmpty() ? TaskCodes.CODED : classes,
        DataQuery.inKnownSystems(codes),
        Map.of(),
        Days.ANY);
  }

  private static Days period(Task task, TaskProblems problems) {
    var found = of(task, TaskCodes.INPUTS, "data-period");
    if (found.isEmpty()) return Days.ANY;
    var element = element(task, found.getFirst()) + ".valuePeriod";
    if (found.size() > 1 || !(found.getFirst().getValue() instanceof Period period)) {
      problems.add(TaskProblems.INVALID, element, "is one Period");
      return Days.ANY;
    }
    return new Days(
        day(period.getStartElement().getValueAsString(), element, problems),
        day(period.getEndElement().getValueAsString(), element, problems));
  }

  private static LocalDate day(String written, String element, TaskProblems problems) {
    if (written == null) return null;
    if (written.length() == 10) return LocalDate.parse(written);
    problems.add(TaskProblems.INVALID, element, "is given to the day");
    return null;
  }

  private List<String> sensitive(Task task, TaskProblems problems) {
    var asked = new ArrayList<String>();
    for (var input : of(task, TaskCodes.INPUTS, "sensitivity-label")) {
      var known =
          concept(input) == null
              ? List.<String>of()
              : TaskReader.codes(concept(input).getCoding().stream(), TaskCodes.ACT_CODE)
                  .filter(labels::knows)
                  .toList();
      if (known.isEmpty()) {
        problems.add(
            TaskProblems.INVALID,
            element(task, input) + ".valueCodeableConcept",
            "a label of " + labels.all());
      }
      asked.addAll(known);
    }
    return asked.stream().distinct().toList();
  }

  private static void checkKnown(Task task, TaskProblems problems) {
    for (var input : task.getInput()) {
      boolean known =
          is(input, TaskCodes.HREX, TaskCodes.QUERY)
              || is(input, TaskCodes.HREX, TaskCodes.CODE)
              || is(input, TaskCodes.CDEX, "purpose-of-use")
              || is(input, TaskCodes.INPUTS, "data-period")
              || is(input, TaskCodes.INPUTS, "sensitivity-label")
              || is(input, TaskCodes.INPUTS, TaskCodes.ASKER)
              || isUnsigned(input);
      if (!known) {
        problems.add(TaskProblems.UNSUPPORTED, element(task, input), "isn't understood");
      }
    }
  }

  /** A release is checked against the ledger; no document in it is signed anew. */
  private static boolean isUnsigned(ParameterComponent input) {
    return is(input, TaskCodes.CDEX, "signature-flag")
        && "false".equals(input.getValue().primitiveValue());
  }

  static List<ParameterComponent> of(Task task, String system, String code) {
    return task.getInput().stream().filter(i -> is(i, system, code)).toList();
  }

  private static boolean is(ParameterComponent input, String system, String code) {
    return TaskReader.codes(input.getType().getCoding().stream(), system).anyMatch(code::equals);
  }

  private static CodeableConcept concept(ParameterComponent input) {
    return input.getValue() instanceof CodeableConcept concept ? concept : null;
  }

  static String element(Task task, ParameterComponent input) {
    return "Task.input[" + task.getInput().indexOf(input) + "]";
  }

  private static boolean isResourceType(String name) {
    for (var type : ResourceType.values()) {
      if (type.name().equals(name)) return true;
    }
    return false;
  }
}
