package io.tallystick.ledger;

import io.tallystick.ledger.block.BlockFiles;
import io.tallystick.ledger.block.BlockSigner;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.chaincode.Chaincodes;
import io.tallystick.ledger.chaincode.KeyHistory;
import io.tallystick.ledger.crypto.OwnerOnly;
import io.tallystick.ledger.deliver.DeliverService;
import io.tallystick.ledger.endorse.Endorser;
import io.tallystick.ledger.gateway.GatewayService;
import io.tallystick.ledger.identity.SigningIdentity;
import io.tallystick.ledger.order.Broadcast;
import io.tallystick.ledger.order.Committer;
import io.tallystick.ledger.order.Orderer;
import io.tallystick.ledger.state.StateStore;
import io.tallystick.ledger.validate.BlockValidator;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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
    var folder = OwnerOnly.folder(config.dataFolder());
    opened(FolderLock.take(folder));
    var state = opened(StateStore.open(OwnerOnly.folder(folder.resolve("state"))));
    var files =
        opened(
            BlockFiles.open(
                folder.resolve("blocks"),
                state.height(),
                repaired -> LOG.log(Level.WARNING, repaired)));
    var chain = new Chain(files, state);
    var definitions = definitions();
    var policies =
        definitions.stream()
            .collect(Collectors.toMap(Chaincodes.Definition::name, Chaincodes.Definition::policy));
    var validator = new BlockValidator(config.channel(), consortium.members(), policies, state);
    recover(chain, files, validator, consortium);

    var signer = SigningIdentity.of(consortium.orderer().mspId(), consortium.orderer().node());
    var committer = opened(new Committer(chain, validator));
    committer.failure().thenAccept(failure::complete);
    orderer =
        opened(new Orderer(config.cutting(), new BlockSigner(signer), committer, chain.end()));
    committer.start();
    orderer.start();
    var chaincodes =
        opened(
            new Chaincodes(
                config.channel(), definitions, config.timeouts(), new KeyHistory(chain)));
    serve(consortium, chain, chaincodes, committer);
  }

  private void recover(
      Chain chain, BlockFiles files, BlockValidator validator, Consortium consortium) {
    if (files.last() == null) {
      var genesis = consortium.genesis(config);
      chain.commit(genesis, validator.effects(genesis));
    }
    consortium.checkOwns(files.read(0), files.last(), config);
    for (var number = chain.height(); number < files.end().height(); number++) {
      chain.apply(validator.effects(files.read(number)));
    }
  }

  private List<Chaincodes.Definition> definitions() {
    return config.chaincodes().stream()
        .map(
            chaincode -> {
              var addresses = new HashMap<String, String>();
              for (var org : config.orgs()) {
                addresses.put(
                    org.mspId(),
                    chaincode.addressByMspId().getOrDefault(org.mspId(), chaincode.address()));
              }
              return new Chaincodes.Definition(
                  chaincode.name(),
                  chaincode.version(),
                  chaincode.policy().toProto(config.orgs()),
                  addresses);
            })
        .toList();
  }

  private void serve(
      Consortium consortium, Chain chain, Chaincodes chaincodes, Committer committer) {
    var members = consortium.members();
    var broadcast =
        new Broadcast(config.channel(), members, config.cutting(), orderer, committer, clock);
    var deliver = new DeliverService(config.channel(), members, chain, clock);
    var endorsers = new LinkedHashMap<String, Endorser>();
    for (var org : config.orgs()) {
      var organisation = consortium.organisations().get(org.mspId());
      endorsers.put(
          org.mspId(),
          new Endorser(
              SigningIdentity.of(org.mspId(), organisation.node()),
              () -> address(org),
              config.channel(),
              members,
              chain,
              chaincodes,
              clock));
    }
    var all = List.copyOf(endorsers.values());
    for (var org : config.orgs()) {
      var own = endorsers.get(org.mspId());
      var gateway =
          new GatewayService(own, all, chaincodes, broadcast, chain, config.channel(), members);
      var organisation = consortium.organisations().get(org.mspId());
      var server = opened(OrgServer.start(config.host(), org, organisation, gateway, deliver));
      servers.put(org.mspId(), server);
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
