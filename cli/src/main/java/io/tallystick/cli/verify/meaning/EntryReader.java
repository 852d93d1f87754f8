package io.tallystick.cli.verify.meaning;

import com.google.protobuf.ByteString;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.EntryType;
import java.util.Optional;

/** Reads world-state entries; strict: what a contract wrote is canonical to the byte. */
final class EntryReader {

  /** Empty if the bytes aren't the canonical JSON of the entry that the key promises. */
  static Optional<Object> read(EntryType type, String key, ByteString value) {
    try {
      var bytes = value.toByteArray();
      Object entry = CanonicalJson.read(bytes, type.type());
      boolean canonical =
          entry != null && ByteString.copyFrom(CanonicalJson.bytes(entry)).equals(value);
      return canonical && EntryType.keyOf(entry).equals(key)
          ? Optional.of(entry)
          : Optional.empty();
    } catch (IllegalArgumentException | NullPointerException notThat) {
      return Optional.empty();
    }
  }

  private EntryReader() {}
}
