package io.tallystick.ledger;

import io.tallystick.ledger.block.BlockSigner;
import io.tallystick.ledger.block.CorruptChainException;
import io.tallystick.ledger.block.GenesisBlock;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.CryptoMaterial.Organisation;
import io.tallystick.ledger.crypto.Pem;
import io.tallystick.ledger.identity.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.hyperledger.fabric.protos.orderer.BatchTimeout;

/** The organisations of the channel with their keys, and the orderer. */
record Consortium(Map<String, Organisation> organisations, Organisation orderer) {

  static Consortium load(LedgerConfig config) {
    var organisations =
        config.orgs().stream()
            .map(o -> CryptoMaterial.organisation(config.cryptoFolder(), o.name(), o.mspId()))
            .collect(Collectors.toMap(Organisation::mspId, Function.identity()));
    return new Consortium(organisations, CryptoMaterial.orderer(config.cryptoFolder()));
  }

  /** Who may propose, endorse and read. */
  Membership members() {
    return new Membership(
        organisations.values().stream()
            .collect(Collectors.toMap(Organisation::mspId, Organisation::root)));
  }

  Membership orderers() {
    return new Membership(Map.of(orderer.mspId(), orderer.root()));
  }

  Block genesis(LedgerConfig config, KVRWSet chaincodeDefinitions) {
    var cutting = config.cutting();
    var inOrder = config.orgs().stream().map(o -> organisations.get(o.mspId())).toList();
    return GenesisBlock.create(
        config.channel(),
        inOrder,
        orderer,
        BatchSize.newBuilder()
            .setMaxMessageCount(cutting.maxCount())
            .setPreferredMaxBytes(cutting.maxBytes())
            .setAbsoluteMaxBytes(cutting.absoluteMaxBytes())
            .build(),
        BatchTimeout.newBuilder().setTimeout(cutting.batchTimeout().toMillis() + "ms").build(),
        chaincodeDefinitions,
        Instant.now());
  }

  /** A chain is of this consortium if its genesis block names the same roots and channel. */
  void checkOwns(Block genesis, Block last, LedgerConfig config) {
    var roots = new TreeMap<String, String>();
    organisations.values().forEach(o -> roots.put(o.mspId(), Pem.of(o.root())));
    roots.put(orderer.mspId(), Pem.of(orderer.root()));
    if (!GenesisBlock.roots(genesis).equals(roots)
        || !GenesisBlock.channel(genesis).equals(config.channel())) {
      throw new IllegalStateException(
          "the chain in %s was begun with other organisations, keys or channel than %s has"
              .formatted(config.dataFolder(), config.cryptoFolder()));
    }
    // Every block is linked to the last one's header, so this signature covers them all.
    for (var block : List.of(genesis, last)) {
      if (!BlockSigner.signed(block, orderers())) {
        throw new CorruptChainException(
            "block %d in %s is not signed by the orderer"
                .formatted(block.getHeader().getNumber(), config.dataFolder()));
      }
    }
  }
}
