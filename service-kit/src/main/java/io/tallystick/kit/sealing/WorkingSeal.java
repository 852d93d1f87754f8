package io.tallystick.kit.sealing;

import io.tallystick.kit.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Seals what lives in the database for moments only (openings on their way to the ledger) under one
 * key of the service: a key file for each would cost an fsync and outlive nothing.
 */
@ApplicationScoped
public class WorkingSeal {

  private static final String KEY = "working";

  private final KeyProvider keys;
  private final Ids ids;

  WorkingSeal(KeyProvider keys, Ids ids) {
    this.keys = keys;
    this.ids = ids;
  }

  /**
   * @param context authenticated: bytes sealed for one context open for no other
   */
  public byte[] seal(String context, byte[] plain) {
    return Aead.encryptWithNonce(keys.create(KEY), ids.bytes(Aead.NONCE_BYTES), context, plain);
  }

  /**
   * @throws SealBroken if altered or of another context
   */
  public byte[] open(String context, byte[] sealed) {
    var key = keys.find(KEY).orElseThrow(() -> new SealBroken("no working key", null));
    return Aead.decryptWithNonce(key, context, sealed);
  }
}
