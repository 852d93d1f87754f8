package io.tallystick.devnet.part;

import io.tallystick.devnet.genesis.FoundingList;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import java.util.List;
import java.util.Map;

/**
 * The contracts as a chaincode server; one process for all institutions, as devnets may.
 *
 * @param id what it calls itself towards the peers; Fabric wants the package's id
 */
public record Chaincode(String id, Home home, Installation installation, Ports places)
    implements Part {

  public static final String NAME = "chaincode";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(places.chaincode());
  }

  @Override
  public Command command() {
    return JavaCommand.heap(installation, 128)
        .with("-cp", installation.chaincodeClassPath())
        .main(
            home.run(),
            Map.of(
                "CORE_CHAINCODE_ID_NAME",
                id,
                // The only founding that its contracts endorse, as each institution's would.
                "TALLYSTICK_FOUNDING",
                FoundingList.of(home, places).digest(),
                // The shim would log every argument of every transaction.
                "CORE_CHAINCODE_LOGGING_LEVEL",
                "WARNING",
                "CORE_CHAINCODE_LOGGING_SHIM",
                "WARNING",
                "CHAINCODE_SERVER_ADDRESS",
                Ports.HOST + ":" + places.chaincode()),
            "io.tallystick.chaincode.ChaincodeMain");
  }

  @Override
  public boolean answers() {
    return Probe.listens(places.chaincode());
  }
}
