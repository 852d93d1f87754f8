package io.tallystick.gateway.hl7.domain;

import io.tallystick.vocabulary.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What numbers of a source stand for.
 *
 * @param source its name in the configuration
 * @param mrnAuthority CX-4 of this institution's numbers; any if absent
 * @param patients naming system of this institution's patients
 * @param encounters naming system of its encounters
 */
public record Hl7Naming(
    String source, Optional<String> mrnAuthority, String patients, String encounters) {

  boolean isOurs(Hl7Field cx) {
    return mrnAuthority.isEmpty() || cx.component(4).equals(mrnAuthority);
  }

  /** The same for the same thing each time, so that a correction takes its place. */
  String id(String kind, String number) {
    var named = source + "\n" + kind + "\n" + number;
    return Digests.sha256(named.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }
}
