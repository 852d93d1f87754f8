package io.tallystick.cli.verify;

import io.tallystick.ledger.DevLedger;
import io.tallystick.ledger.LedgerConfig;
import io.tallystick.ledger.block.BlockFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hyperledger.fabric.protos.common.Block;

/**
 * A chain as {@link WriteOperations} makes it, on the dev ledger with the real contracts, left on
 * disk.
 *
 * @param salt of {@link #DOCUMENT} in the settled claim
 * @param settled that claim's id
 */
public record ShortChain(Path folder, byte[] salt, String settled) {

  static final String CHANNEL = "tallystick";
  public static final List<String> ORGS =
      List.of("riverside", "summit", "harbor", "meridian", "authority");

  static final byte[] DOCUMENT = "a claim, as it was billed".getBytes(StandardCharsets.UTF_8);

  /** Makes it in a folder; on return nothing runs any more. */
  public static ShortChain make(Path folder, long seed) throws Exception {
    try (var chaincode = ChaincodeServer.start(folder.resolve("chaincode.log"))) {
      var crypto = folder.resolve("crypto");
      var config =
          LedgerConfig.builder(folder.resolve("data"), crypto)
              .channel(CHANNEL)
              .chaincode("tallystick", chaincode.address(), LedgerConfig.Policy.outOf(2));
      ORGS.forEach(org -> config.org(new LedgerConfig.Org(org, msp(org), 0)));
      try (var ledger = DevLedger.start(config.build());
          var operations = new WriteOperations(crypto, org -> ledger.gatewayPort(msp(org)), seed)) {
        operations.write();
        return new ShortChain(folder, operations.salt, operations.settled);
      }
    }
  }

  /** The dev ledger's data folder. */
  Path data() {
    return folder.resolve("data");
  }

  public List<Block> blocks() {
    try (var files = BlockFiles.open(data().resolve("blocks"), 0, repaired -> {})) {
      var blocks = new ArrayList<Block>();
      for (long i = 0; i < files.end().height(); i++) blocks.add(files.read(i));
      return blocks;
    }
  }

  static String msp(String org) {
    return org.substring(0, 1).toUpperCase(Locale.ROOT) + org.substring(1) + "MSP";
  }
}
