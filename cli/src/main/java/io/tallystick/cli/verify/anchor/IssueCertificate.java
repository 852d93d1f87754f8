package io.tallystick.cli.verify.anchor;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.cli.verify.Verified;
import io.tallystick.cli.verify.chain.BlockProof;
import io.tallystick.cli.verify.chain.Rules;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongFunction;
import org.hyperledger.fabric.protos.common.Block;

/** Writes down what proves an anchor, from a chain that was verified. */
public final class IssueCertificate {

  private final Verified verified;
  private final String channel;
  private final Rules rules;
  private final LongFunction<Block> blocks;

  /**
   * @param blocks a block of the verified chain by its number
   */
  public IssueCertificate(
      Verified verified, String channel, Rules rules, LongFunction<Block> blocks) {
    this.verified = verified;
    this.channel = channel;
    this.rules = rules;
    this.blocks = blocks;
  }

  public Certificate issue(Opened opened, Anchor anchor, Instant now) {
    var held = anchor.held();
    var block = minimal(held.block());
    var configuration = configuration(block);
    int index = index(configuration, block, held.txid());
    var proof =
        BlockProof.of(configuration, block, index, rules.chaincode(), why -> {}).orElseThrow();
    return new Certificate(
        Certificate.FORMAT,
        channel,
        rules.chaincode(),
        opened.anchored(),
        opened.leaf(),
        new Certificate.Entry(held.key(), anchor.field(), held.json()),
        new Certificate.Transaction(
            held.txid(),
            held.by() == null ? null : held.by().transaction(),
            proof.at(),
            proof.creatorMsp(),
            List.copyOf(proof.endorserMsps())),
        new Certificate.Place(
            held.block(),
            index,
            verified.headerHash(held.block()),
            HexFormat.of().formatHex(block.getHeader().getPreviousHash().toByteArray()),
            List.copyOf(proof.orderers())),
        new Certificate.Proof(configuration.toByteArray(), block.toByteArray()),
        new Certificate.Chain(
            verified.chain().height(), verified.headerHash(verified.chain().height() - 1)),
        now);
  }

  private Block configuration(Block block) {
    try {
      return BlockProof.bare(blocks.apply(BlockProof.configurationOf(block)));
    } catch (InvalidProtocolBufferException verifiedBefore) {
      throw new IllegalStateException(verifiedBefore);
    }
  }

  private Block minimal(long number) {
    try {
      return BlockProof.minimal(blocks.apply(number));
    } catch (InvalidProtocolBufferException verifiedBefore) {
      throw new IllegalStateException(verifiedBefore);
    }
  }

  private int index(Block configuration, Block block, String txid) {
    for (int i = 0; i < block.getData().getDataCount(); i++) {
      var proof = BlockProof.of(configuration, block, i, rules.chaincode(), why -> {});
      if (proof.filter(each -> each.txid().equals(txid)).isPresent()) return i;
    }
    throw new IllegalStateException("block " + block.getHeader().getNumber() + " has no " + txid);
  }
}
