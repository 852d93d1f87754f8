package io.tallystick.ledger;

import io.tallystick.ledger.block.BlockSigner;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.crypto.OwnerOnly;
import io.tallystick.ledger.deliver.DeliverService;
import io.tallystick.ledger.endorse.EndorserService;
import io.tallystick.ledger.gateway.GatewayService;
import io.tallystick.ledger.identity.SigningIdentity;
import io.tallystick.ledger.lifecycle.ChannelPolicies;
import io.tallystick.ledger.lifecycle.Definitions;
import io.tallystick.ledger.order.Broadcast;
import io.tallystick.ledger.order.Committer;
import io.tallystick.ledger.order.Orderer;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A Fabric network in this JVM: every organisation's gateway and peer, the orderer, the chain. */
public final class DevLedger implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DevLedger.class.getName());

  private static final Duration DRAIN = Duration.ofMillis(300);

  private final LedgerConfig config;
  private final Clock clock;
  // Closed in reverse: those who use a thing before the thing.
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Map<String, OrgServer> servers = new ConcurrentHashMap<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private Orderer orderer;

  private DevLedger(LedgerConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Starts a ledger; on return all gateways listen. What prevents it is an exception whose message
   * says so in one sentence.
   */
  public static DevLedger start(LedgerConfig config) {
    return start(config, Clock.systemUTC());
  }

  /** As {@link #start(LedgerConfig)}, with a clock that decides which identities are expired. */
  public static DevLedger start(LedgerConfig config, Clock clock) {
    var ledger = new DevLedger(config, clock);
    try {
      ledger.start();
      return ledger;
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  private void start() {
    var consortium = Consortium.load(config);
    opened(FolderLock.take(OwnerOnly.folder(config.dataFolder())));
    var policies = new ChannelPolicies(config.mspIds());
    var definitions = new Definitions(policies);
    var storage = opened(Storage.open(config, consortium, definitions));
    var chain = storage.chain();

    var signer = SigningIdentity.of(consortium.orderer().mspId(), consortium.orderer().node());
    var committer = opened(new Committer(chain, storage.validator()));
    committer.failure().thenAccept(failure::complete);
    orderer =
        opened(new Orderer(config.cutting(), new BlockSigner(signer), committer, chain.end()));
    var peers =
        opened(new Peers(config, consortium, chain, policies, definitions, this::address, clock));
    peers.start();
    committer.start();
    orderer.start();
    serve(consortium, chain, definitions, peers, committer);
    storage.checkEarlierBlocks(failure::complete);
  }

  private void serve(
      Consortium consortium,
      Chain chain,
      Definitions definitions,
      Peers peers,
      Committer committer) {
    var members = consortium.members();
    var channel = config.channel();
    var broadcast = new Broadcast(channel, members, config.cutting(), orderer, committer, clock);
    var all = List.copyOf(peers.endorsers().values());
    for (var org : config.orgs()) {
      var own = peers.endorsers().get(org.mspId());
      servers.put(
          org.mspId(),
          opened(
              OrgServer.start(
                  config.host(),
                  org,
                  consortium.organisations().get(org.mspId()),
                  new GatewayService(own, all, definitions, broadcast, chain, channel, members),
                  new DeliverService(channel, members, chain, clock),
                  new EndorserService(own, chain.state()))));
    }
  }

  /** All gateways stop taking calls, and get a moment to answer, before the first part is gone. */
  private void drain() {
    servers.values().forEach(OrgServer::shutdown);
    var deadline = System.nanoTime() + DRAIN.toNanos();
    try {
      for (var server : servers.values()) {
        var left = deadline - System.nanoTime();
        server.drain(Math.max(0, Duration.ofNanos(left).toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private String address(LedgerConfig.Org org) {
    var server = servers.get(org.mspId());
    return config.host() + ":" + (server == null ? org.gatewayPort() : server.port());
  }

  /** The port on which an organisation's gateway listens. */
  public int gatewayPort(String mspId) {
    var server = servers.get(mspId);
    if (server == null) {
      throw new IllegalArgumentException("no gateway of " + mspId + " is running");
    }
    return server.port();
  }

  /** Completes with the cause if the ledger can no longer commit; it should then be restarted. */
  public CompletableFuture<Throwable> failure() {
    return failure.copy();
  }

  /** The orderer behind its checks: lets tests order what a faulty orderer would. */
  Orderer orderer() {
    return orderer;
  }

  @Override
  public void close() {
    drain();
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "a part of the ledger did not close", e);
      }
    }
  }
}
