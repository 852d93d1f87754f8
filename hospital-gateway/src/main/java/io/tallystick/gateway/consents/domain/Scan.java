package io.tallystick.gateway.consents.domain;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What a scanner gives: a PDF or a picture, told by its first bytes and not by its name. */
public record Scan(String mediaType, byte[] content) {

  private static final Map<String, byte[]> BEGINNINGS =
      Map.of(
          "application/pdf", new byte[] {'%', 'P', 'D', 'F', '-'},
          "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a},
          "image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});

  /** Empty for anything else. */
  public static Optional<Scan> of(byte[] content) {
    if (content == null) return Optional.empty();
    return BEGINNINGS.entrySet().stream()
        .filter(kind -> beginsWith(content, kind.getValue()))
        .map(kind -> new Scan(kind.getKey(), content))
        .findFirst();
  }

  private static boolean beginsWith(byte[] content, byte[] beginning) {
    return content.length > beginning.length
        && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
  }
}
