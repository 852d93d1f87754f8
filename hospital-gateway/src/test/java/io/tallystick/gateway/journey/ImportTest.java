package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.PublishTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Bulk publication as NDJSON. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class ImportTest {

  private static final String NDJSON = "application/fhir+ndjson";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @jakarta.inject.Inject Jdbi jdbi;

  private final String tag = Ids.secure().next().substring(0, 10);

  /** As a source system exports: a file per type, its own ids in the references. */
  private List<String> lines() {
    return List.of(
        "{\"resourceType\":\"Observation\",\"id\":\"o1\",\"status\":\"final\",\"code\":{\"text\":\"pulse\"},"
            + "\"subject\":{\"reference\":\"Patient/p"
            + tag
            + "\"},\"encounter\":{\"reference\":\"Encounter/e"
            + tag
            + "\"}}",
        "",
        "{\"resourceType\":\"Observation\",\"id\":\"o2\",\"status\":\"wrong\",\"code\":{\"text\":\"pulse\"}}",
        "{\"not\":\"json",
        "{\"resourceType\":\"Patient\",\"id\":\"p"
            + tag
            + "\",\"identifier\":[{\"system\":\""
            + Riverside.MRN
            + "\",\"value\":\"M-"
            + tag
            + "\"}],\"name\":[{\"family\":\"Bulk\",\"given\":[\"Ann\"]}],\"birthDate\":\"1970-01-02\"}",
        "{\"resourceType\":\"Encounter\",\"id\":\"e"
            + tag
            + "\",\"identifier\":[{\"system\":\""
            + Riverside.ENCOUNTER
            + "\",\"value\":\"E-"
            + tag
            + "\"}],\"status\":\"finished\",\"class\":{\"code\":\"AMB\"},\"subject\":{\"reference\":\"Patient/p"
            + tag
            + "\"},\"period\":{\"start\":\"2026-02-03T10:00:00Z\"}}",
        "{\"resourceType\":\"Condition\",\"id\":\"c1\",\"code\":{\"text\":\"cough\"},"
            + "\"subject\":{\"identifier\":{\"system\":\""
            + Riverside.MRN
            + "\",\"value\":\"M-"
            + tag
            + "\"}},\"encounter\":{\"identifier\":{\"system\":\""
            + Riverside.ENCOUNTER
            + "\",\"value\":\"E-"
            + tag
            + "\"}}}");
  }

  @Test
  void resources_in_any_order_become_one_record_and_each_line_has_its_outcome() throws Exception {
    var status =
        importer().body(String.join("\n", lines())).post("/fhir/$import").then().statusCode(202);
    String place = status.extract().header("Content-Location");
    awaitDone(place);
    importer()
        .get(place)
        .then()
        .statusCode(200)
        .body("lines", equalTo(6))
        .body("taken", equalTo(4))
        .body("refused", equalTo(2))
        .body("records", equalTo(1));
    var outcomes = importer().get(place + "/outcomes").then().statusCode(200).extract().asString();
    assertThat(outcomes.lines()).hasSize(6);
    assertThat(outcomes.lines().filter(line -> line.contains("\"severity\":\"error\"")))
        .hasSize(2)
        .anyMatch(line -> line.contains("Observation.status"))
        .anyMatch(line -> line.contains("json.malformed"));
    assertThat(kept(place)).as("lines whose content is still here").isZero();

    var again = importer().body(String.join("\n", lines())).post("/fhir/$import");
    var second = again.then().statusCode(202).extract().header("Content-Location");
    awaitDone(second);
    var before = records(place);
    assertThat(records(second)).as("the same content is the same record").isEqualTo(before);
  }

  @Test
  void parts_may_be_sent_again_but_not_changed() throws Exception {
    String place =
        importer()
            .post("/bulk/imports")
            .then()
            .statusCode(202)
            .extract()
            .header("Content-Location");
    var part = place + "/parts/observations.ndjson";
    var body = lines().getFirst();
    importer().body(body).put(part).then().statusCode(200).body("lines", equalTo(1));
    importer().body(body).put(part).then().statusCode(200).body("lines", equalTo(1));
    problem(importer().body(body + "\n" + body).put(part), 409, "import.part-exists");
    importer().post(place + "/start").then().statusCode(202);
    problem(importer().body(body).put(place + "/parts/late"), 409, "import.started");
    awaitDone(place);
    var outcome = importer().get(place + "/outcomes").asString();
    assertThat(outcome).contains("record.encounter-unknown");
    problem(importer().get("/bulk/imports/none"), 404, "import.not-found");
  }

  private static RequestSpecification importer() {
    var token = TestTokens.staff("riverside", "ehr", "records-publisher", "registration-clerk");
    var encoder =
        io.restassured.config.EncoderConfig.encoderConfig()
            .encodeContentTypeAs(NDJSON, io.restassured.http.ContentType.TEXT);
    var spec = new RequestSpecBuilder().setContentType(NDJSON).build();
    return io.restassured.RestAssured.given(spec)
        .config(io.restassured.RestAssured.config().encoderConfig(encoder))
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(token);
  }

  private static void awaitDone(String place) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!"DONE".equals(importer().get(place).path("state"))) {
      if (System.nanoTime() > deadline) throw new AssertionError("not done: " + place);
      Thread.sleep(100);
    }
  }

  private long kept(String place) {
    return count("select count(*) from import_line where sealed is not null and job_id = ?", place);
  }

  private List<String> records(String place) {
    return jdbi.withHandle(
        h ->
            h.select(
                    "select distinct record_id from import_line where job_id = ? and record_id is"
                        + " not null",
                    id(place))
                .mapTo(String.class)
                .list());
  }

  private long count(String sql, String place) {
    return jdbi.withHandle(h -> h.select(sql, id(place)).mapTo(Long.class).one());
  }

  private static String id(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }
}
