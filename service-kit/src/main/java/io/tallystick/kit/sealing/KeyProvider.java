package io.tallystick.kit.sealing;

import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Keeps the keys that wrap data keys, outside the database. The default is a folder with one
 * owner-only file per key; a cluster puts Vault here.
 */
public interface KeyProvider {

  /** Makes a 256-bit key, durably stored when this returns; an existing one stays as it is. */
  SecretKey create(String name);

  /** Empty if it never existed or is destroyed. */
  Optional<SecretKey> find(String name);

  /** Makes everything under this key unreadable, for good. */
  void destroy(String name);
}
