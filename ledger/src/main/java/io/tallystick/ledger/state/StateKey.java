package io.tallystick.ledger.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key of a chaincode's namespace. Chaincode names hold no NUL, so the first one ends the
 * namespace although composite keys hold more of them.
 */
public record StateKey(String namespace, String key) implements Comparable<StateKey> {

  byte[] encoded() {
    return (namespace + '\0' + key).getBytes(StandardCharsets.UTF_8);
  }

  static StateKey decoded(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    var end = text.indexOf('\0');
    return new StateKey(text.substring(0, end), text.substring(end + 1));
  }

  /** First encoded key behind everything in the namespace. */
  static byte[] behind(String namespace) {
    return (namespace + '\1').getBytes(StandardCharsets.UTF_8);
  }

  /** Keys sort by their UTF-8 bytes, as in Fabric's LevelDB. */
  @Override
  public int compareTo(StateKey other) {
    return Arrays.compareUnsigned(encoded(), other.encoded());
  }

  /** Prefix of this key's history; the length keeps keys apart that are prefixes of each other. */
  byte[] historyPrefix() {
    var name = encoded();
    return ByteBuffer.allocate(4 + name.length).putInt(name.length).put(name).array();
  }
}
