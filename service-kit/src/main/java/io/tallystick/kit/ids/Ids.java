package io.tallystick.kit.ids;

import io.tallystick.vocabulary.commitment.Commitment;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The source of every id and salt; injected, so that tests can give it a seed. */
public class Ids {

  private final RandomGenerator random;

  /**
   * @param random cryptographically strong outside of tests
   */
  public Ids(RandomGenerator random) {
    this.random = random;
  }

  public static Ids secure() {
    return new Ids(new SecureRandom());
  }

  /** 128 random bits, 32 lower-case hexadecimal digits. */
  public String next() {
    return HexFormat.of().formatHex(bytes(16));
  }

  /** A fresh salt for one commitment, 32 bytes. */
  public byte[] salt() {
    return bytes(Commitment.SALT_BYTES);
  }

  public byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
