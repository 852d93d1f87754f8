package io.tallystick.cli.verify;

import com.google.protobuf.ByteString;
import io.tallystick.cli.verify.chain.ChainVerifier;
import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Rules;
import io.tallystick.cli.verify.copies.CompareCopy;
import io.tallystick.cli.verify.copies.Copy;
import io.tallystick.cli.verify.copies.Expectations;
import io.tallystick.cli.verify.meaning.Chronicle;
import io.tallystick.cli.verify.meaning.MeaningVerifier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;

/**
 * A chain being verified: blocks first, in order, then what others say of it. In memory; no
 * network.
 */
public final class Verified {

  private final List<Finding> findings = new ArrayList<>();
  private final MeaningVerifier meaning = new MeaningVerifier(findings::add);
  private final ChainVerifier chain;

  public Verified(Rules rules) {
    this.chain = new ChainVerifier(rules, findings::add, meaning);
  }

  /** The next block of the chain. */
  public void add(Block block) {
    chain.add(block);
  }

  /** What a service keeps; after the last block. */
  public void compare(Copy copy) {
    var expectations = new Expectations(meaning.chronicle(), chain::blockOfValid);
    new CompareCopy(expectations, chain.height(), this::headerHash, findings::add).compare(copy);
  }

  public ChainVerifier chain() {
    return chain;
  }

  public Chronicle chronicle() {
    return meaning.chronicle();
  }

  /** Lower-case hexadecimal. */
  public String headerHash(long block) {
    return hex(chain.headerHash(block));
  }

  public void report(Finding finding) {
    findings.add(finding);
  }

  /** What is wrong, in the order in which it was found; empty if nothing is. */
  public List<Finding> findings() {
    return findings;
  }

  static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
