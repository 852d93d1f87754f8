package io.tallystick.kit.sealing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.text.ParseException;

/** The institution's two private keys, read from their files once. */
@ApplicationScoped
class InstitutionKeys implements SigningKey {

  private final ECKey encryption;
  private final PrivateKey signing;
  private final PublicJwk verifying;

  InstitutionKeys(TallystickConfig config) {
    this.encryption = read(config.keys().encryption());
    var key = read(config.keys().signing());
    try {
      this.signing = key.toECPrivateKey();
      this.verifying = PublicJwk.of(key.toECPublicKey());
    } catch (JOSEException unusable) {
      throw new IllegalStateException("tallystick.keys.signing is no P-256 key", unusable);
    }
  }

  /** Whether the ledger knows the institution by these keys. */
  boolean areOf(Org org) {
    try {
      return verifying.equals(org.signingKey())
          && PublicJwk.of(encryption.toECPublicKey()).equals(org.encryptionKey());
    } catch (JOSEException unusable) {
      throw new IllegalStateException("tallystick.keys.encryption is no P-256 key", unusable);
    }
  }

  ECKey encryption() {
    return encryption;
  }

  @Override
  public String sign(byte[] message) {
    return Es256.sign(signing, message);
  }

  @Override
  public PublicJwk publicKey() {
    return verifying;
  }

  private static ECKey read(Path file) {
    try {
      var key = ECKey.parse(Files.readString(file));
      if (!Curve.P_256.equals(key.getCurve()) || !key.isPrivate()) {
        throw new IllegalStateException(file + " holds no private P-256 key");
      }
      return key;
    } catch (IOException | ParseException unreadable) {
      throw new IllegalStateException("no private JWK in " + file, unreadable);
    }
  }
}
