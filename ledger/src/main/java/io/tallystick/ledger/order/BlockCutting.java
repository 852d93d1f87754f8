package io.tallystick.ledger.order;

import java.time.Duration;

/**
 * When a block is cut: at so many transactions, so many bytes, or so long after its first
 * transaction, whichever comes first; and, unlike in Fabric, as soon as nothing else is to do: when
 * the committer is idle and no transaction came for a moment.
 *
 * @param maxCount transactions (Fabric's MaxMessageCount)
 * @param maxBytes bytes of a block; a larger transaction has one alone (PreferredMaxBytes)
 * @param absoluteMaxBytes bytes of a transaction; larger ones are refused (AbsoluteMaxBytes)
 * @param batchTimeout Fabric's BatchTimeout
 * @param quietTime that moment; as long as the batch timeout, blocks are cut as Fabric does
 */
public record BlockCutting(
    int maxCount, int maxBytes, int absoluteMaxBytes, Duration batchTimeout, Duration quietTime) {

  public static final BlockCutting DEFAULT =
      new BlockCutting(500, 2 << 20, 10 << 20, Duration.ofMillis(10), Duration.ofMillis(2));

  public BlockCutting {
    if (maxCount < 1
        || maxBytes < 1
        || absoluteMaxBytes < maxBytes
        || batchTimeout.isNegative()
        || quietTime.isNegative()) {
      throw new IllegalArgumentException("block cutting is out of range");
    }
  }
}
