package io.tallystick.cli.demo.people;

import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;

/**
 * Whoever signs for one synthetic patient: the patient, a guardian or an executor. The demo holds
 * the key that in life only that person's device has.
 *
 * @param actsAs {@code self}, {@code guardian} or {@code executor}
 * @param key P-256
 */
public record SimulatedPerson(
    ImportedPatient patient, String actsAs, String username, String password, KeyPair key) {

  public PublicJwk publicKey() {
    return PublicJwk.of((ECPublicKey) key.getPublic());
  }

  /** ES256 over the exact characters. */
  public String sign(String message) {
    return Es256.sign(key.getPrivate(), message.getBytes(StandardCharsets.UTF_8));
  }
}
