package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.math.BigInteger;
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
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key is made and used in a real browser; Java then verifies what it signed. */
@QuarkusTest
class KeysInChromiumTest extends PageTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int SECONDS = 30;
  private static final Pattern RESULT = Pattern.compile("<pre id=\"result\">(\\{.*?})</pre>");

  @TempDir Path profile;

  @Test
  void a_key_made_in_the_browser_signs_es256_and_cannot_be_read() throws Exception {
    assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium here: Debian's package brings it");
    var result = resultOf("http://127.0.0.1:" + RestAssured.port + "/checks/keys.html");
    assertThat(result.path("extractable").asBoolean(true)).isFalse();
    assertThat(result.path("foundAgain").asBoolean()).isTrue();
    assertThat(result.path("otherFound").asBoolean(true)).isFalse();
    assertThat(result.path("thumbprint").asText()).isEqualTo(thumbprint(result.path("jwk")));
    assertThat(verifies(result.path("jwk"), "Grüße, {\"a\":1}", result.path("signature").asText()))
        .isTrue();
  }

  private JsonNode resultOf(String url) throws Exception {
    var dom = profile.resolve("dom.html");
    var browser =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=10000",
                "--dump-dom",
                url)
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(browser.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      browser.destroyForcibly();
    }
    var result = RESULT.matcher(Files.readString(dom));
    assertThat(result.find()).as(Files.readString(dom)).isTrue();
    return new ObjectMapper().readTree(result.group(1));
  }

  private static String thumbprint(JsonNode jwk) throws Exception {
    var members =
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(jwk.path("x").asText(), jwk.path("y").asText());
    var digest =
        MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private static boolean verifies(JsonNode jwk, String message, String signature) throws Exception {
    var curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
    var key = new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class));
    var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(key));
    verifier.update(message.getBytes(StandardCharsets.UTF_8));
    return verifier.verify(Base64.getUrlDecoder().decode(signature));
  }

  private static BigInteger coordinate(JsonNode jwk, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asText()));
  }
}
