package io.tallystick.gateway.records.app;

import io.tallystick.gateway.records.domain.EncounterLink;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds the record of the encounter that a resource names. */
@ApplicationScoped
public class FindRecord {

  private final Records records;
  private final RecordVersions versions;
  private final String encounterSystem;

  public FindRecord(Records records, RecordVersions versions, TallystickConfig config) {
    this.records = records;
    this.versions = versions;
    this.encounterSystem = "https://tallystick.example/ns/encounter/" + config.org().id();
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code record.encounter-unknown}
   */
  public String find(Handle tx, EncounterLink link) {
    return found(tx, link)
        .orElseThrow(
            () ->
                Problem.unprocessable(
                        "record.encounter-unknown",
                        "the encounter that the resource names is not published here")
                    .exception());
  }

  private Optional<String> found(Handle tx, EncounterLink link) {
    return switch (link) {
      case EncounterLink.Identified(var system, var value) when system.equals(encounterSystem) ->
          records.byEncounter(tx, value).map(Records.Row::recordId);
      case EncounterLink.Identified elsewhere -> Optional.empty();
      case EncounterLink.Written(var reference) -> versions.named(tx, reference);
    };
  }
}
