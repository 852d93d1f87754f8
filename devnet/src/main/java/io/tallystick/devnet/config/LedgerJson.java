package io.tallystick.devnet.config;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dev ledger's {@code config.json}: an organisation per institution and one chaincode. */
public final class LedgerJson {

  /** Design: any two institutions' peers endorse; keys say more for themselves. */
  public static final int ENDORSEMENTS = 2;

  public static Map<String, Object> of(Home home, Ports ports) {
    var ledger = new LinkedHashMap<String, Object>();
    ledger.put("dataFolder", home.data("ledger").toString());
    ledger.put("cryptoFolder", home.crypto().toString());
    ledger.put("host", Ports.HOST);
    ledger.put("channel", Consortium.CHANNEL);
    ledger.put(
        "orgs",
        Consortium.INSTITUTIONS.stream()
            .map(
                each ->
                    Map.of(
                        "name", each.id(),
                        "mspId", each.msp(),
                        "gatewayPort", ports.gateway(each)))
            .toList());
    ledger.put(
        "chaincodes",
        List.of(
            Map.of(
                "name",
                Consortium.CHAINCODE,
                "address",
                Ports.HOST + ":" + ports.chaincode(),
                "policy",
                Map.of("outOf", ENDORSEMENTS, "role", "peer"))));
    return ledger;
  }

  private LedgerJson() {}
}
