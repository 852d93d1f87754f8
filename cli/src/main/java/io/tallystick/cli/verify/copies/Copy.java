package io.tallystick.cli.verify.copies;

import java.util.List;
import java.util.Map;

/**
 * What one service showed of its copy.
 *
 * @param name of the service's part, e.g. {@code riverside-claim-service}
 * @param org whose it is
 * @param before how far it had read the chain before it showed the rows
 * @param after and afterwards
 * @param tables rows by table
 */
public record Copy(
    String name, String org, Witness before, Witness after, Map<String, List<Row>> tables) {

  /**
   * @param headerHash of block {@code blocks - 1}, hexadecimal; null if there is none
   */
  public record Witness(long blocks, String headerHash) {}
}
