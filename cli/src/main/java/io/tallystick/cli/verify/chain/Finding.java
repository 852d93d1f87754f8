package io.tallystick.cli.verify.chain;

/**
 * One problem and where it is. Holds ids, hashes and codes only.
 *
 * @param block null if it isn't one block's
 * @param txid null if it isn't one transaction's
 * @param key the world state's key or a row's, null if none
 * @param source whose copy it is, null for the chain itself
 */
public record Finding(
    Problem code, Long block, String txid, String key, String source, String detail) {

  static Finding inBlock(Problem code, long block, String detail) {
    return new Finding(code, block, null, null, null, detail);
  }

  static Finding inTransaction(Problem code, long block, String txid, String detail) {
    return new Finding(code, block, txid, null, null, detail);
  }

  /** One line, e.g. {@code ROW_DIFFERS block 7 key claim~…: state is PENDED, not SETTLED}. */
  @Override
  public String toString() {
    var line = new StringBuilder(code.name());
    if (source != null) line.append(' ').append(source);
    if (block != null) line.append(" block ").append(block);
    if (txid != null && !txid.isEmpty()) line.append(" tx ").append(txid);
    if (key != null) line.append(" key ").append(key);
    return line.append(": ").append(detail).toString();
  }
}
