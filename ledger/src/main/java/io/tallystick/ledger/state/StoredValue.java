package io.tallystick.ledger.state;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;

/**
 * What the world state holds under a key.
 *
 * @param value never empty; Fabric treats an empty value as a deletion
 * @param policy the key's endorsement policy (VALIDATION_PARAMETER), empty if there is none
 */
public record StoredValue(ByteString value, ByteString policy, Version version) {

  byte[] encoded() {
    return ByteBuffer.allocate(16 + policy.size() + value.size())
        .putLong(version.block())
        .putInt(version.transaction())
        .putInt(policy.size())
        .put(policy.asReadOnlyByteBuffer())
        .put(value.asReadOnlyByteBuffer())
        .array();
  }

  static StoredValue decoded(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    var version = new Version(buffer.getLong(), buffer.getInt());
    var policy = ByteString.copyFrom(buffer, buffer.getInt());
    return new StoredValue(ByteString.copyFrom(buffer), policy, version);
  }
}
