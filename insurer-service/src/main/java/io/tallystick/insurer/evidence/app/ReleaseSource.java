package io.tallystick.insurer.evidence.app;

import io.tallystick.insurer.evidence.app.Releases.Release;

/** Where the custodian keeps what it released, sealed to this institution. */
public interface ReleaseSource {

  sealed interface Fetched {
    /**
     * @param compact JWE
     */
    record Sealed(String compact) implements Fetched {}

    /**
     * It will not come any more.
     *
     * @param code stable, e.g. {@code release.expired}
     */
    record Gone(String code) implements Fetched {}

    record Unreachable() implements Fetched {}
  }

  Fetched fetch(Release release);
}
