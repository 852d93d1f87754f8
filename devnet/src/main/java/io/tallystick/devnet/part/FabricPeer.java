package io.tallystick.devnet.part;

import static java.util.function.Predicate.not;

import io.tallystick.devnet.fabric.FabricChaincode;
import io.tallystick.devnet.fabric.FabricNodes;
import io.tallystick.devnet.fabric.FabricPlan;
import io.tallystick.devnet.genesis.FoundConsortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * One institution's peer of a real Fabric network; ready once it has joined the channel and its
 * institution approved the chaincode. The founder's is ready once the chaincode is committed and
 * the consortium founded: parts that need every peer find a working ledger.
 */
record FabricPeer(
    Home home, Ports places, FabricPlan plan, FabricPlan.Org org, FabricChaincode chaincode)
    implements Part {

  @Override
  public String name() {
    return FabricNodes.peer(org);
  }

  @Override
  public List<Integer> ports() {
    return List.of(org.peerPort());
  }

  @Override
  public List<String> needs() {
    var all = new ArrayList<>(List.of(FabricOrderer.NAME, Chaincode.NAME));
    if (founds()) {
      plan.orgs().stream().filter(not(org::equals)).map(FabricNodes::peer).forEach(all::add);
    }
    return all;
  }

  @Override
  public List<String> startsAfter() {
    return List.of();
  }

  @Override
  public void prepare() throws Exception {
    new FabricNodes(plan).prepare();
  }

  @Override
  public Command command() {
    return new FabricNodes(plan).peer(org.name());
  }

  @Override
  public boolean answers() {
    return Probe.listens(org.peerPort());
  }

  @Override
  public void provision() throws Exception {
    var nodes = new FabricNodes(plan);
    nodes.joinPeer(org.name());
    nodes.approve(org.name(), chaincode);
    if (!founds()) return;
    nodes.commit(org.name(), chaincode);
    var founding = new FoundConsortium(home, places);
    if (founding.isDone()) return;
    // The founding asks every institution's peer, and services will through their own gateways.
    nodes.everyGatewayFindsAll(List.of(chaincode.name()));
    founding.unlessDone();
  }

  private boolean founds() {
    return org.name().equals(FoundConsortium.FOUNDER);
  }
}
