package io.tallystick.ledger.block;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.state.BlockPlace;
import java.io.IOException;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Reads blocks one after the other and checks each: its checksum, its hashes, its link to the one
 * before. The first that doesn't fit is a {@link CorruptChainException}.
 */
final class ChainScan {

  /** What stands at the present place. */
  sealed interface Found {
    record Next(Block block, BlockPlace place) implements Found {}

    /** Nothing follows. */
    record End() implements Found {}

    /**
     * What a crash may leave at the very end: half a record, or a whole one of which bytes lack.
     */
    record Torn(int segment, long offset, boolean whole) implements Found {}
  }

  private final SegmentFiles segments;
  private int segment;
  private long offset;
  private ChainLinks end;

  private ChainScan(SegmentFiles segments, int segment, long offset, ChainLinks end) {
    this.segments = segments;
    this.segment = segment;
    this.offset = offset;
    this.end = end;
  }

  static ChainScan fromStart(SegmentFiles segments) {
    return new ChainScan(segments, 0, 0, ChainLinks.EMPTY);
  }

  /** Begins with the block at a place, after these links. */
  static ChainScan from(SegmentFiles segments, BlockPlace place, ChainLinks before) {
    return new ChainScan(segments, place.segment(), place.offset(), before);
  }

  /** The end of what was read. */
  ChainLinks end() {
    return end;
  }

  Found next() throws IOException {
    while (segment < segments.count()) {
      switch (segments.get(segment).read(offset)) {
        case Segment.Found.End() -> {
          segment++;
          offset = 0;
        }
        case Segment.Found.Record(var content, var next) -> {
          return accept(content, next);
        }
        case Segment.Found.Torn() -> {
          return torn(false);
        }
        case Segment.Found.Damaged(var last) -> {
          if (!last) {
            throw damaged();
          }
          return torn(true);
        }
      }
    }
    return new Found.End();
  }

  private Found accept(byte[] content, long next) {
    var block = parse(content);
    try {
      end = end.then(block);
    } catch (CorruptChainException e) {
      throw new CorruptChainException(e.getMessage() + " (" + file() + ")");
    }
    var place = new BlockPlace(segment, offset, end.headerHash(), end.commitHash());
    offset = next;
    return new Found.Next(block, place);
  }

  private Found torn(boolean whole) throws IOException {
    // Only the last file is ever unfinished, and behind an unfinished record stands no other.
    if (!segments.isLast(segment) || segments.get(segment).recordBehind(offset)) {
      throw damaged();
    }
    return new Found.Torn(segment, offset, whole);
  }

  private Block parse(byte[] content) {
    try {
      return Block.parseFrom(content);
    } catch (InvalidProtocolBufferException e) {
      throw damaged();
    }
  }

  CorruptChainException damaged() {
    return new CorruptChainException("block %d in %s is damaged".formatted(end.height(), file()));
  }

  private Object file() {
    return segments.get(segment).file();
  }
}
