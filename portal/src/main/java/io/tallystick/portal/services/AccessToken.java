package io.tallystick.portal.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.StreamSupport;

/**
 * What an access token says of itself, to choose by; whether it is genuine, its receiver decides.
 */
record AccessToken(JsonNode claims) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A token that can't be read is for nobody and has ended. */
  static AccessToken read(String token) {
    try {
      var payload = token.split("\\.")[1];
      return new AccessToken(JSON.readTree(Base64.getUrlDecoder().decode(payload)));
    } catch (IOException | RuntimeException notAJwt) {
      return new AccessToken(JSON.createObjectNode());
    }
  }

  /** {@code aud} is one text or a list of them (RFC 7519 §4.1.3). */
  boolean isFor(String org) {
    var audience = claims.path("aud");
    return audience.isArray()
        ? StreamSupport.stream(audience.spliterator(), false).anyMatch(a -> org.equals(a.asText()))
        : org.equals(audience.asText());
  }

  Instant end() {
    return Instant.ofEpochSecond(claims.path("exp").asLong());
  }
}
