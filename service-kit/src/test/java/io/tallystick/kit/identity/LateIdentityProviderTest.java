package io.tallystick.kit.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.problem.ProblemException;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Deployed
class LateIdentityProviderTest {

  @Inject ServiceTokens tokens;

  @Test
  void a_service_runs_before_its_identity_provider_and_knows_it_when_it_comes() throws Exception {
    var key = LateIdentityProvider.key();
    given().get("/q/health/ready").then().statusCode(200);
    given()
        .auth()
        .oauth2(LateIdentityProvider.token(key, "riverside"))
        .get("/echo/caller")
        .then()
        .statusCode(greaterThanOrEqualTo(400))
        .contentType("application/problem+json");
    assertThatThrownBy(() -> tokens.bearerFor("harbor"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().code()).isEqualTo("identity.unavailable"));

    var server = LateIdentityProvider.comeUp(key);
    try {
      given()
          .auth()
          .oauth2(LateIdentityProvider.token(key, "riverside"))
          .get("/echo/caller")
          .then()
          .statusCode(200)
          .body("kind", equalTo("PARTNER"), "org", equalTo("late"));
      assertThat(tokens.bearerFor("harbor")).isEqualTo(tokens.bearerFor("harbor"));
      assertThat(audience(tokens.bearerFor("harbor"))).containsExactly("harbor");
      assertThat(audience(tokens.bearerFor("summit"))).containsExactly("summit");
    } finally {
      server.stop(0);
    }
  }

  private static List<String> audience(String token) throws ParseException {
    return SignedJWT.parse(token).getJWTClaimsSet().getAudience();
  }
}
