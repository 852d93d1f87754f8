package io.tallystick.cli.bench.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.Fhir;

/** A request for records as a FHIR R4 Task after Da Vinci CDex. */
final class DataRequest {

  private static final String CDEX = "http://hl7.org/fhir/us/davinci-cdex/CodeSystem/cdex-temp";
  private static final String HREX = "http://hl7.org/fhir/us/davinci-hrex/CodeSystem/hrex-temp";
  private static final String REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  static ObjectNode task(Scene scene) {
    var task = Fhir.object().put("resourceType", "Task");
    task.put("status", "requested").put("intent", "order");
    task.set("code", coded(CDEX, "data-request-code"));
    task.putObject("for").set("identifier", Fhir.identifier("mrn/" + Scene.CUSTODIAN, scene.mrn()));
    task.put("authoredOn", scene.town().clock().instant().toString());
    task.putObject("requester").set("identifier", Fhir.identifier("org", Scene.GRANTEE));
    task.putObject("owner").set("identifier", Fhir.identifier("org", Scene.CUSTODIAN));
    var inputs = task.putArray("input");
    var types = coded("http://hl7.org/fhir/resource-types", "Observation");
    types
        .withArray("coding")
        .addObject()
        .put("system", "http://hl7.org/fhir/resource-types")
        .put("code", "Encounter");
    inputs
        .addObject()
        .<ObjectNode>set("type", coded(HREX, "data-code"))
        .set("valueCodeableConcept", types);
    inputs
        .addObject()
        .<ObjectNode>set("type", coded(CDEX, "purpose-of-use"))
        .set("valueCodeableConcept", coded(REASON, "HPAYMT"));
    return task;
  }

  private static ObjectNode coded(String system, String code) {
    var concept = Fhir.object();
    concept.putArray("coding").addObject().put("system", system).put("code", code);
    return concept;
  }

  private DataRequest() {}
}
