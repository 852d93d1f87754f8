package io.tallystick.devnet.fabric;

import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import io.tallystick.devnet.process.ProcessIdentity;
import io.tallystick.devnet.process.RunningProcess;
import io.tallystick.devnet.process.Signal;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A real Fabric network for a test or a measurement: one orderer and a peer per organisation as
 * child processes, everything in one folder, gone with {@link #close()}. Keys lie where the dev
 * ledger's {@link io.tallystick.ledger.crypto.CryptoMaterial} puts them.
 *
 * <pre>{@code
 * var chaincode = new FabricChaincode("basic", "1.0", "127.0.0.1:9999", FabricChaincode.outOf(2, msps));
 * // start its server with CORE_CHAINCODE_ID_NAME = chaincode.packageId()
 * try (var network = FabricNetwork.in(fabricHome, folder).org("alpha").org("beta").start()) {
 *   network.deploy(List.of(chaincode));
 *   var client = CryptoMaterial.enroll(network.crypto(), "alpha", "app");
 *   // connect the Gateway SDK to network.gatewayPort("alpha")
 * }
 * }</pre>
 */
public final class FabricNetwork implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 50;

  private final FabricPlan plan;
  private final MspFolders msp;
  private final Map<String, RunningProcess> running = new ConcurrentHashMap<>();
  private final Thread atExit = Thread.ofPlatform().unstarted(this::stopAll);

  FabricNetwork(FabricPlan plan) {
    this.plan = plan;
    this.msp = new MspFolders(plan);
  }

  /** Describes a network in a folder of its own; {@link FabricNetworkBuilder#start()} runs it. */
  public static FabricNetworkBuilder in(FabricHome fabric, Path folder) {
    return new FabricNetworkBuilder(fabric, folder);
  }

  FabricNetwork start() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      new NetworkFiles(plan, msp).create();
      run(OrdererNode.NAME, orderer().command());
      for (var org : plan.orgs()) run(PeerNode.name(org.name()), peer(org.name()).command());
      awaitPort(OrdererNode.NAME, plan.ordererAdminPort());
      orderer().join();
      InParallel.each(
          plan.orgs(),
          org -> {
            awaitPort(PeerNode.name(org.name()), org.peerPort());
            peer(org.name()).join();
          });
      return this;
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Installs, approves in every organisation's name and commits; returns when every gateway finds
   * an endorser of each organisation. The chaincodes' servers needn't run yet.
   *
   * @throws IOException with the reason of Fabric's own tool
   */
  public void deploy(Collection<FabricChaincode> chaincodes)
      throws IOException, InterruptedException {
    for (var chaincode : chaincodes) {
      var lifecycle = new Lifecycle(plan, chaincode);
      InParallel.each(plan.orgs(), org -> lifecycle.approve(peer(org.name()).cli()));
      lifecycle.commit(peer(plan.orgs().getFirst().name()).cli());
    }
    awaitEndorsers(chaincodes.stream().map(FabricChaincode::name).toList());
  }

  /** Waits until every gateway knows a peer of each organisation that runs these chaincodes. */
  public void awaitEndorsers(Collection<String> chaincodes)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    for (var org : plan.orgs()) {
      var view = new EndorserView(plan, org);
      while (true) {
        var missing = view.missing(chaincodes);
        if (missing.isEmpty()) break;
        if (System.nanoTime() > deadline) {
          throw new IOException(org.name() + " finds no endorser of " + missing);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }

  /** Folder of {@link io.tallystick.ledger.crypto.CryptoMaterial}: enrol clients there. */
  public Path crypto() {
    return plan.crypto();
  }

  /** A log per node. */
  public Path logs() {
    return plan.logs();
  }

  /** On 127.0.0.1, with TLS by {@code <crypto>/<org>/tls/ca.pem}; also serves Deliver. */
  public int gatewayPort(String org) {
    return plan.org(org).peerPort();
  }

  public String channel() {
    return plan.channel();
  }

  /** Release, commit and platform of the peers. */
  public String version() {
    return plan.fabric().version();
  }

  /** The organisation's peer process, to pause, measure or kill. */
  public ProcessIdentity peerProcess(String org) {
    return running.get(PeerNode.name(org)).identity();
  }

  public ProcessIdentity ordererProcess() {
    return running.get(OrdererNode.NAME).identity();
  }

  /** Ends a peer in order, or as a fault would; its data stays. */
  public void stopPeer(String org, Signal how) throws InterruptedException {
    running.remove(PeerNode.name(org)).end(how, STOP_LIMIT);
  }

  /** Starts it again on its data; returns when it listens. */
  public void startPeer(String org) throws IOException, InterruptedException {
    run(PeerNode.name(org), peer(org).command());
    awaitPort(PeerNode.name(org), plan.org(org).peerPort());
  }

  /** The same of the orderer. */
  public void stopOrderer(Signal how) throws InterruptedException {
    running.remove(OrdererNode.NAME).end(how, STOP_LIMIT);
  }

  public void startOrderer() throws IOException, InterruptedException {
    run(OrdererNode.NAME, orderer().command());
    awaitPort(OrdererNode.NAME, plan.ordererPort());
  }

  /** Ends every process; the folder stays. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      return;
    }
    stopAll();
  }

  private void stopAll() {
    for (var process : List.copyOf(running.values())) {
      Signal.TERM.to(process.identity());
    }
    try {
      for (var name : List.copyOf(running.keySet())) {
        running.remove(name).end(Signal.TERM, STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running.values().forEach(process -> Signal.KILL.to(process.identity()));
    }
  }

  private OrdererNode orderer() {
    return new OrdererNode(plan, msp);
  }

  private PeerNode peer(String org) {
    return new PeerNode(plan, msp, plan.org(org));
  }

  private void run(String name, Command command) throws IOException {
    OwnerOnly.folder(plan.logs());
    var log = plan.logs().resolve(name + ".log");
    running.put(name, RunningProcess.start(command, log, System.currentTimeMillis()));
  }

  private void awaitPort(String name, int port) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!listens(port)) {
      var process = running.get(name);
      if (process == null || !process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            "%s didn't start; why stands in %s"
                .formatted(name, plan.logs().resolve(name + ".log")));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(Ports.HOST, port), 1_000);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
