package io.tallystick.gateway.breakglass.adapter;

import io.tallystick.kit.release.ReleasePackage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Released resources as a FHIR R4 collection, each in the exact bytes that were published. */
final class ReleasedBundle {

  static byte[] of(ReleasePackage released) {
    return released.leaves().stream()
        .map(leaf -> "{\"resource\":" + new String(leaf.document(), StandardCharsets.UTF_8) + "}")
        .collect(
            Collectors.joining(
                ",", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private ReleasedBundle() {}
}
