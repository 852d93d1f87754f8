package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StaffPagesTest extends PageTest {

  @Test
  @TestSecurity(
      user = "rita",
      roles = {"registration-clerk", "billing-clerk"},
      augmentors = WithAccessToken.class)
  void a_clerk_attests_an_exact_match() {
    assertThat(page("/staff/riverside/enrolments")).contains("Exact match", "No match", "MRN-77");
    formFrom("/staff/riverside/enrolments")
        .formParam("patient", "p-2")
        .formParam("until", "2027-04-02")
        .post("/staff/riverside/enrolments/e-9/attest")
        .then()
        .statusCode(303);
    assertThat(lastPost().body()).contains("\"patientId\":\"p-2\"", "2027-04-03T00:00:00Z");
  }

  @Test
  @TestSecurity(user = "rita", roles = "registration-clerk", augmentors = WithAccessToken.class)
  void details_that_contradict_the_record_are_shown_and_confirmed_on_purpose_only() {
    assertThat(page("/staff/riverside/enrolments"))
        .contains("Name differs", "Birth date differs")
        .contains("Name and birth date fit another patient: Ann Moor, MRN MRN-78")
        .containsOnlyOnce("It is this patient although the details differ");
  }

  @Test
  @TestSecurity(user = "rita", roles = "registration-clerk", augmentors = WithAccessToken.class)
  void a_hostile_name_stays_text() {
    assertThat(page("/staff/riverside/enrolments"))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert", "<img src=x");
  }

  @Test
  @TestSecurity(user = "rita", roles = "billing-clerk", augmentors = WithAccessToken.class)
  void a_billing_clerk_follows_claims() {
    assertThat(page("/staff/riverside/claims"))
        .contains("RIV-2026-00017", "Waiting for records", "$482.10");
    assertThat(page("/staff/riverside/claims/c-1"))
        .contains("Send the answer", "Withdraw for good");
  }

  @Test
  @TestSecurity(user = "hank", roles = "adjudicator", augmentors = WithAccessToken.class)
  void an_adjudicator_decides_line_by_line() {
    assertThat(page("/staff/harbor/queue")).contains("Summit Hospital", "$4,120.00");
    assertThat(page("/staff/harbor/queue/c-7"))
        .contains("MRI of the lumbar spine", "Imaging above 1,000 USD", "2 released, 1 held back");
    formFrom("/staff/harbor/queue/c-7")
        .formParam("decision-1", "deny")
        .formParam("carc-1", "50")
        .formParam("decision-2", "allow")
        .formParam("carc-2", "50")
        .formParam("note", "No red flags")
        .post("/staff/harbor/queue/c-7/decide")
        .then()
        .statusCode(303);
    assertThat(lastPost().body())
        .contains("{\"sequence\":1,\"decision\":\"deny\",\"carc\":\"50\"}")
        .contains("{\"sequence\":2,\"decision\":\"allow\"}");
  }

  @Test
  @TestSecurity(user = "hank", roles = "adjudicator", augmentors = WithAccessToken.class)
  void an_adjudicator_asks_for_more_records() {
    StubServices.when("POST /harbor/queue/c-7/evidence", 202, "{}");
    formFrom("/staff/harbor/queue/c-7")
        .formParam("kind", "Condition")
        .formParam("kind", "Observation")
        .post("/staff/harbor/queue/c-7/evidence")
        .then()
        .statusCode(303);
    assertThat(lastPost().body()).isEqualTo("{\"classes\":[\"Condition\",\"Observation\"]}");
    assertThat(page("/staff/harbor/queue?asked=true")).contains("Asked in your name");
  }

  @Test
  @TestSecurity(user = "hank", roles = "adjudicator", augmentors = WithAccessToken.class)
  void an_undecided_line_sends_nothing() {
    formFrom("/staff/harbor/queue/c-7")
        .formParam("decision-1", "allow")
        .formParam("note", "n")
        .post("/staff/harbor/queue/c-7/decide")
        .then()
        .statusCode(400);
    assertThat(StubServices.ASKED).noneMatch(a -> a.path().endsWith("/decide"));
  }

  @Test
  @TestSecurity(user = "rowan", roles = "regulator", augmentors = WithAccessToken.class)
  void a_regulator_counts_claims_by_state() {
    assertThat(page("/staff/authority/ledger")).contains("settled", "41", "Riverside Hospital");
    assertThat(page("/staff/authority/ledger/c-1")).contains(CannedAnswers.TXID);
  }

  @Test
  @TestSecurity(user = "ehr", roles = "records-publisher", augmentors = WithAccessToken.class)
  void a_role_without_a_desk_is_told_so_and_gets_no_other() {
    assertThat(page("/staff/riverside")).contains("Nothing for your account here yet");
    browser().get("/staff/riverside/enrolments").then().statusCode(403);
    browser().get("/staff/riverside/claims").then().statusCode(403);
    browser().get("/patient").then().statusCode(403);
  }

  @Test
  @TestSecurity(user = "reyes", roles = "clinician", augmentors = WithAccessToken.class)
  void a_clinician_looks_for_results_elsewhere_and_sees_no_other_desk() {
    assertThat(page("/staff/riverside/results")).contains("Was this test done elsewhere?");
    browser().get("/staff/riverside/matches").then().statusCode(403);
    browser().get("/staff/riverside/enrolments").then().statusCode(403);
  }

  @Test
  @TestSecurity(user = "reyes", roles = "clinician", augmentors = WithAccessToken.class)
  void a_clinician_breaks_the_glass_with_a_reason_and_reads_what_came() {
    assertThat(page("/staff/riverside/emergency"))
        .contains("Summit Hospital", "The patient is told now", "4 entries")
        .doesNotContain("<option value=\"riverside\">");
    formFrom("/staff/riverside/emergency")
        .formParam("custodian", "summit")
        .formParam("mrn", "M-1")
        .formParam("birth-date", "1980-02-03")
        .formParam("role", "Emergency physician")
        .formParam("reason", "Found unconscious")
        .post("/staff/riverside/emergency")
        .then()
        .statusCode(303);
    assertThat(lastPost().body())
        .contains("\"custodian\":\"summit\"", "ns/mrn/summit", "Found unconscious");
    assertThat(page("/staff/riverside/emergency/" + CannedAnswers.EMERGENCY))
        .contains("Penicillin allergy", "Diagnoses and conditions");
  }

  @Test
  @TestSecurity(user = "petra", roles = "privacy-officer", augmentors = WithAccessToken.class)
  void a_privacy_officer_gives_a_verdict_with_a_note() {
    assertThat(page("/staff/riverside/reviews"))
        .contains("singh, emergency physician", "Found unconscious", "Review overdue");
    formFrom("/staff/riverside/reviews")
        .formParam("verdict", "UNJUSTIFIED")
        .formParam("note", "Nobody was unconscious")
        .post("/staff/riverside/reviews/" + CannedAnswers.EMERGENCY)
        .then()
        .statusCode(303);
    assertThat(lastPost().body()).contains("UNJUSTIFIED", "Nobody was unconscious");
  }

  @Test
  @TestSecurity(user = "rowan", roles = "regulator", augmentors = WithAccessToken.class)
  void a_regulator_sees_what_is_owed() {
    assertThat(page("/staff/authority/oversight"))
        .contains("Harbor Insurance", "Receipts that are missing", "Overdue", "told late");
  }

  @Test
  @TestSecurity(user = "rowan", roles = "regulator", augmentors = WithAccessToken.class)
  void a_regulator_passes_an_appeal_that_lies_to_review_and_nothing_else() {
    assertThat(page("/staff/authority/oversight"))
        .contains("oversight/c-7/pass-to-review", "an appeal", "the claim")
        .doesNotContain("oversight/c-8/pass-to-review");
    formFrom("/staff/authority/oversight")
        .post("/staff/authority/oversight/c-7/pass-to-review")
        .then()
        .statusCode(303);
    assertThat(lastPost().path()).endsWith("/oversight/overdue-decisions/c-7/pass-to-review");
  }
}
