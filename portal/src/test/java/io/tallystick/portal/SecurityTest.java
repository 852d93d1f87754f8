package io.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SecurityTest extends PageTest {

  @ParameterizedTest
  @CsvSource({
    "/patient, patients",
    "/patient/enrol, patients",
    "/patient/at/riverside/p-1/claims, patients",
    "/staff/riverside, riverside",
    "/staff/summit/enrolments, summit",
    "/staff/harbor/queue, harbor",
    "/staff/authority/ledger, authority"
  })
  void anonymous_visitors_are_sent_to_the_realm_of_the_path_with_pkce(String path, String realm) {
    browser()
        .get(path)
        .then()
        .statusCode(302)
        .header(
            "Location",
            allOf(
                containsString("/realms/" + realm + "/"),
                containsString("response_type=code"),
                containsString("code_challenge_method=S256"),
                not(containsString("p-1"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/staff/nowhere/queue", "/staff/riverside;x=y/claims", "/staff/"})
  void a_staff_path_of_no_institution_leads_to_a_page_that_says_so(String path) {
    var led = given().get(path).then().statusCode(404).extract().asString();
    assertThat(led).contains("There is no such page", "page.not-found");
  }

  @Test
  void a_silent_realm_and_an_unfinished_sign_in_are_explained() {
    browser()
        .get("/staff/meridian")
        .then()
        .statusCode(302)
        .header("Location", endsWith("/sign-in-unavailable"));
    var started = browser().get("/patient").then().extract();
    var state = started.header("Location").replaceAll(".*[?&]state=([^&]+).*", "$1");
    browser()
        .cookies(started.cookies())
        .get("/patient/signed-in?code=c&state=" + state)
        .then()
        .statusCode(302)
        .header("Location", endsWith("/sign-in-failed"));
    assertThat(browser().get("/sign-in-failed").asString()).contains("sign-in.failed");
    assertThat(browser().get("/sign-in-unavailable").asString()).contains("sign-in.unavailable");
  }

  @Test
  void the_state_cookie_is_not_for_scripts_or_other_sites() {
    var cookie = browser().get("/patient").then().extract().header("Set-Cookie");
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax");
    assertThat(cookie).as("there is no TLS on loopback").doesNotContain("Secure");
  }

  @Test
  @TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
  void signing_out_is_a_form_with_its_token_and_leads_to_the_realms_end() {
    browser().get("/patient/sign-out").then().statusCode(405);
    browser()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .post("/patient/sign-out")
        .then()
        .statusCode(403);
    var page =
        formFrom(PATIENT + "/records").post("/patient/sign-out").then().statusCode(200).extract();
    assertThat(page.asString())
        .contains("You are signed out here", "http-equiv=\"refresh\"")
        .contains("/realms/patients/protocol/openid-connect/logout?post_logout_redirect_uri=")
        .contains("id_token_hint=" + WithAccessToken.ID_TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/patient", "/staff/nowhere", "/assets/sign.js", "/no/such/page"})
  void every_answer_carries_the_protecting_headers(String path) {
    browser()
        .get(path)
        .then()
        .header("Content-Security-Policy", containsString("script-src 'self';"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("X-Frame-Options", is("DENY"))
        .header("X-Content-Type-Options", is("nosniff"))
        .header("Referrer-Policy", is("no-referrer"));
  }

  @Test
  void pages_are_open_without_inline_script_or_style() {
    assertThat(page("/"))
        .contains("Sign in as a patient", "Harbor Insurance")
        .doesNotContain("style=", "onclick")
        .doesNotContainPattern("<script(?![^>]*src=)");
  }

  @Test
  @TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
  void pages_are_never_stored() {
    browser().get(PATIENT + "/records").then().header("Cache-Control", is("no-store"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "missing-dot", "AAAAAAAAAAAAAAAAAAAAAA.AAAA"})
  @TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
  void a_form_without_this_sessions_token_does_nothing(String token) {
    browser()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParam("form-token", token)
        .formParam("draft", "d-1")
        .formParam("signature", "s")
        .post(PATIENT + "/consents/sign")
        .then()
        .statusCode(403);
    browser()
        .contentType("text/plain")
        .body("x")
        .post(PATIENT + "/consents/sign")
        .then()
        .statusCode(403);
    assertThat(StubServices.ASKED).noneMatch(a -> a.method().equals("POST"));
  }

  @ParameterizedTest
  @CsvSource({"..%2F..%2Fenrolments", "%2e%2e", "c-1%3Fx"})
  @TestSecurity(user = "pat", roles = "patient", augmentors = WithAccessToken.class)
  void ids_cannot_climb_out_of_a_services_path(String id) {
    browser().urlEncodingEnabled(false).get(PATIENT + "/claims/" + id).then().statusCode(404);
    assertThat(StubServices.ASKED).noneMatch(a -> a.path().contains("timeline"));
  }
}
