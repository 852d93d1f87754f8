package io.tallystick.portal.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CookiesByHostTest {

  @Test
  void only_a_portal_on_loopback_sends_cookies_without_tls_unless_told() {
    assertThat(SecureCookies.neededAt("127.0.0.1")).isFalse();
    assertThat(SecureCookies.neededAt("localhost")).isFalse();
    assertThat(SecureCookies.neededAt("0.0.0.0")).isTrue();
    assertThat(SecureCookies.neededAt("10.1.2.3")).isTrue();
    assertThat(SecureCookies.neededAt(null)).isTrue();
  }
}
