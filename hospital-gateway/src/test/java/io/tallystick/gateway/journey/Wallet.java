package io.tallystick.gateway.journey;

import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** A patient's key, as the browser keeps it. */
final class Wallet {

  private final KeyPair pair;

  Wallet() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  PublicJwk publicKey() {
    return PublicJwk.of((ECPublicKey) pair.getPublic());
  }

  String sign(String message) {
    return Es256.sign(pair.getPrivate(), message.getBytes(StandardCharsets.UTF_8));
  }
}
