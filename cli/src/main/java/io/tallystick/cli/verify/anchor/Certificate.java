package io.tallystick.cli.verify.anchor;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.time.Instant;
import java.util.List;

/**
 * That a document was anchored: what is claimed, and what proves it. It holds neither the document
 * nor its salt, so that nobody can test guesses against it.
 *
 * @param format {@link #FORMAT}
 * @param leaf the document's place in a record's tree; absent for a document of its own
 * @param entry what the ledger holds, as its transaction wrote it
 * @param proof the blocks themselves
 * @param chain how long the chain was that was verified before this was written
 */
public record Certificate(
    String format,
    String channel,
    String chaincode,
    String commitment,
    Opened.Leaf leaf,
    Entry entry,
    Transaction transaction,
    Place place,
    Proof proof,
    Chain chain,
    Instant issuedAt) {

  public static final String FORMAT = "tallystick-anchor-1";

  /**
   * @param json as it was written
   * @param field that holds the commitment
   */
  public record Entry(String key, String field, String json) {}

  /**
   * @param name {@code contract:function}
   * @param at the time its creator gave it, accepted by endorsers within 30 s of their clocks
   */
  public record Transaction(
      String txid, String name, Instant at, String submittedBy, List<String> endorsedBy) {}

  /**
   * @param index the transaction's place in the block
   * @param orderedBy MSPs of the orderers that signed it
   */
  public record Place(
      long block, int index, String headerHash, String previousHash, List<String> orderedBy) {}

  /**
   * Fabric's data hash is over all of a block's transactions, so that the whole block is the path
   * from the transaction to the signed header.
   *
   * @param configuration {@code common.Block} that names the members, in base64 when in JSON
   * @param block {@code common.Block} with the transaction
   */
  public record Proof(byte[] configuration, byte[] block) {}

  /**
   * @param headerHash of the last block
   */
  public record Chain(long blocks, String headerHash) {}

  public byte[] json() {
    return CanonicalJson.bytes(this);
  }

  /**
   * @throws IllegalArgumentException if it is no certificate
   */
  public static Certificate read(byte[] json) {
    return CanonicalJson.read(json, Certificate.class);
  }
}
