package io.tallystick.cli.demo.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.http.Reply;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.synthea.Fhir;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A person grants and revokes consents at a hospital, each signed with the person's own key. */
public final class Consents {

  /** What payers may be shown: never free text, and nothing that carries a sensitivity label. */
  static final List<String> USUAL =
      List.of(
          "Encounter",
          "Condition",
          "Procedure",
          "Observation",
          "MedicationRequest",
          "Immunization");

  static final List<String> LITTLE = List.of("Immunization");

  private static final int DAYS = 365;

  private final Town town;

  public Consents(Town town) {
    this.town = town;
  }

  /** A consent for payment: resources of these types, from that day on. */
  public static ArrayNode statements(List<String> types, LocalDate dataFrom) {
    var statements = Fhir.JSON.createArrayNode();
    var provision = statements.addObject().putArray("provisions").addObject();
    provision.put("effect", "PERMIT");
    provision.putArray("purposes").add("HPAYMT");
    types.forEach(provision.putArray("classes")::add);
    provision.put("dataFrom", dataFrom.toString());
    return statements;
  }

  public Reply grant(
      SimulatedPerson person,
      String hospital,
      String patientId,
      String grantee,
      JsonNode statements) {
    var draft = draft(person, hospital, patientId, grantee, statements);
    return submit(person, hospital, draft, person.sign(draft.path("message").asText()));
  }

  public JsonNode draft(
      SimulatedPerson person,
      String hospital,
      String patientId,
      String grantee,
      JsonNode statements) {
    var asked = Fhir.object().put("patient", patientId).put("grantee", grantee).put("days", DAYS);
    asked.set("statements", statements);
    return post(person, hospital, "/me/consents/draft", asked).orThrow("a consent's draft").body();
  }

  public Reply submit(SimulatedPerson person, String hospital, JsonNode draft, String signature) {
    return post(person, hospital, "/me/consents", signed(draft, signature));
  }

  public Reply revoke(SimulatedPerson person, String hospital, String headId) {
    var path = "/me/consents/" + headId;
    var draft =
        post(person, hospital, path + "/revocation-draft", Fhir.object())
            .orThrow("a revocation's draft")
            .body();
    var signature = person.sign(draft.path("message").asText());
    return post(person, hospital, path + "/revoke", signed(draft, signature));
  }

  /** The head of the consent in force towards that grantee. */
  public Optional<String> inForce(
      SimulatedPerson person, String hospital, String patientId, String grantee) {
    var listed =
        town.api()
            .get(
                town.at().gateway(hospital) + "/me/consents?patient=" + Api.encode(patientId),
                token(person, hospital))
            .orThrow("the consents of a patient")
            .body();
    return StreamSupport.stream(listed.spliterator(), false)
        .filter(c -> c.path("grantee").asText().equals(grantee))
        .filter(c -> c.path("state").asText().equals("ACTIVE"))
        .map(c -> c.path("headId").asText())
        .findFirst();
  }

  private Reply post(SimulatedPerson person, String hospital, String path, JsonNode body) {
    return town.api()
        .post(town.at().gateway(hospital) + path, token(person, hospital), Api.JSON, body);
  }

  private String token(SimulatedPerson person, String hospital) {
    return town.tokens().ofPatient(hospital, person.username(), person.password());
  }

  private static ObjectNode signed(JsonNode draft, String signature) {
    return Fhir.object().put("draftId", draft.path("draftId").asText()).put("signature", signature);
  }
}
