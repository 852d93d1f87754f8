package io.tallystick.journeys.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.http.Reply;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Instant;

/** One institution's service that asks a hospital for records by FHIR Task, and fetches them. */
final class AskedTasks {

  private static final String ORG = "https://tallystick.example/ns/org";
  private static final String CDEX = "http://hl7.org/fhir/us/davinci-cdex/CodeSystem/cdex-temp";
  private static final String HREX = "http://hl7.org/fhir/us/davinci-hrex/CodeSystem/hrex-temp";
  private static final String REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private final WholeSystem system;
  private final Town town;
  private final String asker;
  private final String hospital;
  private final String token;

  /**
   * @param service the asker's client, e.g. {@code insurer-service}
   */
  AskedTasks(WholeSystem system, String asker, String service, String hospital) {
    this.system = system;
    this.town = system.town();
    this.asker = asker;
    this.hospital = hospital;
    this.token = town.tokens().ofService(asker, service, hospital);
  }

  Reply post(String mrn, String query, String purpose, Instant deadline) {
    var url = town.at().gateway(hospital) + "/fhir/Task";
    return town.api().post(url, token, Api.FHIR, task(mrn, query, purpose, deadline));
  }

  JsonNode read(String taskId) {
    var url = town.at().gateway(hospital) + "/fhir/Task/" + taskId;
    return town.api().get(url, token).orThrow("a Task").body();
  }

  ObjectNode task(String mrn, String query, String purpose, Instant deadline) {
    var task = Fhir.object();
    task.put("resourceType", "Task").put("status", "requested").put("intent", "order");
    task.set("code", concept(CDEX, "data-request-query"));
    task.set("for", identified("https://tallystick.example/ns/mrn/" + hospital, mrn));
    task.put("authoredOn", town.clock().instant().toString());
    task.set("requester", identified(ORG, asker));
    task.set("owner", identified(ORG, hospital));
    task.putObject("restriction").putObject("period").put("end", deadline.toString());
    var input = task.putArray("input");
    input.addObject().put("valueString", query).set("type", concept(HREX, "data-query"));
    input
        .addObject()
        .<ObjectNode>set("type", concept(CDEX, "purpose-of-use"))
        .set("valueCodeableConcept", concept(REASON, purpose));
    return task;
  }

  /** What the asker's own key opens of a completed Task's release. */
  ReleasePackage fetch(JsonNode task) throws Exception {
    var output = task.at("/output/0/valueReference/reference").asText();
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(output))
                    .header("Authorization", "Bearer " + token)
                    .build(),
                BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new AssertionError(answer.statusCode() + answer.body());
    var key = system.devnet().home().folder().resolve("keys/" + asker + "/encryption.jwk");
    var sealed = JWEObject.parse(answer.body());
    sealed.decrypt(new ECDHDecrypter(ECKey.parse(Files.readString(key))));
    return CanonicalJson.read(sealed.getPayload().toBytes(), ReleasePackage.class);
  }

  private static ObjectNode identified(String system, String value) {
    var reference = Fhir.object();
    reference.putObject("identifier").put("system", system).put("value", value);
    return reference;
  }

  private static ObjectNode concept(String system, String code) {
    var concept = Fhir.object();
    concept.putArray("coding").addObject().put("system", system).put("code", code);
    return concept;
  }
}
