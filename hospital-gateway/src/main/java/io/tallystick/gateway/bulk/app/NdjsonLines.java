package io.tallystick.gateway.bulk.app;

import io.tallystick.kit.fhir.FhirJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of NDJSON, blank ones left out, none longer than a single resource may be. */
final class NdjsonLines {

  /**
   * @param orNull the line's bytes; null if it was too long
   */
  record Content(byte[] orNull) {}

  private final InputStream in;
  private boolean ended;

  NdjsonLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** Empty at the end. */
  Optional<Content> next() throws IOException {
    while (!ended) {
      var line = new ByteArrayOutputStream();
      boolean tooLong = false;
      int read;
      while ((read = in.read()) >= 0 && read != '\n') {
        if (line.size() < FhirJson.MAX_BYTES) line.write(read);
        else tooLong = true;
      }
      ended = read < 0;
      if (tooLong) return Optional.of(new Content(null));
      if (!isBlank(line)) return Optional.of(new Content(line.toByteArray()));
    }
    return Optional.empty();
  }

  private static boolean isBlank(ByteArrayOutputStream line) {
    if (line.size() > 80) return false;
    for (byte each : line.toByteArray()) {
      if (each != ' ' && each != '\t' && each != '\r') return false;
    }
    return true;
  }
}
