package io.tallystick.kit.sealing;

/** Equality search over what isn't stored in the clear: HMAC-SHA-256 under the service's key. */
public interface BlindIndex {

  /**
   * @param field keeps equal values of different fields apart, e.g. {@code patient.family}
   * @param value compared after Unicode NFKC, trimming and lower-casing
   * @return 64 hexadecimal digits
   */
  String of(String field, String value);
}
