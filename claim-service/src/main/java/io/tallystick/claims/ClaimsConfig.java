package io.tallystick.claims;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What a deployment may tune in this service; the defaults are meant for production. */
@ConfigMapping(prefix = "tallystick.claims")
public interface ClaimsConfig {

  /** How long an HTTP call waits for the ledger before it answers 202. */
  @WithDefault("5s")
  Duration finalityWait();

  /** How long one call to the own hospital-gateway may take. */
  @WithDefault("3s")
  Duration gatewayTimeout();

  /** How long an identifier that the hospital-gateway knows is remembered. Unknown ones never. */
  @WithDefault("1m")
  Duration knownPatientFor();

  /** How long it is remembered whom a token may act for; a withdrawn role lives this long. */
  @WithDefault("15s")
  Duration actsForFor();

  @Min(1)
  @Max(1_000_000)
  @WithDefault("10000")
  int cacheEntries();

  /** Bytes of a clerk's answer to the payer; sealed, it grows by three quarters. */
  @Min(1_000)
  @Max(4 << 20)
  @WithDefault("1048576")
  int longestAnswer();

  /** Longest silence on an event stream before its claims are looked at anyhow. */
  @WithDefault("2s")
  Duration streamLookAround();

  /** Most event streams that one person may have open, e.g. browser tabs. */
  @Min(1)
  @Max(1000)
  @WithDefault("8")
  int streamsPerPerson();

  /** Most event streams open at once; each looks at the database whenever claims change. */
  @Min(1)
  @Max(100_000)
  @WithDefault("1000")
  int streams();
}
