package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.util.List;

/** What the rules make of one operation: the writes it leads to, or why there are none. */
public sealed interface Ruling {

  /**
   * @param key the entry that the operation created or moved
   * @param version that entry's version afterwards
   */
  record Allowed(String key, long version, List<Write> writes) implements Ruling {}

  record Refused(Refusal why) implements Ruling {}

  /**
   * @param policy the key's endorsement policy from now on; null leaves it as it is
   */
  record Write(String key, Object entry, byte[] policy) {}

  static Ruling allowed(String key, long version, Write... writes) {
    return new Allowed(key, version, List.of(writes));
  }

  static Ruling refused(RefusalCode code, String detail) {
    return new Refused(new Refusal(code, detail));
  }
}
