package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
class ConsentTest extends PageTest {

  private static final String NEW = PATIENT + "/consents/new";

  @Test
  void what_was_ticked_becomes_one_statement_with_sensitive_areas_nested() {
    formFrom(NEW)
        .formParam("grantee", "harbor")
        .formParam("purpose", "HPAYMT")
        .formParam("kind", "Condition", "Procedure")
        .formParam("label", "PSY")
        .formParam("days", "30")
        .post(PATIENT + "/consents/draft")
        .then()
        .statusCode(200);
    assertThat(lastPost().body())
        .contains("\"patient\":\"p-1\"", "\"grantee\":\"harbor\"", "\"days\":30")
        .contains("\"classes\":[\"Condition\",\"Procedure\"]")
        .contains("\"exceptions\":[{\"effect\":\"PERMIT\"")
        .contains("\"labels\":[\"PSY\"]");
  }

  @Test
  void a_consent_may_take_the_place_of_earlier_ones() {
    formFrom(NEW)
        .formParam("grantee", "harbor")
        .formParam("purpose", "HPAYMT")
        .formParam("kind", "Condition")
        .formParam("days", "1")
        .formParam("replace", "yes")
        .post(PATIENT + "/consents/draft")
        .then()
        .statusCode(200);
    assertThat(lastPost().body()).contains("\"replaces\":[\"s-0\"]");
  }

  @Test
  void a_consent_to_nothing_in_particular_is_refused_before_it_is_drafted() {
    var body =
        formFrom(NEW)
            .formParam("grantee", "harbor")
            .formParam("purpose", "HPAYMT")
            .formParam("days", "30")
            .post(PATIENT + "/consents/draft")
            .then()
            .statusCode(400)
            .extract()
            .asString();
    assertThat(body).contains("at least one kind of record", "consent.nothing-chosen");
    assertThat(StubServices.ASKED).noneMatch(a -> a.method().equals("POST"));
  }

  @Test
  void a_draft_is_tried_on_the_patients_own_records_before_it_is_signed() {
    var body =
        formFrom(NEW)
            .formParam("grantee", "harbor")
            .formParam("purpose", "HPAYMT")
            .formParam("kind", "Condition", "Observation")
            .formParam("until", "2026-10-31")
            .formParam("days", "30")
            .post(PATIENT + "/consents/preview")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(lastPost().path()).isEqualTo("/riverside/me/consents/preview");
    assertThat(lastPost().body())
        .contains("\"purpose\":\"HPAYMT\"", "\"dataUntil\":\"2026-10-31\"");
    assertThat(body)
        .contains(
            "What Harbor Insurance would see",
            "Fracture of forearm",
            "Body weight ×2",
            "A copy, without")
        .contains("Touches sensitive areas you haven’t ticked: HIV and AIDS")
        .contains("Not among what you ticked", "You excluded this", "from 1 more visit")
        .contains("name=\"kind\" value=\"Observation\"", "name=\"until\" value=\"2026-10-31\"");
  }

  @Test
  void what_is_asked_for_by_code_is_narrowed_to_codes() {
    var page = page(PATIENT + "/requests/q-2");
    assertThat(page)
        .contains("to coordinate my care", "http://loinc.org|4548-4", "the request lapses");
    formFrom(PATIENT + "/requests/q-2")
        .formParam("grantee", "summit")
        .formParam("purpose", "COC")
        .formParam("kind", "Observation")
        .formParam("by-code", "yes")
        .formParam("code", "http://loinc.org|4548-4")
        .formParam("since", "2026-09-01")
        .formParam("days", "7")
        .post(PATIENT + "/consents/draft")
        .then()
        .statusCode(200);
    assertThat(lastPost().body())
        .contains("\"codes\":[{\"system\":\"http://loinc.org\",\"code\":\"4548-4\"}]")
        .contains("\"purposes\":[\"COC\"]", "\"dataFrom\":\"2026-09-01\"");
    StubServices.forget();
    formFrom(PATIENT + "/requests/q-2")
        .formParam("grantee", "summit")
        .formParam("purpose", "COC")
        .formParam("kind", "Observation")
        .formParam("by-code", "yes")
        .formParam("days", "7")
        .post(PATIENT + "/consents/draft")
        .then()
        .statusCode(400);
    assertThat(StubServices.ASKED).noneMatch(a -> a.method().equals("POST"));
  }

  @Test
  void what_became_of_a_request_is_said() {
    assertThat(page(PATIENT + "/requests")).contains("Allowed in part", "Lapsed");
    assertThat(page(PATIENT + "/requests/q-3")).contains("gets exactly that part");
    assertThat(page(PATIENT + "/requests/q-4")).contains("has lapsed", "nothing was sent");
  }

  @Test
  void the_signing_page_carries_the_hospitals_message_unchanged() {
    var body =
        formFrom(PATIENT + "/requests/q-1")
            .formParam("days", "30")
            .post(PATIENT + "/requests/q-1/as-asked")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(lastPost().body()).contains("\"dataFrom\":\"2026-10-01\"", "\"labels\":[\"PSY\"]");
    assertThat(body)
        .contains("data-set=\"" + Drafts.SET.replace("\"", "&quot;") + "\"")
        .contains("data-keys=\"" + CannedAnswers.KEY + "\"", "Sign with my key");
  }

  @Test
  void declining_is_said_to_the_hospital() {
    formFrom(PATIENT + "/requests/q-1")
        .post(PATIENT + "/requests/q-1/decline")
        .then()
        .statusCode(303)
        .header("Location", endsWith(PATIENT + "/requests/q-1"));
    assertThat(lastPost().path()).isEqualTo("/riverside/me/consent-requests/q-1/decline");
    browser().get(PATIENT + "/requests/q-1/decline").then().statusCode(404);
  }

  @Test
  void the_signature_goes_to_the_hospital_with_its_draft() {
    formFrom(NEW)
        .formParam("draft", "d-1")
        .formParam("signature", "c2ln")
        .post(PATIENT + "/consents/sign")
        .then()
        .statusCode(303)
        .header("Location", endsWith(PATIENT + "/consents?done=granted"));
    assertThat(lastPost().body()).isEqualTo("{\"draftId\":\"d-1\",\"signature\":\"c2ln\"}");
  }

  @Test
  void revoking_is_drafted_and_signed_alike() {
    var page =
        formFrom(PATIENT + "/consents")
            .formParam("grantee", "harbor")
            .post(PATIENT + "/consents/h-1/revocation")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(page).contains("Revoke this consent", PATIENT + "/consents/h-1/revoke");
  }

  @Test
  void a_refused_signature_is_explained_with_its_code() {
    StubServices.when(
        "POST /riverside/me/consents",
        409,
        "{\"code\":\"signature.invalid\",\"title\":\"Refused\",\"status\":409}");
    var body =
        formFrom(NEW)
            .formParam("draft", "d-1")
            .formParam("signature", "c2ln")
            .post(PATIENT + "/consents/sign")
            .then()
            .statusCode(409)
            .extract()
            .asString();
    assertThat(body).contains("so nothing was changed", "signature.invalid");
  }
}
