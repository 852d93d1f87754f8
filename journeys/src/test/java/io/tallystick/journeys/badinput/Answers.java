package io.tallystick.journeys.badinput;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.tallystick.cli.demo.http.Api;

/** Requests as strangers make them, and the problems (RFC 9457) they get. */
final class Answers {

  private static final int LARGE = 1_000_000;

  /**
   * A large body is announced first ({@code Expect: 100-continue}): a server may refuse it unread.
   *
   * @param token null for none
   */
  static ValidatableResponse post(String url, byte[] body, String token) {
    var announcing =
        RestAssuredConfig.config()
            .httpClient(
                HttpClientConfig.httpClientConfig()
                    .setParam("http.protocol.expect-continue", body.length > LARGE));
    var request = given().config(announcing).contentType(Api.FHIR).body(body);
    return (token == null ? request : request.auth().oauth2(token)).post(url).then();
  }

  static ValidatableResponse get(String url, String token) {
    return given().auth().oauth2(token).get(url).then();
  }

  static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
    return answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("code", equalTo(code))
        .body("type", equalTo("urn:tallystick:problem:" + code));
  }

  private Answers() {}
}
