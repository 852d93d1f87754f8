package io.tallystick.cli.demo.show;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.RegisterPatients.Registry;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What hospitals released and withheld, as the patients see it of themselves: only they may know
 * how much was withheld.
 *
 * @param releases with at least one resource
 * @param redacted releases that withheld something of the same records
 */
public record Redaction(int releases, int redacted, long resources, long withheld) {

  /**
   * @param claims ids of this run's claims
   */
  public static Redaction of(
      Town town, List<SimulatedPerson> people, Registry registry, Set<String> claims) {
    var permitted =
        people.stream()
            .flatMap(person -> accesses(town, person, registry))
            .filter(access -> access.path("permitted").asBoolean())
            .filter(access -> claims.contains(access.path("claimId").asText()))
            .toList();
    return new Redaction(
        permitted.size(),
        (int) permitted.stream().filter(a -> a.path("withheld").asInt() > 0).count(),
        permitted.stream().mapToLong(a -> a.path("released").asLong()).sum(),
        permitted.stream().mapToLong(a -> a.path("withheld").asLong()).sum());
  }

  private static Stream<JsonNode> accesses(Town town, SimulatedPerson person, Registry registry) {
    return person.patient().hospitals().stream()
        .flatMap(
            hospital -> {
              var token = town.tokens().ofPatient(hospital, person.username(), person.password());
              var id = registry.id(person.patient(), hospital);
              var url = town.at().gateway(hospital) + "/me/accesses?patient=" + Api.encode(id);
              var listed = town.api().get(url, token).orThrow("a patient's accesses").body();
              return StreamSupport.stream(listed.spliterator(), false);
            });
  }
}
