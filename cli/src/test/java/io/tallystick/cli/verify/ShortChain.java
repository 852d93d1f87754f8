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
      try (var ledger = DevLedger.start(config(folder, chaincode.address()));
          var operations = new WriteOperations(crypto, org -> ledger.gatewayPort(msp(org)), seed)) {
        operations.write();
        return new ShortChain(folder, operations.salt, operations.settled);
      }
    }
  }

  /** Its ledger once more, to be read: nothing executes there. */
  DevLedger reopened() {
    return DevLedger.start(config(folder, "127.0.0.1:1"));
  }

  private static LedgerConfig config(Path folder, String chaincode) {
    var config =
        LedgerConfig.builder(folder.resolve("data"), folder.resolve("crypto"))
            .channel(CHANNEL)
            .chaincode("tallystick", chaincode, LedgerConfig.Policy.outOf(2));
    ORGS.forEach(org -> config.org(new LedgerConfig.Org(org, msp(org), 0)));
    return config.build();
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
