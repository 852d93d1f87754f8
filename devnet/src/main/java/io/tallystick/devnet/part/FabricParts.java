package io.tallystick.devnet.part;

import io.tallystick.devnet.config.LedgerJson;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.fabric.FabricChaincode;
import io.tallystick.devnet.fabric.FabricHome;
import io.tallystick.devnet.fabric.FabricPlan;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/** The default consortium on real Fabric: an orderer, and every institution's peer. */
final class FabricParts {

  // Another version makes the next sequence of the definition; the contracts' own changes need
  // none, because they run outside the peers.
  private static final String CHAINCODE_VERSION = "1.0";

  static LedgerParts of(Home home, Ports ports, LedgerChoice choice) {
    var plan = plan(home, ports, choice);
    var chaincode =
        new FabricChaincode(
            Consortium.CHAINCODE,
            CHAINCODE_VERSION,
            Ports.HOST + ":" + ports.chaincode(),
            FabricChaincode.outOf(
                LedgerJson.ENDORSEMENTS,
                Consortium.INSTITUTIONS.stream().map(Institution::msp).toList()));
    var parts = new ArrayList<Part>();
    parts.add(new FabricOrderer(home, plan));
    for (var org : plan.orgs()) parts.add(new FabricPeer(home, ports, plan, org, chaincode));
    return new LedgerParts(parts, chaincode.packageId());
  }

  private static FabricPlan plan(Home home, Ports ports, LedgerChoice choice) {
    return new FabricPlan(
        new FabricHome(Path.of(choice.fabricHome())),
        home.crypto(),
        home.config().resolve("fabric"),
        home.data(""),
        home.logs(),
        Consortium.CHANNEL,
        Consortium.INSTITUTIONS.stream()
            .map(each -> new FabricPlan.Org(each.id(), each.msp(), ports.gateway(each)))
            .toList(),
        ports.orderer(),
        ports.ordererAdmin(),
        Duration.ofMillis(choice.batchTimeoutMillis()),
        Map.of());
  }

  private FabricParts() {}
}
