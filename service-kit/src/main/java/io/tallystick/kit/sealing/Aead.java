package io.tallystick.kit.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags; the context is authenticated.
 */
final class Aead {

  static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  static byte[] encrypt(SecretKey key, byte[] nonce, String context, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static byte[] decrypt(SecretKey key, byte[] nonce, String context, byte[] sealed) {
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(sealed);
    } catch (AEADBadTagException altered) {
      throw new SealBroken("sealed bytes do not open: " + context, altered);
    } catch (GeneralSecurityException malformed) {
      throw new SealBroken("not sealed bytes: " + context, malformed);
    }
  }

  /** Nonce and ciphertext in one array. */
  static byte[] encryptWithNonce(SecretKey key, byte[] nonce, String context, byte[] plain) {
    var sealed = encrypt(key, nonce, context, plain);
    var whole = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, whole, nonce.length, sealed.length);
    return whole;
  }

  static byte[] decryptWithNonce(SecretKey key, String context, byte[] whole) {
    if (whole.length < NONCE_BYTES) throw new SealBroken("not sealed bytes: " + context, null);
    var nonce = Arrays.copyOf(whole, NONCE_BYTES);
    return decrypt(key, nonce, context, Arrays.copyOfRange(whole, NONCE_BYTES, whole.length));
  }

  static String digest(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String context)
      throws GeneralSecurityException {
    var cipher = BoringSsl.cipher("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private Aead() {}
}
