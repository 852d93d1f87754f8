package io.tallystick.cli.verify.chain;

import static io.tallystick.cli.verify.chain.Finding.inBlock;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.block.CorruptChainException;
import io.tallystick.ledger.block.GenesisBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;

/**
 * Takes a chain's blocks from block 0 on and reports what is wrong with each: hash chain, data
 * hash, orderers' signatures under the configuration in force, validation codes (recomputed:
 * creators, endorsers, chaincode and key-level policies, MVCC and phantom reads, duplicate ids),
 * commit hash.
 */
public final class ChainVerifier {

  private final Rules rules;
  private final Consumer<Finding> findings;
  private final Consumer<ValidTransaction> facts;
  private final WorldState state = new WorldState();
  private final CommitHash commitHash = new CommitHash();
  private final Set<String> txids = new HashSet<>();
  private final Map<String, Long> valid = new HashMap<>();
  private final HashChain links = new HashChain();
  private long height;
  private Configuration configuration;
  private long transactions;

  /**
   * @param facts told of every rightly valid transaction of the rules' chaincode, in order
   */
  public ChainVerifier(Rules rules, Consumer<Finding> findings, Consumer<ValidTransaction> facts) {
    this.rules = rules;
    this.findings = findings;
    this.facts = facts;
  }

  /** How many blocks were read. */
  public long height() {
    return height;
  }

  public long transactions() {
    return transactions;
  }

  /** SHA-256 of a block's header; of the last one, it stands for the whole chain. */
  public ByteString headerHash(long block) {
    return links.headerHash(block);
  }

  /** The block of a rightly valid transaction; null for any other. */
  public Long blockOfValid(String txid) {
    return valid.get(txid);
  }

  /** What follows from the blocks read so far. */
  public WorldState state() {
    return state;
  }

  /** The next block of the chain. */
  public void add(Block block) {
    links.add(block, this::report);
    try {
      var fault = BlockForm.fault(block);
      if (fault != null) report(Problem.BLOCK_MALFORMED, fault);
      read(block);
    } catch (InvalidProtocolBufferException garbled) {
      report(Problem.BLOCK_MALFORMED, "its bytes aren't Fabric's protocol buffers");
    }
    transactions += block.getData().getDataCount();
    height++;
  }

  private void read(Block block) throws InvalidProtocolBufferException {
    if (height() == 0) configuration = Configuration.genesis(block, this::report).orElse(null);
    if (configuration == null) {
      report(Problem.CHANNEL_CONFIG, "nobody is known: block 0 holds no configuration");
      return;
    }
    checkSignatures(block);
    var validation =
        new BlockValidation(
                configuration,
                new Definitions(configuration.now(), state, rules),
                state,
                rules.chaincode())
            .validate(block, height(), txids);
    compareCodes(block, validation);
    if (!commitHash.fits(block, validation.updates())) {
      report(Problem.COMMIT_HASH, "codes and updates don't fit the commit hash");
    }
    validation.tell(facts);
    validation.expired().forEach(findings);
    validation.updates().commit();
    if (height() == 0) define(block);
    txids.addAll(validation.txids());
    validation.validTxids().forEach(txid -> valid.put(txid, height()));
    configuration.follow(block, height(), this::report);
  }

  /** The dev ledger's block 0 holds the definitions of the configured chaincodes. */
  private void define(Block genesis) {
    try {
      for (var write : GenesisBlock.chaincodeDefinitions(genesis).getWritesList()) {
        state.put(
            new WorldState.Space(Definitions.LIFECYCLE, ""),
            write.getKey(),
            new WorldState.Stored(write.getValue(), ByteString.EMPTY, 0, 0));
      }
    } catch (CorruptChainException garbled) {
      report(Problem.CHANNEL_CONFIG, "its chaincode definitions can't be read");
    }
  }

  private void checkSignatures(Block block) throws InvalidProtocolBufferException {
    var signatures = BlockForm.metadata(block, BlockMetadataIndex.SIGNATURES);
    if (height() == 0 && !rules.genesisSigned() && signatures.getSignaturesCount() == 0) return;
    var check = new BlockSignatures(configuration.now());
    if (!check.suffice(check.signers(block.getHeader(), signatures))) {
      report(Problem.BLOCK_SIGNATURE, "the channel's orderers didn't sign it");
    } else if (height() > 0
        && BlockForm.lastConfig(signatures) != configuration.named(block, height())) {
      report(Problem.LAST_CONFIG, "it names another configuration than the last");
    }
  }

  private void compareCodes(Block block, BlockValidation.Outcome validation) {
    var said = BlockForm.slot(block, BlockMetadataIndex.TRANSACTIONS_FILTER);
    if (said.size() != validation.codes().size()) {
      report(Problem.VALIDATION_CODE, "it has not one validation code for each transaction");
      return;
    }
    for (int i = 0; i < said.size(); i++) {
      var computed = validation.codes().get(i);
      int marked = said.byteAt(i) & 0xff;
      if (marked == computed.getNumber()) continue;
      findings.accept(
          Finding.inTransaction(
              Problem.VALIDATION_CODE,
              height(),
              validation.txid(i),
              "transaction %d is marked %s and is %s"
                  .formatted(i, BlockValidation.name(marked), computed)));
    }
  }

  private void report(Problem problem, String detail) {
    findings.accept(inBlock(problem, height(), detail));
  }
}
