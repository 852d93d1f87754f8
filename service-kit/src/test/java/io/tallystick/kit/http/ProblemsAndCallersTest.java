package io.tallystick.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.testing.TestTokens;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Deployed
class ProblemsAndCallersTest {

  private static final int TOO_LARGE = 10 * 1024 * 1024 + 1;

  @Test
  void a_caller_is_who_the_issuer_says() {
    as(TestTokens.staff("riverside", "rita", "billing-clerk"))
        .get("/echo/caller")
        .then()
        .statusCode(200)
        .body("kind", equalTo("STAFF"), "org", equalTo("riverside"), "subject", equalTo("rita"));
    as(TestTokens.patient("pat"))
        .get("/echo/caller")
        .then()
        .body("kind", equalTo("PATIENT"), "org", equalTo("null"));
    as(TestTokens.service("harbor", "insurer-service"))
        .get("/echo/caller")
        .then()
        .body("kind", equalTo("PARTNER"), "org", equalTo("harbor"));
  }

  @Test
  void a_role_counts_in_its_own_realm_only() {
    as(TestTokens.staff("riverside", "rita", "billing-clerk"))
        .get("/echo/desk")
        .then()
        .statusCode(200);
    problem(
        as(TestTokens.staff("riverside", "reyes", "clinician")).get("/echo/desk").then(),
        403,
        "role.missing");
    problem(
        as(TestTokens.staff("harbor", "hank", "billing-clerk")).get("/echo/desk").then(),
        403,
        "role.missing");
    problem(as(TestTokens.patient("pat")).get("/echo/desk").then(), 403, "role.missing");
  }

  @Test
  void a_request_without_a_good_token_is_told_why() {
    problem(given().get("/echo/desk").then(), 401, "token.missing");
    problem(given().get("/echo/fault").then(), 401, "token.missing");
    problem(as("rubbish").get("/echo/desk").then(), 401, "token.invalid");
    var foreign =
        TestTokens.token("http://elsewhere.example", "x", Duration.ofMinutes(1), "billing-clerk");
    problem(as(foreign).get("/echo/desk").then(), 401, "token.issuer-unknown");
    var expired =
        TestTokens.token(
            TestTokens.issuer("riverside"), "rita", Duration.ofMinutes(-5), "billing-clerk");
    problem(as(expired).get("/echo/desk").then(), 401, "token.invalid");
    var staff = TestTokens.staff("riverside", "rita", "billing-clerk");
    problem(
        as(staff.substring(0, staff.length() - 8) + "AAAAAAAA").get("/echo/desk").then(),
        401,
        "token.invalid");
  }

  @Test
  void a_token_made_for_another_institution_is_refused_here() {
    for (var realm : List.of("patients", "riverside", "harbor")) {
      problem(
          as(madeFor(List.of("summit"), realm)).get("/echo/caller").then(), 401, "token.audience");
      problem(as(madeFor(List.of(), realm)).get("/echo/caller").then(), 401, "token.audience");
      as(madeFor(List.of("summit", "riverside"), realm)).get("/echo/caller").then().statusCode(200);
    }
  }

  private static String madeFor(List<String> audience, String realm) {
    var life = Duration.ofMinutes(1);
    return TestTokens.tokenTo(audience, TestTokens.issuer(realm), "someone", life, "service");
  }

  @Test
  void bad_bodies_are_told_apart() {
    problem(post("/echo/line", "{\"name\":"), 400, "json.malformed");
    problem(post("/echo/line", "{\"name\":\"a\",\"count\":1,\"more\":2}"), 400, "json.malformed");
    problem(post("/echo/patient", "[".repeat(10_000)), 400, "json.malformed");
    problem(post("/echo/patient", "{\"a\":" + "[".repeat(10_000)), 400, "json.too-deep");
    problem(post("/echo/patient", "{\"resourceType\":"), 400, "json.malformed");
    problem(post("/echo/patient", "{}"), 400, "fhir.invalid");
    problem(
        post("/echo/patient", "{\"resourceType\":\"Patient\",\"shoe\":1}"), 400, "fhir.invalid");
    problem(post("/echo/patient", "{\"resourceType\":\"Claim\"}"), 400, "fhir.wrong-resource");
    post("/echo/patient", "{\"resourceType\":\"Patient\",\"active\":true}")
        .statusCode(200)
        .body("active", equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_body_too_large_is_refused_at_once_its_length_told_or_not(boolean told) throws Exception {
    var bytes = new byte[5 * TOO_LARGE];
    var body =
        told
            ? HttpRequest.BodyPublishers.ofByteArray(bytes)
            : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/echo/patient"))
            .timeout(Duration.ofSeconds(60))
            .header(
                "Authorization", "Bearer " + TestTokens.staff("riverside", "rita", "billing-clerk"))
            .header("Content-Type", "application/json")
            .POST(body)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).contains("body.too-large");
    }
  }

  @Test
  void paths_methods_and_media_types_have_their_problems() {
    problem(staff().get("/nowhere").then(), 404, "path.unknown");
    problem(staff().delete("/echo/line").then(), 405, "method.not-allowed");
    problem(
        staff().contentType("text/csv").body("a").post("/echo/line").then(),
        415,
        "media-type.unsupported");
    problem(
        staff()
            .accept("text/csv")
            .contentType("application/json")
            .body("{\"name\":\"a\",\"count\":1}")
            .post("/echo/line")
            .then(),
        406,
        "media-type.not-acceptable");
  }

  @Test
  void a_fault_tells_its_id_and_nothing_else() {
    problem(staff().get("/echo/fault").then(), 500, "internal").body(not(containsString("Jane")));
  }

  @Test
  void the_service_is_ready() {
    given().get("/q/health/ready").then().statusCode(200);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }

  private static RequestSpecification staff() {
    return as(TestTokens.staff("riverside", "rita", "billing-clerk"));
  }

  /** In bytes: REST Assured indents text, ten thousand levels to a hundred million spaces. */
  private static ValidatableResponse post(String path, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return staff().contentType("application/json").body(bytes).post(path).then();
  }

  private static ValidatableResponse problem(
      ValidatableResponse response, int status, String code) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("type", equalTo("urn:tallystick:problem:" + code))
        .body("status", equalTo(status));
  }
}
