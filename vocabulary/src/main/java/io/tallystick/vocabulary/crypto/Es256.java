package io.tallystick.vocabulary.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/**
 * ES256 (RFC 7518 §3.4): ECDSA over P-256 and SHA-256, the signature as r‖s in 64 bytes, base64url
 * without padding; the form that WebCrypto gives.
 */
public final class Es256 {

  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

  public static String sign(PrivateKey key, byte[] message) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException unusableKey) {
      throw new IllegalArgumentException("not a P-256 private key", unusableKey);
    }
  }

  /** False for any signature that isn't this key's over exactly these bytes, however malformed. */
  public static boolean verifies(PublicJwk key, byte[] message, String signature) {
    try {
      var verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key.toKey());
      verifier.update(message);
      var bytes = Base64.getUrlDecoder().decode(signature);
      // One spelling only: the decoder overlooks padding and the last character's unused bits.
      return signature.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
          && verifier.verify(bytes);
    } catch (GeneralSecurityException | IllegalArgumentException | NullPointerException malformed) {
      return false;
    }
  }

  private Es256() {}
}
