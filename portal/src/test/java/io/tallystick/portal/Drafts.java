package io.tallystick.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Drafts as a hospital makes them: the message commits to the set with the salt. */
final class Drafts {

  static final String SET =
      """
      {"custodian":"riverside","grantee":"harbor","headId":"h-1","statements":[{"id":"s-1","notAfter":"2026-12-23T00:00:00Z","notBefore":"2026-11-23T00:00:00Z","provisions":[{"classes":["Condition","Procedure"],"codes":[],"effect":"PERMIT","exceptions":[{"classes":[],"codes":[],"effect":"PERMIT","exceptions":[],"labels":["PSY"],"purposes":[]}],"labels":[],"purposes":["HPAYMT"]}],"replaces":[]}]}"""
          .strip();

  private static final byte[] SALT = new byte[32];

  static String grant() {
    return json(
        Map.of(
            "draftId",
            "d-1",
            "message",
            message("grant", ",\"commitment\":\"" + commitment() + "\""),
            "setText",
            SET,
            "salt",
            Base64.getEncoder().encodeToString(SALT)));
  }

  static String revocation() {
    return json(Map.of("draftId", "d-2", "message", message("revoke", "")));
  }

  private static String message(String action, String commitment) {
    return "{\"action\":\""
        + action
        + "\",\"channel\":\"tallystick\""
        + commitment
        + ",\"custodian\":\"riverside\",\"grantee\":\"harbor\",\"headId\":\"h-1\",\"nonce\":\"AAAAAAAAAAAAAAAAAAAAAA\","
        + "\"notAfter\":\"2026-12-23T00:00:00Z\",\"notBefore\":\"2026-11-23T00:00:00Z\",\"version\":1}";
  }

  private static String commitment() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(SALT);
      return HexFormat.of().formatHex(digest.digest(SET.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String json(Map<String, String> draft) {
    try {
      return new ObjectMapper().writeValueAsString(draft);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Drafts() {}
}
