package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.cli.verify.chain.WorldState.Space;
import io.tallystick.cli.verify.chain.WorldState.Stored;
import io.tallystick.ledger.block.BlockHashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;

/**
 * The hash that a peer chains over validation codes and state updates (Fabric: kvledger's
 * addBlockCommitHash and txmgr/update_batch_bytes.go). The dev ledger's covers the codes only.
 */
final class CommitHash {

  private ByteString previous = ByteString.EMPTY;

  /** Whether the block's commit hash follows from its codes and updates; absent is no fault. */
  boolean fits(Block block, BlockUpdates updates) throws InvalidProtocolBufferException {
    var said = BlockForm.metadata(block, BlockMetadataIndex.COMMIT_HASH).getValue();
    var codes = BlockForm.slot(block, BlockMetadataIndex.TRANSACTIONS_FILTER);
    var before = previous;
    previous = said;
    if (said.isEmpty()) return before.isEmpty();
    return said.equals(BlockHashes.commitHash(codes, before))
        || said.equals(fabrics(codes, updates, before));
  }

  private static ByteString fabrics(ByteString codes, BlockUpdates updates, ByteString before) {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = CodedOutputStream.newInstance(bytes);
      out.writeUInt32NoTag(codes.size());
      out.writeRawBytes(codes);
      write(updates, out);
      out.writeRawBytes(before);
      out.flush();
      return BlockHashes.sha256(ByteString.copyFrom(bytes.toByteArray()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** {@code Updates { repeated KVWrite kvwrites = 1 }}, namespaces and collections named once. */
  private static void write(BlockUpdates updates, CodedOutputStream out) throws IOException {
    var namespace = "";
    for (var space : updates.all().entrySet()) {
      var name = space.getKey().namespace().equals(namespace) ? "" : space.getKey().namespace();
      var collection = space.getKey().collection();
      for (var write : space.getValue().entrySet()) {
        var key = key(space.getKey(), write.getKey());
        out.writeByteArray(1, message(name, collection, key, write.getValue()));
        name = "";
        collection = "";
        namespace = space.getKey().namespace();
      }
    }
  }

  private static byte[] key(Space space, String key) {
    return key.getBytes(space.isPublic() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  /**
   * {@code KVWrite { string namespace = 1; string collection = 2; bytes key = 3; bool isDelete = 4;
   * bytes value = 5; bytes version_bytes = 6 }}.
   */
  private static byte[] message(String namespace, String collection, byte[] key, Stored stored)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = CodedOutputStream.newInstance(bytes);
    if (!namespace.isEmpty()) out.writeString(1, namespace);
    if (!collection.isEmpty()) out.writeString(2, collection);
    if (key.length > 0) out.writeByteArray(3, key);
    if (stored.isDeleted()) out.writeBool(4, true);
    else if (!stored.value().isEmpty()) out.writeBytes(5, stored.value());
    out.writeByteArray(6, version(stored));
    out.flush();
    return bytes.toByteArray();
  }

  /** Block and place, each without its leading zero bytes and after the count of the others. */
  private static byte[] version(Stored stored) {
    var bytes = new ByteArrayOutputStream();
    for (long number : new long[] {stored.block(), stored.transaction()}) {
      int size = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / Byte.SIZE;
      bytes.write(size);
      bytes.write(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), Long.BYTES - size, size);
    }
    return bytes.toByteArray();
  }
}
