package io.tallystick.chaincode.rules;

import java.util.regex.Pattern;

/**
 * Forms of ids and hashes. Keys are built from ids, so that an id must not be able to name another
 * kind of key.
 */
final class Shapes {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** 128 random bits in lower-case hexadecimal. */
  static boolean isId(String value) {
    return value != null && ID.matcher(value).matches();
  }

  /** SHA-256 in lower-case hexadecimal. */
  static boolean isHash(String value) {
    return value != null && HASH.matcher(value).matches();
  }

  private Shapes() {}
}
