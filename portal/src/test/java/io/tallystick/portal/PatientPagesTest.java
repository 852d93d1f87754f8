package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
class PatientPagesTest extends PageTest {

  @Test
  void several_patients_are_offered_and_a_pending_enrolment_is_explained() {
    assertThat(page("/patient"))
        .contains("Patricia Alvarez", "Leo Alvarez", "you act as guardian")
        .contains("Waiting for the hospital", "at Summit Hospital");
  }

  @Test
  void one_patient_at_one_hospital_goes_straight_to_the_claims() {
    StubServices.when("GET /summit/me/patients", 200, "[]");
    StubServices.when(
        "GET /riverside/me/patients",
        200,
        """
        [{"patientId":"p-1","name":"P","actsAs":"self","keyThumbprint":"a","enrolmentState":"ATTESTED"},
         {"patientId":"p-1","name":"P","actsAs":"self","keyThumbprint":"b","enrolmentState":"ATTESTED"}]
        """);
    browser()
        .get("/patient")
        .then()
        .statusCode(303)
        .header("Location", endsWith(PATIENT + "/claims"));
  }

  @Test
  void the_first_sign_in_leads_to_enrolment() {
    StubServices.when("GET /riverside/me/patients", 200, "[]");
    StubServices.when("GET /summit/me/patients", 200, "[]");
    browser().get("/patient").then().statusCode(303).header("Location", endsWith("/patient/enrol"));
    assertThat(page("/patient/enrol")).contains("Riverside Hospital", "the executor");
  }

  @Test
  void enrolling_sends_only_the_public_key_and_what_was_typed() {
    formFrom("/patient/enrol")
        .formParam("hospital", "riverside")
        .formParam("acts-as", "self")
        .formParam("given", "Patricia")
        .formParam("family", "Álvarez")
        .formParam("birth-date", "1984-02-29")
        .formParam("mrn", "MRN-7")
        .formParam(
            "jwk", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"X\",\"y\":\"Y\",\"d\":\"secret\"}")
        .post("/patient/enrol")
        .then()
        .statusCode(303);
    var sent = lastPost();
    assertThat(sent.path()).isEqualTo("/riverside/enrolments");
    assertThat(sent.body())
        .contains("\"x\":\"X\"", "Álvarez", "1984-02-29")
        .doesNotContain("secret");
  }

  @Test
  void claims_say_where_they_stand_and_what_is_owed() {
    assertThat(page(PATIENT + "/claims"))
        .contains("Waiting for consent", "Harbor Insurance needs to see some records first")
        .contains("Paid in part", "Insurer paid $987.60", "You owe $246.90", "Denied");
  }

  @Test
  void the_refreshed_part_is_only_the_list() {
    assertThat(page(PATIENT + "/claims-list")).contains("Paid in part").doesNotContain("<html");
  }

  @Test
  void a_claim_shows_each_step_with_its_proof() {
    assertThat(page(PATIENT + "/claims/c-1"))
        .contains("Insurer put it on hold", "after 412 ms", CannedAnswers.TXID, "in block 43")
        .contains("MRI of the knee", "$353.10", "Records that were needed", "See what is asked");
  }

  @Test
  void records_consents_requests_and_accesses_are_in_plain_words() {
    assertThat(page(PATIENT + "/records")).contains("Encounter for problem", "14 entries");
    assertThat(page(PATIENT + "/consents"))
        .contains(
            "Diagnoses and conditions",
            "Mental health",
            "to decide on and pay my claims",
            "Revoke…");
    assertThat(page(PATIENT + "/requests")).contains("Waiting for you", "Harbor Insurance");
    assertThat(page(PATIENT + "/requests/q-1"))
        .contains("Allow what is asked", "Allow less", "You don’t have to answer");
    assertThat(page(PATIENT + "/accesses"))
        .contains("3 entries released, 1 held back", "No consent allowed it. Nothing was sent.")
        .contains("Your consent asks that it is erased by", ", and that it isn’t passed on.")
        .contains("Receipt missing", "Review overdue", "emergency physician: “Found unconscious");
  }

  @Test
  void services_are_called_with_the_users_own_token() {
    page(PATIENT + "/records");
    assertThat(StubServices.ASKED)
        .isNotEmpty()
        .allMatch(a -> ("Bearer " + WithAccessToken.TOKEN).equals(a.authorization()));
  }

  @Test
  void a_patient_that_the_hospital_does_not_name_is_not_found() {
    browser().get("/patient/at/riverside/p-999/claims").then().statusCode(404);
    assertThat(StubServices.ASKED).noneMatch(a -> a.path().contains("/me/claims"));
  }

  @Test
  void a_silent_hospital_is_said_to_be_silent() {
    StubServices.when("GET /riverside/me/accesses", 503, "");
    var body = browser().get(PATIENT + "/accesses").then().statusCode(502).extract().asString();
    assertThat(body).contains("That didn’t work", "service.unreachable");
  }

  @Test
  void an_emergency_is_told_on_every_page_until_it_is_read() {
    assertThat(page(PATIENT + "/records")).contains("released in an emergency");
    formFrom(PATIENT + "/accesses")
        .post(PATIENT + "/accesses/seen")
        .then()
        .statusCode(303)
        .header("Location", endsWith(PATIENT + "/accesses"));
    assertThat(lastPost().path()).isEqualTo("/riverside/me/notices/seen");
  }
}
