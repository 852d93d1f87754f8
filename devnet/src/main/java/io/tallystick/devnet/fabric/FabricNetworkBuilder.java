package io.tallystick.devnet.fabric;

import io.tallystick.ledger.crypto.CryptoMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts from the defaults: channel {@code channel}, free ports, {@link FabricPlan#BATCH_TIMEOUT}.
 */
public final class FabricNetworkBuilder {

  private record Member(String name, String mspId) {}

  private final FabricHome fabric;
  private final Path folder;
  private final List<Member> members = new ArrayList<>();
  private final Map<String, String> peerSettings = new HashMap<>();
  private Path crypto;
  private String channel = "channel";
  private Duration batchTimeout = FabricPlan.BATCH_TIMEOUT;

  FabricNetworkBuilder(FabricHome fabric, Path folder) {
    this.fabric = fabric;
    this.folder = folder.toAbsolutePath().normalize();
    this.crypto = this.folder.resolve("crypto");
  }

  public FabricNetworkBuilder channel(String name) {
    this.channel = name;
    return this;
  }

  /** Keys that are there already, in {@link CryptoMaterial}'s layout; default: below the folder. */
  public FabricNetworkBuilder crypto(Path existing) {
    this.crypto = existing.toAbsolutePath().normalize();
    return this;
  }

  /** Adds an organisation with its usual MSP id: {@code AlphaMSP} of {@code alpha}. */
  public FabricNetworkBuilder org(String name) {
    return org(name, CryptoMaterial.mspIdOf(name));
  }

  public FabricNetworkBuilder org(String name, String mspId) {
    members.add(new Member(name, mspId));
    return this;
  }

  public FabricNetworkBuilder batchTimeout(Duration timeout) {
    this.batchTimeout = timeout;
    return this;
  }

  /** A setting of every peer, as environment: {@code CORE_CHAINCODE_EXECUTETIMEOUT}, {@code 3s}. */
  public FabricNetworkBuilder peerSetting(String name, String value) {
    peerSettings.put(name, value);
    return this;
  }

  /**
   * Returns when every peer has joined the channel.
   *
   * @throws IOException if a node or one of Fabric's tools fails; it names the log
   */
  public FabricNetwork start() throws IOException, InterruptedException {
    var ports = freePorts(members.size() + 2);
    var orgs = new ArrayList<FabricPlan.Org>();
    for (var member : members) {
      orgs.add(new FabricPlan.Org(member.name(), member.mspId(), ports.get(2 + orgs.size())));
    }
    var plan =
        new FabricPlan(
            fabric,
            crypto,
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("logs"),
            channel,
            orgs,
            ports.get(0),
            ports.get(1),
            batchTimeout,
            peerSettings);
    return new FabricNetwork(plan).start();
  }

  /** Ports nobody listens on now; held all at once, so that they differ. */
  private static List<Integer> freePorts(int count) throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (var socket : sockets) socket.close();
    }
  }
}
