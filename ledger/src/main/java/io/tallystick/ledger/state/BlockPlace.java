package io.tallystick.ledger.state;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;

/**
 * Where a committed block lies, and what it must be: the index that spares a start from reading the
 * whole chain. Kept beside the state, in the same atomic write as the block's effects.
 *
 * @param segment number of the file
 * @param offset of the record in it
 * @param headerHash hash of the block's header (SHA-256), to which the next block is linked
 * @param commitHash the block's commit hash (SHA-256), which chains the validation codes
 */
public record BlockPlace(int segment, long offset, ByteString headerHash, ByteString commitHash) {

  byte[] encoded() {
    return ByteBuffer.allocate(16 + headerHash.size() + commitHash.size())
        .putInt(segment)
        .putLong(offset)
        .putInt(headerHash.size())
        .put(headerHash.asReadOnlyByteBuffer())
        .put(commitHash.asReadOnlyByteBuffer())
        .array();
  }

  static BlockPlace decoded(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    var segment = buffer.getInt();
    var offset = buffer.getLong();
    var headerHash = ByteString.copyFrom(buffer, buffer.getInt());
    return new BlockPlace(segment, offset, headerHash, ByteString.copyFrom(buffer));
  }
}
