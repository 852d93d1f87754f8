package io.tallystick.insurer.flow;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tallystick.kit.fhir.claim.NamingSystems;
import io.tallystick.kit.testing.TestTokens;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls Harbor's HTTP API as its people and members do. */
final class Desk {

  static final String MANAGER = TestTokens.staff("harbor", "mona", "plan-manager");
  static final String ADJUDICATOR = TestTokens.staff("harbor", "hank", "adjudicator");
  private static final AtomicInteger MEMBERS = new AtomicInteger();

  static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  /** A new member of the PPO, born 1980-01-02, covered for the current and the last year. */
  static String member() {
    var memberId = "H-" + MEMBERS.incrementAndGet();
    enrol(memberId, "harbor-choice-ppo", "1980-01-02", Billed.DAY.minusYears(1).toString(), null)
        .statusCode(201);
    return memberId;
  }

  static ValidatableResponse enrol(
      String memberId, String plan, String birthDate, String from, String until) {
    var end = until == null ? "" : ",\"end\":\"" + until + "\"";
    var body =
        """
        {"resourceType":"Coverage","status":"active",
         "contained":[{"resourceType":"Patient","id":"p","name":[{"family":"Doe","given":["Jo"]}],"birthDate":"%s"}],
         "identifier":[{"system":"%s","value":"%s"}],"beneficiary":{"reference":"#p"},
         "payor":[{"identifier":{"system":"%s","value":"harbor"}}],
         "period":{"start":"%s"%s},
         "class":[{"type":{"coding":[{"code":"plan"}]},"value":"%s"}]}
        """
            .formatted(
                birthDate, NamingSystems.MEMBER_ID, memberId, NamingSystems.ORG, from, end, plan);
    return as(MANAGER)
        .contentType("application/fhir+json")
        .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/fhir/Coverage")
        .then();
  }

  static void link(String memberId, String subject) {
    as(MANAGER)
        .contentType("application/json")
        .body("{\"subject\":\"" + subject + "\"}")
        .post("/members/" + memberId + "/link")
        .then()
        .statusCode(200);
  }

  private Desk() {}
}
