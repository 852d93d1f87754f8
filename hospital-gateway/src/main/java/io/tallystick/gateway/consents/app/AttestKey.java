package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.sealing.SigningKey;
import io.tallystick.vocabulary.consent.KeyAttestation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** The institution's word, after proofing, that a key may act on one head. */
@ApplicationScoped
public class AttestKey {

  public record Attested(KeyAttestation attestation, String signature) {}

  private final SigningKey signingKey;
  private final Clock clock;
  private final TallystickConfig config;
  private final GatewayConfig limits;

  public AttestKey(
      SigningKey signingKey, Clock clock, TallystickConfig config, GatewayConfig limits) {
    this.signingKey = signingKey;
    this.clock = clock;
    this.config = config;
    this.limits = limits;
  }

  /**
   * Never beyond the end of the role that was proofed, nor for more than its scope.
   *
   * @param succeeds the head's key commitment, if another key's; else null
   */
  public Attested attest(Enrolment enrolment, String headId, String succeeds) {
    var now = clock.instant();
    var usual = now.plus(limits.attestationValidity());
    var end = enrolment.notAfter();
    var word =
        new KeyAttestation(
            config.org().id(),
            headId,
            enrolment.key().thumbprint(),
            enrolment.actsAs().code(),
            now,
            end == null || end.isAfter(usual) ? usual : end,
            enrolment.mandate().orElse(null),
            succeeds);
    return new Attested(word, signingKey.sign(word.message()));
  }
}
