package io.tallystick.ledger;

import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.chaincode.ChaincodeHosts;
import io.tallystick.ledger.chaincode.Chaincodes;
import io.tallystick.ledger.chaincode.KeyHistory;
import io.tallystick.ledger.endorse.Endorser;
import io.tallystick.ledger.endorse.Endorsers;
import io.tallystick.ledger.identity.SigningIdentity;
import io.tallystick.ledger.lifecycle.ChannelPolicies;
import io.tallystick.ledger.lifecycle.Definitions;
import io.tallystick.ledger.lifecycle.InstalledPackages;
import io.tallystick.ledger.lifecycle.LifecycleContract;
import io.tallystick.ledger.lifecycle.RunningChaincodes;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Every organisation's endorsing peer, and the connections to the chaincodes that they execute. */
final class Peers implements AutoCloseable {

  private final Chain chain;
  private final ChaincodeHosts hosts;
  private final RunningChaincodes running;
  private final Map<String, Endorser> endorsers = new LinkedHashMap<>();

  Peers(
      LedgerConfig config,
      Consortium consortium,
      Chain chain,
      ChannelPolicies policies,
      Definitions definitions,
      Function<LedgerConfig.Org, String> address,
      Clock clock) {
    this.chain = chain;
    this.hosts = new ChaincodeHosts(config.timeouts());
    var packages = new LinkedHashMap<String, InstalledPackages>();
    for (var org : config.orgs()) {
      var folder = config.dataFolder().resolve("packages").resolve(org.mspId());
      packages.put(org.mspId(), new InstalledPackages(folder, config.packages(org.mspId())));
    }
    this.running = new RunningChaincodes(definitions, packages);
    var common =
        new Endorsers(
            config.channel(),
            consortium.members(),
            chain,
            running,
            new Chaincodes(config.channel(), hosts, new KeyHistory(chain)),
            clock);
    for (var org : config.orgs()) {
      var organisation = consortium.organisations().get(org.mspId());
      var lifecycle =
          new LifecycleContract(
              org.mspId(),
              config.channel(),
              policies,
              definitions,
              packages.get(org.mspId()),
              this::connect);
      endorsers.put(
          org.mspId(),
          common.of(
              SigningIdentity.of(org.mspId(), organisation.node()),
              () -> address.apply(org),
              lifecycle));
    }
  }

  /** Connects to the chaincodes defined now, and from now on whenever the definitions change. */
  void start() {
    connect();
    chain.onApplied(
        effects -> {
          var changed =
              effects.writes().keySet().stream()
                  .anyMatch(key -> key.namespace().equals(LifecycleContract.NAME));
          if (changed) {
            connect();
          }
        });
  }

  private void connect() {
    try (var snapshot = chain.state().snapshot()) {
      hosts.connect(running.addresses(snapshot));
    }
  }

  /** By membership id, in the configuration's order. */
  Map<String, Endorser> endorsers() {
    return endorsers;
  }

  @Override
  public void close() {
    hosts.close();
  }
}
