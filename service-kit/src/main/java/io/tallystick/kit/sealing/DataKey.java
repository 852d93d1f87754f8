package io.tallystick.kit.sealing;

import io.tallystick.kit.ids.Ids;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key for many small pieces that are kept and forgotten together (the lines of an import). Its
 * bytes are a document of the {@link SealedStore}: when that is erased, so are the pieces, in every
 * backup.
 */
public final class DataKey {

  /** Bytes of a fresh key, to be sealed. */
  public static final int BYTES = 32;

  private final SecretKey key;

  /**
   * @param bytes 32 random ones
   */
  public DataKey(byte[] bytes) {
    if (bytes.length != BYTES) throw new IllegalArgumentException("a data key has 32 bytes");
    this.key = new SecretKeySpec(bytes, "AES");
  }

  /**
   * @param context authenticated: bytes sealed for one context open for no other
   */
  public byte[] seal(Ids ids, String context, byte[] plain) {
    return Aead.encryptWithNonce(key, ids.bytes(Aead.NONCE_BYTES), context, plain);
  }

  /**
   * @throws SealBroken if altered or of another context
   */
  public byte[] open(String context, byte[] sealed) {
    return Aead.decryptWithNonce(key, context, sealed);
  }
}
