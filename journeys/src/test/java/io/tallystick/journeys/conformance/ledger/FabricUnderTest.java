package io.tallystick.journeys.conformance.ledger;

import io.tallystick.devnet.fabric.FabricChaincode;
import io.tallystick.devnet.fabric.FabricHome;
import io.tallystick.devnet.fabric.FabricNetwork;
import io.tallystick.devnet.process.Signal;
import io.tallystick.ledger.crypto.CryptoMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Fabric network: an orderer and three peers as processes. */
public final class FabricUnderTest implements LedgerUnderTest {

  private static final Duration BATCH_TIMEOUT = Duration.ofMillis(100);
  private static final String EXECUTE_TIMEOUT = "2s";

  private final ChaincodeServer kv;
  private final ChaincodeServer differing;
  private final FabricNetwork network;
  private final List<Member> members;

  private FabricUnderTest(ChaincodeServer kv, ChaincodeServer differing, FabricNetwork network) {
    this.kv = kv;
    this.differing = differing;
    this.network = network;
    this.members =
        ORGS.stream()
            .map(org -> Member.of(network.crypto(), org, "127.0.0.1:" + network.gatewayPort(org)))
            .toList();
  }

  /** Starts one in an empty folder and deploys both chaincodes. */
  public static FabricUnderTest start(FabricHome fabric, Path folder) {
    var kv = new ChaincodeServer(folder.resolve("kv.log"), "one", "one", "one");
    var differing = new ChaincodeServer(folder.resolve("differing.log"), "one", "one", "two");
    var chaincodes = List.of(chaincode(KV, kv), chaincode(DIFFERING, differing));
    try {
      var builder = FabricNetwork.in(fabric, folder.resolve("network")).channel(CHANNEL);
      ORGS.forEach(builder::org);
      var network =
          builder
              .batchTimeout(BATCH_TIMEOUT)
              .peerSetting("CORE_CHAINCODE_EXECUTETIMEOUT", EXECUTE_TIMEOUT)
              .start();
      Stream.of(kv, differing).forEach(ChaincodeServer::awaitListening);
      network.deploy(chaincodes);
      return new FabricUnderTest(kv, differing, network);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a server for each organisation: the Java shim confuses peers that register together. */
  private static FabricChaincode chaincode(String name, ChaincodeServer server) {
    var chaincode =
        new FabricChaincode(
            name,
            "1.0",
            server.address(0),
            Map.of(ORGS.get(1), server.address(1), ORGS.get(2), server.address(2)),
            FabricChaincode.outOf(2, ORGS.stream().map(CryptoMaterial::mspIdOf).toList()));
    server.registerAs(ORGS.stream().map(chaincode::packageId).toList());
    server.start();
    return chaincode;
  }

  @Override
  public String version() {
    return "Fabric " + network.version().replaceAll("(?s).*?v(\\d[^,\\s]*).*", "$1");
  }

  @Override
  public List<Member> members() {
    return members;
  }

  @Override
  public boolean hasSeparatePeers() {
    return true;
  }

  private String org(Member member) {
    return ORGS.get(members.indexOf(member));
  }

  @Override
  public void pause(Member member) {
    signal("STOP", member);
  }

  @Override
  public void resume(Member member) {
    signal("CONT", member);
  }

  private void signal(String name, Member member) {
    var pid = network.peerProcess(org(member)).pid();
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop(Member member) {
    try {
      network.stopPeer(org(member), Signal.KILL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void start(Member member) {
    try {
      network.startPeer(org(member));
      network.awaitEndorsers(List.of(KV, DIFFERING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void restart() {
    members.forEach(this::stop);
    try {
      for (var org : ORGS) {
        network.startPeer(org);
      }
      network.awaitEndorsers(List.of(KV, DIFFERING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ChaincodeServer chaincode() {
    return kv;
  }

  @Override
  public void close() {
    network.close();
    kv.close();
    differing.close();
  }
}
