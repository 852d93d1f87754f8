package io.tallystick.gateway.bulk.adapter;

import io.tallystick.kit.problem.BodyLimit;
import jakarta.enterprise.context.ApplicationScoped;

/** A part of an import is larger than a single resource may be; it is read line by line. */
@ApplicationScoped
class PartLimit implements BodyLimit {

  private static final long BYTES = 60 << 20;

  @Override
  public boolean appliesTo(String path) {
    return path.equals("/fhir/$import") || path.startsWith("/bulk/imports/");
  }

  @Override
  public long bytes() {
    return BYTES;
  }
}
