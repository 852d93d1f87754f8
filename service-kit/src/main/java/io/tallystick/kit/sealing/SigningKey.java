package io.tallystick.kit.sealing;

import io.tallystick.vocabulary.crypto.PublicJwk;

/** The institution's signing key, whose public half is on the ledger. */
public interface SigningKey {

  /** ES256, r‖s in base64url, as {@link io.tallystick.vocabulary.crypto.Es256}. */
  String sign(byte[] message);

  PublicJwk publicKey();
}
