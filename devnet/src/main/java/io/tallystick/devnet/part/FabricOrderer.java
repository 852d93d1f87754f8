package io.tallystick.devnet.part;

import io.tallystick.devnet.fabric.FabricNodes;
import io.tallystick.devnet.fabric.FabricPlan;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.process.Command;
import java.util.List;

/** The orderer of a real Fabric network; ready once it serves the consortium's channel. */
record FabricOrderer(Home home, FabricPlan plan) implements Part {

  static final String NAME = FabricNodes.ORDERER;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(plan.ordererPort(), plan.ordererAdminPort());
  }

  @Override
  public void prepare() throws Exception {
    new FabricNodes(plan).prepare();
  }

  @Override
  public Command command() {
    return new FabricNodes(plan).orderer();
  }

  @Override
  public boolean answers() {
    return ports().stream().allMatch(Probe::listens);
  }

  @Override
  public void provision() throws Exception {
    new FabricNodes(plan).joinOrderer();
  }
}
