package io.tallystick.portal;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;

/** What the page tests share: the stub services, and forms sent as a browser would. */
@QuarkusTestResource(StubServices.class)
abstract class PageTest {

  static final String PATIENT = "/patient/at/riverside/p-1";
  private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

  @BeforeEach
  void startAfresh() {
    StubServices.forget();
  }

  static String page(String path) {
    return browser().get(path).then().statusCode(200).extract().asString();
  }

  static RequestSpecification browser() {
    return given().redirects().follow(false).urlEncodingEnabled(true);
  }

  /** A form that was opened at {@code page} and so carries its token. */
  static RequestSpecification formFrom(String page) {
    var token = TOKEN.matcher(page(page));
    if (!token.find()) throw new AssertionError("no form token on " + page);
    return browser()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParam("form-token", token.group(1));
  }

  static StubServices.Asked lastPost() {
    return StubServices.ASKED.stream()
        .filter(a -> a.method().equals("POST"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
