package io.tallystick.gateway.journey;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tallystick.kit.testing.TestTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An institution that asks Riverside for records by FHIR Task. */
record Asking(String org) {

  static final String ORG = "https://tallystick.example/ns/org";
  private static final String CDEX = "http://hl7.org/fhir/us/davinci-cdex/CodeSystem/cdex-temp";
  private static final String HREX = "http://hl7.org/fhir/us/davinci-hrex/CodeSystem/hrex-temp";
  private static final String REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  RequestSpecification service() {
    return Riverside.as(TestTokens.service(org, "service"));
  }

  Response post(Map<String, Object> task) {
    return service().body(Riverside.json(task)).post("/fhir/Task");
  }

  Response read(String taskId) {
    return service().get("/fhir/Task/" + taskId);
  }

  /** A query Task as CDex has it. */
  Map<String, Object> query(String mrn, String query, Instant deadline) {
    var task = new LinkedHashMap<String, Object>();
    task.put("resourceType", "Task");
    task.put("status", "requested");
    task.put("intent", "order");
    task.put("code", concept(CDEX, "data-request-query"));
    task.put("for", identified(Riverside.MRN, mrn));
    task.put("authoredOn", "2026-11-01T08:00:00Z");
    task.put("requester", identified(ORG, org));
    task.put("owner", identified(ORG, "riverside"));
    task.put("restriction", Map.of("period", Map.of("end", deadline.toString())));
    task.put(
        "input",
        new ArrayList<>(
            List.of(
                Map.of("type", concept(HREX, "data-query"), "valueString", query),
                Map.of(
                    "type",
                    concept(CDEX, "purpose-of-use"),
                    "valueCodeableConcept",
                    concept(REASON, "HPAYMT")))));
    return task;
  }

  static Map<String, Object> identified(String system, String value) {
    return Map.of("identifier", Map.of("system", system, "value", value));
  }

  static Map<String, Object> concept(String system, String code) {
    return Map.of("coding", List.of(Map.of("system", system, "code", code)));
  }
}
