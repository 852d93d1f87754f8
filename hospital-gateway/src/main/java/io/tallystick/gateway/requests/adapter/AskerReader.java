package io.tallystick.gateway.requests.adapter;

import io.tallystick.kit.requester.HearWhoAsks;
import io.tallystick.vocabulary.consent.WhoAsks;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;

/** The input in which a requester says, with its signature, who asks within it. */
@ApplicationScoped
class AskerReader {

  private final HearWhoAsks hearWhoAsks;

  AskerReader(HearWhoAsks hearWhoAsks) {
    this.hearWhoAsks = hearWhoAsks;
  }

  /**
   * @param requester the caller's org id
   * @param purpose as read; null if that went wrong
   * @return null if the Task says nothing of it
   */
  WhoAsks read(Task task, String requester, String purpose, TaskProblems problems) {
    var found = InputReader.of(task, TaskCodes.INPUTS, TaskCodes.ASKER);
    if (found.isEmpty()) return null;
    var element = InputReader.element(task, found.getFirst()) + ".valueString";
    if (found.size() > 1 || !(found.getFirst().getValue() instanceof StringType text)) {
      problems.add(TaskProblems.INVALID, element, "is given once");
      return null;
    }
    try {
      var said = CanonicalJson.read(text.getValueNotNull(), WhoAsks.class);
      if (purpose == null || isTheirs(said, task, requester, purpose)) return said;
    } catch (IllegalArgumentException otherShape) {
      // Falls through.
    }
    problems.add(
        "task.asker-not-yours",
        element,
        "is signed by the requester's key, for this identifier, hospital and purpose");
    return null;
  }

  private boolean isTheirs(WhoAsks said, Task task, String requester, String purpose) {
    return task.getIdentifier().stream()
        .filter(own -> own.hasSystem() && own.hasValue())
        .findFirst()
        .filter(own -> hearWhoAsks.isTheirs(said, own.getValue(), requester, purpose))
        .isPresent();
  }
}
