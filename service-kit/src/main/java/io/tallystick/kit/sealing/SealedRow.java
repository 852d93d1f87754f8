package io.tallystick.kit.sealing;

import io.tallystick.kit.ids.Ids;
import javax.crypto.spec.SecretKeySpec;

/**
 * One document as the database has it, which is worth nothing without its wrapping key.
 *
 * @param wrappedKey the data key under the document's wrapping key: nonce, ciphertext, tag
 * @param iv of the document's ciphertext
 */
record SealedRow(byte[] wrappedKey, byte[] iv, byte[] ciphertext) {

  /** Makes a data key and a wrapping key of the document's own. */
  static SealedRow seal(KeyProvider keys, Ids ids, String id, byte[] document) {
    var dataKey = ids.bytes(32);
    var iv = ids.bytes(Aead.NONCE_BYTES);
    var ciphertext = Aead.encrypt(new SecretKeySpec(dataKey, "AES"), iv, id, document);
    var wrapped =
        Aead.encryptWithNonce(
            keys.create(keyName(id)), ids.bytes(Aead.NONCE_BYTES), keyName(id), dataKey);
    return new SealedRow(wrapped, iv, ciphertext);
  }

  /**
   * @throws SealBroken if this isn't what was sealed under that id, or its key is gone
   */
  byte[] open(KeyProvider keys, String id) {
    var wrappingKey =
        keys.find(keyName(id)).orElseThrow(() -> new KeyDestroyed("no key for " + id));
    var dataKey = Aead.decryptWithNonce(wrappingKey, keyName(id), wrappedKey);
    return Aead.decrypt(new SecretKeySpec(dataKey, "AES"), iv, id, ciphertext);
  }

  static String keyName(String id) {
    return "document/" + id;
  }
}
