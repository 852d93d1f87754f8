package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;

/** What a patient sees of keys and forms, and what a clerk does with them. */
@QuarkusTest
class KeysAndPaperPagesTest extends PageTest {

  @Test
  @TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
  void a_patient_is_told_of_a_new_key_on_every_page_and_reads_whose_it_is() {
    assertThat(page(PATIENT + "/claims")).contains("Who can sign for Patricia Alvarez has changed");
    assertThat(page(PATIENT + "/keys"))
        .contains("A new key can sign", "Your key", "Made on a shared device", "Key reported lost")
        .contains("Dana &lt;b&gt;Delegate&lt;/b&gt;", "Towards Harbor Insurance only")
        .contains("may look and consent", "Measurements and test values only", "not included")
        .doesNotContain("Who can sign for");
    formFrom(PATIENT + "/keys").post(PATIENT + "/keys/seen").then().statusCode(303);
    assertThat(lastPost().path()).isEqualTo("/riverside/me/keys/seen");
  }

  @Test
  @TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
  void a_patient_ends_whoever_acts_for_them_and_says_why() {
    formFrom(PATIENT + "/keys")
        .formParam("reason", "ROLE_OVER")
        .post(PATIENT + "/keys/e-5/end")
        .then()
        .statusCode(303)
        .header("Location", endsWith(PATIENT + "/keys"));
    assertThat(lastPost().body()).isEqualTo("{\"reason\":\"ROLE_OVER\"}");
    formFrom(PATIENT + "/keys")
        .formParam("reason", "whatever")
        .post(PATIENT + "/keys/e-5/end")
        .then()
        .statusCode(400);
  }

  @Test
  @TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
  void a_consent_on_paper_is_shown_as_weaker() {
    assertThat(page(PATIENT + "/consents"))
        .contains("On paper", "the hospital’s word alone", PATIENT + "/consents/h-1/scan");
    assertThat(page(PATIENT + "/accesses")).containsOnlyOnce("On paper");
  }

  @Test
  @TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
  void a_representative_tells_their_name_and_a_shared_device_is_named() {
    var form =
        formFrom("/patient/enrol")
            .formParam("hospital", "riverside")
            .formParam("acts-as", "delegate")
            .formParam("given", "Leo")
            .formParam("family", "Alvarez")
            .formParam("birth-date", "2019-04-02")
            .formParam("mrn", "MRN-77")
            .formParam("kiosk", "yes")
            .formParam("jwk", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\"}");
    form.post("/patient/enrol").then().statusCode(400);
    form.formParam("applicant", "Dana D").post("/patient/enrol").then().statusCode(303);
    assertThat(lastPost().body())
        .contains("\"actsAs\":\"delegate\"", "\"applicant\":\"Dana D\"", "\"kiosk\":true");
  }

  @Test
  @TestSecurity(user = "rita", roles = "registration-clerk", augmentors = WithAccessToken.class)
  void a_clerk_attests_with_a_scope() {
    formFrom("/staff/riverside/enrolments")
        .formParam("patient", "p-2")
        .formParam("may", "consent")
        .formParam("scope-grantee", "harbor")
        .formParam("scope-kind", "Observation", "Condition")
        .post("/staff/riverside/enrolments/e-9/attest")
        .then()
        .statusCode(303);
    assertThat(lastPost().body())
        .contains("\"mayConsent\":true", "\"sensitive\":false", "\"grantees\":[\"harbor\"]")
        .contains("\"classes\":[\"Observation\",\"Condition\"]");
    formFrom("/staff/riverside/enrolments")
        .formParam("patient", "p-2")
        .formParam("may", "look")
        .formParam("scope-grantee", "nobody")
        .post("/staff/riverside/enrolments/e-9/attest")
        .then()
        .statusCode(400);
  }

  @Test
  @TestSecurity(user = "rita", roles = "registration-clerk", augmentors = WithAccessToken.class)
  void a_clerk_finds_a_patient_by_number_and_ends_a_key() {
    formFrom("/staff/riverside/people")
        .formParam("mrn", "MRN-77")
        .post("/staff/riverside/people")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/staff/riverside/people/p-2"));
    assertThat(lastPost().body()).contains("ns/mrn/riverside", "MRN-77");
    assertThat(page("/staff/riverside/people/p-2"))
        .contains("Leo Alvarez", "Parent or guardian: Patricia Alvarez", "On paper");
    formFrom("/staff/riverside/people/p-2")
        .formParam("reason", "LOST")
        .post("/staff/riverside/people/p-2/keys/e-2/end")
        .then()
        .statusCode(303);
    assertThat(lastPost().body()).isEqualTo("{\"reason\":\"LOST\"}");
    StubServices.when("POST /riverside/patients/match", 200, "[]");
    formFrom("/staff/riverside/people")
        .formParam("mrn", "nobody")
        .post("/staff/riverside/people")
        .then()
        .statusCode(200);
  }

  @Test
  @TestSecurity(user = "rita", roles = "registration-clerk", augmentors = WithAccessToken.class)
  void a_clerk_records_a_large_form_and_none_without_a_scan() {
    var page = "/staff/riverside/people/p-2";
    formFrom(page)
        .formParam("grantee", "harbor")
        .formParam("purpose", "HPAYMT")
        .formParam("kind", "Condition")
        .formParam("days", "90")
        .formParam("signed-on", "2026-11-20")
        .formParam("scan", "JVBERi0x".repeat(200_000))
        .post(page + "/paper")
        .then()
        .statusCode(303)
        .header("Location", endsWith("?done=recorded"));
    assertThat(lastPost().body())
        .contains("\"patientId\":\"p-2\"", "\"signedOn\":\"2026-11-20\"", "JVBERi0xJVBERi0x");
    formFrom(page)
        .formParam("signed-on", "2026-11-20")
        .formParam("scan", "JVBERi0x")
        .post(page + "/consents/h-9/revoke")
        .then()
        .statusCode(303);
    assertThat(lastPost().path()).isEqualTo("/riverside/paper-consents/h-9/revoke");
    formFrom(page)
        .formParam("signed-on", "2026-11-20")
        .post(page + "/consents/h-9/revoke")
        .then()
        .statusCode(422);
  }
}
