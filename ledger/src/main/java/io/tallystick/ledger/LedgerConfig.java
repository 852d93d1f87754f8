package io.tallystick.ledger;

import io.tallystick.ledger.chaincode.ChaincodeTimeouts;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.lifecycle.ConfiguredDefinitions;
import io.tallystick.ledger.lifecycle.InstalledPackages;
import io.tallystick.ledger.order.BlockCutting;
import io.tallystick.ledger.policy.EndorsementPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/**
 * All that a ledger is started with.
 *
 * @param dataFolder blocks and state
 * @param cryptoFolder keys and certificates; what is missing is created
 * @param host address that the gateways bind to
 */
public record LedgerConfig(
    Path dataFolder,
    Path cryptoFolder,
    String host,
    String channel,
    BlockCutting cutting,
    List<Org> orgs,
    List<Chaincode> chaincodes,
    ChaincodeTimeouts timeouts) {

  /**
   * An organisation with a peer.
   *
   * @param gatewayPort 0 takes a free one
   */
  public record Org(String name, String mspId, int gatewayPort) {}

  /**
   * A chaincode of the channel.
   *
   * @param address its server, host:port
   * @param addressByMspId servers of organisations that run their own
   * @param policy which endorsements a transaction needs
   */
  public record Chaincode(
      String name,
      String version,
      String address,
      Map<String, String> addressByMspId,
      Policy policy) {}

  /**
   * So many of these organisations, each by an identity of this role.
   *
   * @param mspIds empty: all organisations of the channel
   */
  public record Policy(int outOf, NodeRole role, List<String> mspIds) {

    public static Policy outOf(int count) {
      return new Policy(count, NodeRole.PEER, List.of());
    }

    SignaturePolicyEnvelope toProto(List<Org> orgs) {
      var members = mspIds.isEmpty() ? orgs.stream().map(Org::mspId).toList() : mspIds;
      return EndorsementPolicy.outOf(outOf, members, role);
    }
  }

  public LedgerConfig {
    orgs = List.copyOf(orgs);
    chaincodes = List.copyOf(chaincodes);
    require(channel.matches("[a-z][a-z0-9.-]{0,248}"), "not a channel name: " + channel);
    require(!orgs.isEmpty(), "a ledger needs at least one organisation");
    distinct(orgs, Org::name, "organisation");
    distinct(orgs, Org::mspId, "MSP id");
    distinct(orgs.stream().filter(o -> o.gatewayPort() != 0).toList(), Org::gatewayPort, "port");
    distinct(chaincodes, Chaincode::name, "chaincode");
    distinct(chaincodes, Chaincode::address, "chaincode address");
    for (var chaincode : chaincodes) {
      require(
          chaincode.name().matches("[A-Za-z0-9]+([-_][A-Za-z0-9]+)*"),
          "not a chaincode name: " + chaincode.name());
    }
  }

  /** The membership ids of all organisations. */
  List<String> mspIds() {
    return orgs.stream().map(Org::mspId).toList();
  }

  /** The chaincodes as definitions. */
  List<ConfiguredDefinitions.Configured> configured() {
    return chaincodes.stream()
        .map(
            each ->
                new ConfiguredDefinitions.Configured(
                    each.name(), each.version(), each.policy().toProto(orgs)))
        .toList();
  }

  /** The chaincodes as packages of an organisation's peer. */
  List<InstalledPackages.Installed> packages(String mspId) {
    return chaincodes.stream()
        .map(
            each ->
                new InstalledPackages.Installed(
                    InstalledPackages.configuredId(each.name(), each.version()),
                    each.name() + "_" + each.version(),
                    each.addressByMspId().getOrDefault(mspId, each.address())))
        .toList();
  }

  private static <T> void distinct(List<T> all, Function<T, Object> by, String what) {
    var seen = new HashSet<>();
    all.forEach(each -> require(seen.add(by.apply(each)), what + " twice: " + by.apply(each)));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  public static Builder builder(Path dataFolder, Path cryptoFolder) {
    return new Builder(dataFolder, cryptoFolder);
  }

  /** Starts from the defaults: 127.0.0.1, channel {@code channel}, blocks cut after 10 ms. */
  public static final class Builder {

    private final Path dataFolder;
    private final Path cryptoFolder;
    private final List<Org> orgs = new ArrayList<>();
    private final List<Chaincode> chaincodes = new ArrayList<>();
    private String host = "127.0.0.1";
    private String channel = "channel";
    private BlockCutting cutting = BlockCutting.DEFAULT;
    private ChaincodeTimeouts timeouts = ChaincodeTimeouts.DEFAULT;

    private Builder(Path dataFolder, Path cryptoFolder) {
      this.dataFolder = dataFolder;
      this.cryptoFolder = cryptoFolder;
    }

    public Builder host(String host) {
      this.host = host;
      return this;
    }

    public Builder channel(String channel) {
      this.channel = channel;
      return this;
    }

    public Builder cutting(BlockCutting cutting) {
      this.cutting = cutting;
      return this;
    }

    public Builder executeTimeout(Duration timeout) {
      this.timeouts = new ChaincodeTimeouts(timeouts.connect(), timeout);
      return this;
    }

    /** Adds an organisation with its usual MSP id, for example {@code RiversideMSP}. */
    public Builder org(String name, int gatewayPort) {
      return org(new Org(name, CryptoMaterial.mspIdOf(name), gatewayPort));
    }

    public Builder org(Org org) {
      orgs.add(org);
      return this;
    }

    /** Adds a chaincode that all organisations run at one address. */
    public Builder chaincode(String name, String address, Policy policy) {
      return chaincode(new Chaincode(name, "1.0", address, Map.of(), policy));
    }

    public Builder chaincode(Chaincode chaincode) {
      chaincodes.add(chaincode);
      return this;
    }

    /** Lets one organisation run a chaincode, added before, of its own. */
    public Builder chaincodeAddress(String name, String mspId, String address) {
      chaincodes.replaceAll(
          chaincode -> {
            if (!chaincode.name().equals(name)) {
              return chaincode;
            }
            var addresses = new HashMap<>(chaincode.addressByMspId());
            addresses.put(mspId, address);
            return new Chaincode(
                name, chaincode.version(), chaincode.address(), addresses, chaincode.policy());
          });
      return this;
    }

    public LedgerConfig build() {
      return new LedgerConfig(
          dataFolder, cryptoFolder, host, channel, cutting, orgs, chaincodes, timeouts);
    }
  }
}
