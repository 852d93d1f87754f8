package io.tallystick.devnet.fabric;

import io.tallystick.devnet.layout.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What a network consists of and where it lies.
 *
 * @param crypto keys and certificates as {@link io.tallystick.ledger.crypto.CryptoMaterial} makes
 *     them; what is missing is made
 * @param config what Fabric's programs read: MSP folders, the channel's configuration, packages
 * @param data a folder per node
 * @param logs a file per node
 * @param batchTimeout how long the orderer waits for more transactions before it cuts a block; goes
 *     into block 0 and stays
 * @param peerSettings further settings of every peer, as environment: {@code CORE_…}
 */
public record FabricPlan(
    FabricHome fabric,
    Path crypto,
    Path config,
    Path data,
    Path logs,
    String channel,
    List<Org> orgs,
    int ordererPort,
    int ordererAdminPort,
    Duration batchTimeout,
    Map<String, String> peerSettings) {

  /** Measured: a lone commit takes 29–42 ms with it, 75–85 ms with 50 ms; the rate is the same. */
  public static final Duration BATCH_TIMEOUT = Duration.ofMillis(10);

  /**
   * An organisation with a peer.
   *
   * @param peerPort of its gateway, endorser and Deliver
   */
  public record Org(String name, String mspId, int peerPort) {
    public String peerAddress() {
      return Ports.HOST + ":" + peerPort;
    }
  }

  public FabricPlan {
    orgs = List.copyOf(orgs);
    peerSettings = Map.copyOf(peerSettings);
  }

  Org org(String name) {
    return orgs.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no organisation " + name));
  }

  String ordererAddress() {
    return Ports.HOST + ":" + ordererPort;
  }

  String ordererAdminAddress() {
    return Ports.HOST + ":" + ordererAdminPort;
  }

  Path genesisBlock() {
    return config.resolve("genesis.block");
  }

  Path builder() {
    return config.resolve("builder");
  }

  /** What the command-line tools print. */
  Path toolLog() {
    return logs.resolve("fabric-tools.log");
  }

  Path tlsCa(String org) {
    return crypto.resolve(org).resolve("tls/ca.pem");
  }

  Path tlsCertificate(String org) {
    return crypto.resolve(org).resolve("tls/server.pem");
  }

  Path tlsKey(String org) {
    return crypto.resolve(org).resolve("tls/server-key.pem");
  }
}
