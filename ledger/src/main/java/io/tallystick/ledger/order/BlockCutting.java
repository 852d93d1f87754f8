package io.tallystick.ledger.order;

import java.time.Duration;

/**
 * When a block is cut: at so many transactions, so many bytes, or so long after its first
 * transaction, whichever comes first.
 *
 * @param maxCount transactions (Fabric's MaxMessageCount)
 * @param maxBytes bytes of a block; a larger transaction has one alone (PreferredMaxBytes)
 * @param absoluteMaxBytes bytes of a transaction; larger ones are refused (AbsoluteMaxBytes)
 * @param batchTimeout Fabric's BatchTimeout
 */
public record BlockCutting(
    int maxCount, int maxBytes, int absoluteMaxBytes, Duration batchTimeout) {

  public static final BlockCutting DEFAULT =
      new BlockCutting(500, 2 << 20, 10 << 20, Duration.ofMillis(10));

  public BlockCutting {
    if (maxCount < 1 || maxBytes < 1 || absoluteMaxBytes < maxBytes || batchTimeout.isNegative()) {
      throw new IllegalArgumentException("block cutting is out of range");
    }
  }
}
