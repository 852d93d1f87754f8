package io.tallystick.devnet.fabric;

import io.tallystick.devnet.process.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * A network's nodes one by one, for who watches over their processes himself. Every step can be
 * repeated and does nothing twice.
 */
public record FabricNodes(FabricPlan plan) {

  /** Name of the orderer's data folder and log. */
  public static final String ORDERER = OrdererNode.NAME;

  private static final Duration APPROVALS_LIMIT = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 300;

  /** Name of a peer's data folder and log. */
  public static String peer(FabricPlan.Org org) {
    return PeerNode.name(org.name());
  }

  /** Writes what the nodes read. */
  public void prepare() throws IOException, InterruptedException {
    new NetworkFiles(plan, msp()).create();
  }

  public Command orderer() {
    return new OrdererNode(plan, msp()).command();
  }

  public Command peer(String org) {
    return node(org).command();
  }

  public void joinOrderer() throws IOException, InterruptedException {
    new OrdererNode(plan, msp()).join();
  }

  public void joinPeer(String org) throws IOException, InterruptedException {
    node(org).join();
  }

  /** Installs the chaincode at the organisation's peer and approves it in its name. */
  public void approve(String org, FabricChaincode chaincode)
      throws IOException, InterruptedException {
    new Lifecycle(plan, chaincode).approve(node(org).cli());
  }

  /**
   * Commits the chaincode's definition; waits a little for the others' approvals.
   *
   * @throws IOException if they are still missing
   */
  public void commit(String org, FabricChaincode chaincode)
      throws IOException, InterruptedException {
    var lifecycle = new Lifecycle(plan, chaincode);
    var cli = node(org).cli();
    long deadline = System.nanoTime() + APPROVALS_LIMIT.toNanos();
    while (true) {
      try {
        lifecycle.commit(cli);
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > deadline) throw notYet;
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }

  /**
   * @throws IOException if some gateway doesn't know a peer of each organisation yet
   */
  public void everyGatewayFindsAll(Collection<String> chaincodes) throws IOException {
    for (var org : plan.orgs()) {
      var missing = new EndorserView(plan, org).missing(chaincodes);
      if (!missing.isEmpty()) {
        throw new IOException(org.name() + "'s gateway doesn't find " + missing + " yet");
      }
    }
  }

  private PeerNode node(String org) {
    return new PeerNode(plan, msp(), plan.org(org));
  }

  private MspFolders msp() {
    return new MspFolders(plan);
  }
}
