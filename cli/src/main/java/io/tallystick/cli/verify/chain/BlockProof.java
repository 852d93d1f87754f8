package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.tallystick.cli.verify.chain.WorldState.Space;
import io.tallystick.ledger.block.BlockHashes;
import io.tallystick.ledger.identity.Identity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Metadata;

/**
 * What one transaction of one block proves on its own to somebody who has nothing but the block and
 * the configuration block that names the channel's members.
 *
 * @param at the time its creator gave it
 * @param writes value by key of one chaincode's public state
 * @param orderers MSPs that signed the block
 */
public record BlockProof(
    String channel,
    String txid,
    Instant at,
    String creatorMsp,
    Set<String> endorserMsps,
    Map<String, ByteString> writes,
    Set<String> orderers) {

  /**
   * @param configuration the configuration block in force, as {@link #bare} leaves it
   * @param block as {@link #minimal} leaves it; that its peers marked the transaction as valid is
   *     no part of it, because nobody signs that
   * @param problem told, in words, of all that doesn't hold
   * @return empty if there is nothing to believe
   */
  public static Optional<BlockProof> of(
      Block configuration, Block block, int index, String chaincode, Consumer<String> problem) {
    var config = Configuration.genesis(configuration, (code, why) -> problem.accept(why));
    if (config.isEmpty()) return Optional.empty();
    try {
      checkData("the configuration block", configuration, problem);
      checkData("the block", block, problem);
      boolean minimal = configuration.equals(bare(configuration)) && block.equals(minimal(block));
      if (!minimal) problem.accept("a block holds more than it has to");
      var orderers = signers(config.get(), block);
      if (orderers.isEmpty()) problem.accept("the channel's orderers didn't sign the block");
      if (index < 0 || index >= block.getData().getDataCount()) {
        problem.accept("the block has no such transaction");
        return Optional.empty();
      }
      var transaction = config.get().unpack().unpack(block.getData().getData(index));
      return Optional.of(proof(config.get().channel(), transaction, chaincode, orderers));
    } catch (Invalid invalid) {
      problem.accept("the transaction is " + invalid.code());
    } catch (InvalidProtocolBufferException garbled) {
      problem.accept("the block isn't Fabric's protocol buffers");
    }
    return Optional.empty();
  }

  /**
   * A block with its header, its data and its orderers' signatures; what nobody signed is left out.
   */
  public static Block minimal(Block block) throws InvalidProtocolBufferException {
    var signatures = BlockForm.metadata(block, BlockMetadataIndex.SIGNATURES);
    var kept = Metadata.newBuilder().setValue(signatures.getValue());
    for (var each : signatures.getSignaturesList()) {
      kept.addSignatures(each.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance()));
    }
    return bare(block).toBuilder()
        .setMetadata(BlockMetadata.newBuilder().addMetadata(kept.build().toByteString()))
        .build();
  }

  /** A block with its header and its data only. */
  public static Block bare(Block block) {
    var header = block.getHeader().toBuilder();
    return Block.newBuilder()
        .setHeader(header.setUnknownFields(UnknownFieldSet.getDefaultInstance()))
        .setData(BlockData.newBuilder().addAllData(block.getData().getDataList()))
        .build();
  }

  /** SHA-256 of a block's header, by which every later block holds to it. */
  public static ByteString headerHash(Block block) {
    return BlockHashes.headerHash(block.getHeader());
  }

  /** Number of the configuration block in force for a block. */
  public static long configurationOf(Block block) throws InvalidProtocolBufferException {
    return BlockForm.lastConfig(BlockForm.metadata(block, BlockMetadataIndex.SIGNATURES));
  }

  private static void checkData(String which, Block block, Consumer<String> problem) {
    if (!block.getHeader().getDataHash().equals(BlockHashes.dataHash(block.getData()))) {
      problem.accept(which + "'s transactions aren't those of its header");
    }
  }

  private static Set<String> signers(Configuration config, Block block)
      throws InvalidProtocolBufferException {
    var check = new BlockSignatures(config.now());
    var signers =
        check.signers(block.getHeader(), BlockForm.metadata(block, BlockMetadataIndex.SIGNATURES));
    return check.suffice(signers) ? msps(signers) : Set.of();
  }

  private static BlockProof proof(
      String channel, Unpacked transaction, String chaincode, Set<String> orderers) {
    var writes = new LinkedHashMap<String, ByteString>();
    transaction.readWrites().stream()
        .filter(each -> each.space().equals(new Space(chaincode, "")))
        .forEach(each -> writes.putAll(each.writes()));
    return new BlockProof(
        channel,
        transaction.txid(),
        transaction.at(),
        transaction.creator().mspId(),
        msps(transaction.signers()),
        writes,
        orderers);
  }

  private static Set<String> msps(List<Identity> signers) {
    return signers.stream().map(Identity::mspId).collect(Collectors.toCollection(TreeSet::new));
  }
}
