package io.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As behind a proxy that ends TLS. */
@QuarkusTest
@TestProfile(SecureCookiesTest.BehindTls.class)
class SecureCookiesTest extends PageTest {

  public static class BehindTls implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("portal.secure-cookies", "true");
    }
  }

  @Test
  void cookies_are_for_tls_only() {
    for (var path : new String[] {"/patient", "/staff/riverside", "/staff/harbor"}) {
      assertThat(browser().get(path).then().extract().header("Set-Cookie")).contains("Secure");
    }
  }
}
