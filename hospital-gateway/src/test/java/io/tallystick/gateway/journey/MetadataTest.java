package io.tallystick.gateway.journey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tallystick.gateway.validation.app.RequireConformance;
import io.tallystick.kit.testing.ConsortiumResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.junit.jupiter.api.Test;

/** {@code GET /fhir/metadata}: what it says is valid FHIR R4, and there. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class MetadataTest {

  @Inject RequireConformance conformance;

  @Test
  void it_is_valid_and_open_to_anybody() {
    var answer = given().get("/fhir/metadata");
    answer.then().statusCode(200).contentType("application/fhir+json");
    var statement = conformance.require(answer.asByteArray(), CapabilityStatement.class);
    assertThat(statement.getFhirVersion().toCode()).isEqualTo("4.0.1");
    assertThat(statement.getKind().toCode()).isEqualTo("instance");
  }

  @Test
  void it_names_what_this_hospital_offers() {
    assertThat(codes("Patient", "interaction.code")).containsExactly("create");
    assertThat(codes("Patient", "operation.name"))
        .containsExactly("everything", "match", "member-match");
    assertThat(codes("Consent", "interaction.code")).containsExactly("search-type");
    assertThat(codes("Consent", "operation.name")).containsExactly("evaluate", "statement");
    assertThat(codes("Task", "interaction.code"))
        .containsExactlyInAnyOrder("create", "read", "search-type", "update");
    assertThat(codes("Task", "searchParam.name")).containsExactly("identifier", "status");
    assertThat(codes("Task", "searchParam.type")).containsExactly("token", "token");
    assertThat(codes("AuditEvent", "interaction.code"))
        .containsExactlyInAnyOrder("read", "search-type");
    assertThat(codes("AuditEvent", "searchParam.type")).containsExactly("date", "reference");
    assertThat(codes("Observation", "interaction.code")).containsExactly("create");
    assertThat(statement().getList("rest[0].resource.type", String.class))
        .contains("DiagnosticReport", "Immunization")
        .doesNotContain("Bundle", "OperationOutcome", "Parameters");
    assertThat(statement().getList("rest[0].interaction.code")).isEqualTo(List.of("transaction"));
    assertThat(statement().getList("rest[0].operation.name")).isEqualTo(List.of("import"));
  }

  @Test
  void what_it_names_is_there_and_other_things_are_not() {
    List<Map<String, Object>> resources = statement().getList("rest[0].resource");
    for (var resource : resources) {
      var place = "/fhir/" + resource.get("type");
      for (var code : names(resource, "interaction", "code")) {
        assertThat(interaction(place, code).statusCode())
            .as(code + " " + place)
            .isNotIn(404, 405, 500);
      }
    }
    assertThat(given().get("/fhir/Observation").statusCode()).isIn(404, 405);
    assertThat(given().delete("/fhir/Task/x").statusCode()).isIn(404, 405);
  }

  private static Response interaction(String place, String code) {
    var asked = given().contentType("application/fhir+json");
    return switch (code) {
      case "create" -> asked.body("{}").post(place);
      case "update" -> asked.body("{}").put(place + "/x");
      case "read" -> given().get(place + "/x");
      case "search-type" -> given().get(place);
      default -> throw new AssertionError("not offered here: " + code);
    };
  }

  @SuppressWarnings("unchecked")
  private static List<String> names(Map<String, Object> resource, String list, String name) {
    var listed = (List<Map<String, String>>) resource.getOrDefault(list, List.of());
    return listed.stream().map(each -> each.get(name)).toList();
  }

  private static List<String> codes(String type, String path) {
    return statement().getList("rest[0].resource.find{it.type=='" + type + "'}." + path);
  }

  private static JsonPath statement() {
    return given().get("/fhir/metadata").jsonPath();
  }
}
