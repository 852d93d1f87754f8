package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AppealPagesTest extends PageTest {

  private static final String DENIED =
      """
      {"claimId":"c-2","provider":"riverside","payer":"harbor","state":"SETTLED","outcome":"DENIED","lines":[],"steps":[%s]}
      """;
  private static final String FILE =
      """
      {"claimId":"c-2","provider":"riverside","appealedBy":"PATIENT","arrivedAt":"2026-11-23T08:00:00Z","state":"WAITING","appeal":{"text":"It was <b>urgent</b>"},
       "lines":[{"sequence":1,"service":"Office visit","charged":{"minor":12000,"currency":"USD"},"denied":false,"reasonCodes":["45"]},
                {"sequence":2,"service":"MRI of the knee","charged":{"minor":35310,"currency":"USD"},"denied":true,"reasonCodes":["50"]}]}
      """;

  @Test
  @TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
  void a_patient_contests_a_decision_and_then_the_insurers_word_on_it() {
    StubServices.when("GET /riverside/claims/c-2/timeline", 200, DENIED.formatted(""));
    StubServices.when("POST /riverside/claims/c-2/appeal", 200, "{}");
    assertThat(page(PATIENT + "/claims/c-2")).contains("Contest this decision", "to the insurer");
    formFrom(PATIENT + "/claims/c-2")
        .formParam("text", "It was urgent")
        .post(PATIENT + "/claims/c-2/appeal")
        .then()
        .statusCode(303);
    assertThat(lastPost().body()).isEqualTo("{\"text\":\"It was urgent\"}");
    StubServices.when(
        "GET /riverside/claims/c-2/timeline", 200, DENIED.formatted("{\"step\":\"APPEAL\"}"));
    assertThat(page(PATIENT + "/claims/c-2")).contains("independent reviewers decide");
    StubServices.when(
        "GET /riverside/claims/c-2/timeline",
        200,
        DENIED.formatted("{\"step\":\"APPEAL\"},{\"step\":\"APPEAL\"}"));
    assertThat(page(PATIENT + "/claims/c-2")).doesNotContain("Contest this decision");
    assertThat(page(PATIENT + "/claims/c-1")).doesNotContain("Contest this decision");
  }

  @Test
  @TestSecurity(user = "rita", roles = "billing-clerk", augmentors = WithAccessToken.class)
  void a_clerk_contests_a_decision() {
    StubServices.when("GET /riverside/claims/c-2/timeline", 200, DENIED.formatted(""));
    StubServices.when("POST /riverside/claims/c-2/appeal", 200, "{}");
    formFrom("/staff/riverside/claims/c-2")
        .formParam("text", "Coded rightly")
        .post("/staff/riverside/claims/c-2/appeal")
        .then()
        .statusCode(303);
    assertThat(lastPost().path()).isEqualTo("/riverside/claims/c-2/appeal");
  }

  @Test
  @TestSecurity(user = "hank", roles = "adjudicator", augmentors = WithAccessToken.class)
  void an_adjudicator_grants_denied_lines_and_gives_reasons() {
    StubServices.when(
        "GET /harbor/appeals",
        200,
        "[{\"claimId\":\"c-2\",\"provider\":\"riverside\",\"appealedBy\":\"PATIENT\",\"total\":{\"minor\":47310,\"currency\":\"USD\"}}]");
    StubServices.when("GET /harbor/appeals/c-2", 200, FILE);
    StubServices.when("POST /harbor/appeals/c-2/decide", 200, "{}");
    assertThat(page("/staff/harbor/appeals")).contains("the patient", "$473.10");
    assertThat(page("/staff/harbor/appeals/c-2"))
        .contains("It was &lt;b&gt;urgent&lt;/b&gt;", "Cover line 2 after all")
        .doesNotContain("Cover line 1 after all");
    formFrom("/staff/harbor/appeals/c-2")
        .formParam("grant", "2")
        .formParam("note", "Urgent indeed")
        .post("/staff/harbor/appeals/c-2/decide")
        .then()
        .statusCode(303);
    assertThat(lastPost().body()).contains("\"grant\":[2]", "Urgent indeed");
  }

  @Test
  @TestSecurity(user = "ivy", roles = "reviewer", augmentors = WithAccessToken.class)
  void a_reviewer_of_the_authority_overturns_a_denial() {
    StubServices.when(
        "GET /authority/reviews",
        200,
        "[{\"claimId\":\"c-2\",\"provider\":\"riverside\",\"payer\":\"harbor\",\"appealedBy\":\"PROVIDER\"}]");
    StubServices.when(
        "GET /authority/reviews/c-2",
        200,
        """
        {"claimId":"c-2","provider":"riverside","payer":"harbor","appealedBy":"PROVIDER","state":"WAITING","appeal":{"why":"coded rightly"},
         "lines":[{"sequence":2,"service":"MRI of the knee","charged":{"minor":35310,"currency":"USD"},"decision":"DENIED","reasonCodes":["50"]}]}
        """);
    StubServices.when("POST /authority/reviews/c-2/decide", 200, "{}");
    assertThat(page("/staff/authority/second-appeals")).contains("the hospital");
    assertThat(page("/staff/authority/second-appeals/c-2"))
        .contains("coded rightly", "Cover line 2 after all");
    formFrom("/staff/authority/second-appeals/c-2")
        .formParam("grant", "2")
        .formParam("note", "It was necessary")
        .post("/staff/authority/second-appeals/c-2/decide")
        .then()
        .statusCode(303);
    assertThat(lastPost().body()).contains("\"overturn\":[2]", "It was necessary");
  }
}
