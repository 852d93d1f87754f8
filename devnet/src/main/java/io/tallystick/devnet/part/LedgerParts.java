package io.tallystick.devnet.part;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Ports;
import java.util.List;

/**
 * What a ledger consists of, whichever it is.
 *
 * @param all in starting order, without the chaincode
 * @param chaincodeId what the chaincode has to call itself towards it
 */
record LedgerParts(List<Part> all, String chaincodeId) {

  static LedgerParts of(Home home, Installation installation, Ports ports, LedgerChoice choice) {
    return switch (choice.kind()) {
      case DEV ->
          new LedgerParts(List.of(new Ledger(home, installation, ports)), Consortium.CHAINCODE);
      case FABRIC -> FabricParts.of(home, ports, choice);
    };
  }

  /** Those without which a service can't do its work. */
  List<String> names() {
    return all.stream().map(Part::name).toList();
  }
}
