package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No criterion of a consent is left unsaid, and none is lost between the hospital and the key. */
@QuarkusTest
@TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
class WholeStatementTest extends PageTest {

  /** Of the rule in checks/words-check.js, as the signing page words it, too. */
  static final List<String> SAID =
      List.of(
          "Allowed: Measurements and test values the sensitive areas whatever isn’t sensitive with"
              + " codes 4548-4 (to decide on and pay my claims) dated from 1 Jan 2026 dated until"
              + " 30 Jun 2026 – without any sensitive area",
          "Only if asked by somebody in the role adjudicator or the practitioner singh at summit or"
              + " the care team t-1 or the relative or friend r-1",
          "To send it",
          "Only what was written by Practitioner/9",
          "This holds from 1 Dec 2026",
          "This holds until 20 Dec 2026",
          "On condition that it is erased by 31 Jan 2027",
          "On condition that it isn’t passed on",
          "On condition that these parts are taken out first: Observation.note",
          "If asked by the institution harbor, or if it isn’t told who asks");

  private static final String RULE =
      """
      {"effect":"PERMIT","purposes":["HPAYMT"],"classes":["Observation"],"codes":[{"system":"http://loinc.org","code":"4548-4"}],"labels":["N"],"dataFrom":"2026-01-01","dataUntil":"2026-06-30",
       "actors":[{"kind":"ROLE","system":"https://tallystick.example/ns/role","value":"adjudicator"},{"kind":"PRACTITIONER","system":"https://tallystick.example/ns/staff/summit","value":"singh"},{"kind":"CARE_TEAM","value":"t-1"},{"kind":"RELATED_PERSON","value":"r-1"}],
       "actions":["disclose"],"data":[{"meaning":"AUTHORED_BY","reference":"Practitioner/9"}],"validFrom":"2026-12-01T12:00:00Z","validUntil":"2026-12-20T12:00:00Z",
       "obligations":[{"duty":"ERASE","on":"2027-01-31"},{"duty":"NO_REDISCLOSURE"},{"duty":"REDACT","elements":["Observation.note"]}],
       "exceptions":[{"effect":"DENY","actors":[{"kind":"ORGANIZATION","value":"harbor"}]}]}
      """;

  @Test
  void a_consent_is_worded_with_every_criterion() {
    StubServices.when(
        "GET /riverside/me/consents",
        200,
        "[{\"headId\":\"h-1\",\"grantee\":\"harbor\",\"version\":1,\"state\":\"ACTIVE\",\"statements\":[{\"id\":\"s\",\"provisions\":["
            + RULE
            + "]}]}]");
    assertThat(page(PATIENT + "/consents")).contains(SAID);
  }

  @Test
  void a_request_says_who_asks_and_its_suggestion_is_drafted_whole() {
    StubServices.when(
        "GET /riverside/me/consent-requests",
        200,
        "[{\"requestId\":\"q-1\",\"grantee\":\"harbor\",\"purpose\":\"HPAYMT\",\"classes\":[\"Observation\"],\"state\":\"OPEN\",\"actors\":[{\"kind\":\"PRACTITIONER\",\"system\":\"https://tallystick.example/ns/staff/harbor\",\"value\":\"hank\"}],\"suggestion\":{\"provisions\":["
            + RULE
            + "]}}]");
    assertThat(page(PATIENT + "/requests/q-1"))
        .contains(SAID)
        .contains("Harbor Insurance: the practitioner hank at harbor");
    formFrom(PATIENT + "/requests/q-1")
        .formParam("days", "30")
        .post(PATIENT + "/requests/q-1/as-asked");
    assertThat(lastPost().path()).isEqualTo("/riverside/me/consents/draft");
    assertThat(lastPost().body())
        .contains("\"value\":\"singh\"", "\"actions\":[\"disclose\"]", "AUTHORED_BY")
        .contains("2026-12-20T12:00:00Z", "\"duty\":\"ERASE\"", "Observation.note");
  }
}
