package io.tallystick.gateway.common;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Thresholds of the hospital-gateway. */
@ConfigMapping(prefix = "tallystick.gateway")
public interface GatewayConfig {

  /** How long an HTTP call waits for the ledger before it answers 202. */
  @WithDefault("10s")
  Duration ledgerWait();

  /** How long a release may be fetched after its decision; the ledger allows 60 s at most. */
  @WithDefault("55s")
  Duration releaseValidity();

  /** How long a change of consent waits for its signature. */
  @WithDefault("15m")
  Duration draftValidity();

  /** How long the custodian's word for a key holds; it is given anew with each change. */
  @WithDefault("1d")
  Duration attestationValidity();

  /**
   * The birthday, in years, on which a patient is of age: a guardian's role ends then, computed
   * from the birth date in this institution's own records.
   */
  @Min(1)
  @Max(30)
  @WithDefault("18")
  int ageOfMajority();

  /** How long a key made on a shared device may act: one visit. */
  @WithDefault("1h")
  Duration kioskKeyValidity();

  /** How large the scan of a form may be, in bytes. */
  @Min(1)
  @WithDefault("6000000")
  int largestScan();

  /** How long a request for evidence waits before it is decided again. */
  @WithDefault("500ms")
  Duration decideAgainAfter();

  /** Decisions on one request that the ledger may turn down before the request fails. */
  @Min(1)
  @Max(100)
  @WithDefault("8")
  int decisionAttempts();

  /** How long a Task that names no deadline waits for the patient. */
  @WithDefault("14d")
  Duration taskDeadline();

  /** The furthest deadline of a Task. */
  @WithDefault("60d")
  Duration taskLongest();
}
