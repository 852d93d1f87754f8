package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal's scripts in a real browser: keys, what they sign, and what is read before. */
@QuarkusTest
class ScriptsInChromiumTest extends PageTest {

  /** As the launcher found it. */
  private static final Path CHROMIUM =
      Path.of(System.getProperty("tests.chromium", "/usr/bin/chromium"));

  private static final int SECONDS = 30;
  @TempDir Path profile;

  @BeforeEach
  void inABrowser() {
    assumeTrue(
        Boolean.parseBoolean(System.getProperty("tests.browser", "true")),
        "tests in a browser were not asked for (--no-browser)");
    assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium here: Debian's package brings it");
  }

  @Test
  void what_a_change_ends_is_read_before_it_is_signed() throws Exception {
    assertThat(reportOf(check("words.html?")).get("text"))
        .contains("In place of an earlier statement:Allowed: Measurements and test values")
        .contains("no longer hold:Allowed: Diagnoses and conditions")
        .contains("Allowed: Vaccinations")
        .contains(WholeStatementTest.SAID)
        .doesNotContain("no longer hold:Allowed: Procedures");
  }

  @Test
  void a_message_for_another_ledger_is_not_signed() throws Exception {
    assertThat(reportOf(check("channel.html?channel=elsewhere")).get("refused"))
        .contains("It is meant for another ledger.");
  }

  @Test
  void a_message_for_this_ledger_is_worded() throws Exception {
    var shown = reportOf(check("channel.html?channel=tallystick"));
    assertThat(shown.get("refused")).isEmpty();
    assertThat(shown.get("statement")).contains("releases nothing more");
  }

  @Test
  void a_key_made_in_the_browser_signs_es256_and_cannot_be_read() throws Exception {
    var result = reportOf(check("keys.html?"));
    assertThat(result).containsEntry("extractable", "false").containsEntry("foundAgain", "true");
    assertThat(result).containsEntry("otherFound", "false");
    assertThat(result).containsEntry("thumbprint", thumbprint(result));
    assertThat(verifies(result, "Grüße, {\"a\":1}", result.get("signature"))).isTrue();
  }

  @Test
  void a_shared_device_forgets_the_key_of_a_visit_and_no_other() throws Exception {
    var result = reportOf(check("kiosk.html?"));
    assertThat(result).containsEntry("shared", "true").containsEntry("over", "false");
    assertThat(result).containsEntry("visitGone", "true").containsEntry("keptStays", "true");
    assertThat(result).containsEntry("stillShared", "false");
  }

  private static String check(String page) {
    return "http://127.0.0.1:%d/checks/%s&report=%s/report"
        .formatted(RestAssured.port, page, StubServices.url());
  }

  private Map<String, String> reportOf(String url) throws Exception {
    var browser =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                url)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      for (int waited = 0; waited < SECONDS * 10; waited++) {
        var reported =
            StubServices.ASKED.stream().filter(a -> a.path().equals("/report")).findFirst();
        if (reported.isPresent()) return fields(reported.get().query());
        TimeUnit.MILLISECONDS.sleep(100);
      }
      throw new AssertionError("the browser reported nothing within " + SECONDS + " s");
    } finally {
      browser.descendants().forEach(ProcessHandle::destroy);
      browser.destroy();
      browser.waitFor(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Map<String, String> fields(String query) {
    return Arrays.stream(query.split("&"))
        .map(f -> f.split("=", 2))
        .collect(Collectors.toMap(f -> f[0], f -> URLDecoder.decode(f[1], StandardCharsets.UTF_8)));
  }

  private static String thumbprint(Map<String, String> jwk) throws Exception {
    var members =
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(jwk.get("x"), jwk.get("y"));
    var digest =
        MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private static boolean verifies(Map<String, String> jwk, String message, String signature)
      throws Exception {
    var curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
    var key = new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class));
    var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(key));
    verifier.update(message.getBytes(StandardCharsets.UTF_8));
    return verifier.verify(Base64.getUrlDecoder().decode(signature));
  }

  private static BigInteger coordinate(Map<String, String> jwk, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.get(name)));
  }
}
