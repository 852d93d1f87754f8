package io.tallystick.cli.bench;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.part.Chaincode;
import io.tallystick.devnet.secret.Enrolments;
import io.tallystick.devnet.supervisor.PartStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/**
 * A ledger with the contracts and the consortium founded on it, and nothing else: started in a
 * folder of its own, and gone with it.
 */
final class BenchLedger implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final long CALL_SECONDS = 120;
  private static final String CALLER = "riverside";

  private final Devnet devnet;
  private final ManagedChannel channel;
  private final Gateway gateway;

  private BenchLedger(Devnet devnet) throws IOException, GeneralSecurityException {
    this.devnet = devnet;
    var caller = Consortium.institution(CALLER);
    var enrolment = Enrolments.devnet(devnet.home(), CALLER);
    var tls = TlsChannelCredentials.newBuilder().trustManager(enrolment.tlsCa().toFile()).build();
    this.channel =
        Grpc.newChannelBuilder(Ports.HOST + ":" + devnet.ports().gateway(caller), tls).build();
    var certificate = Identities.readX509Certificate(Files.readString(enrolment.certificate()));
    var key = Identities.readPrivateKey(Files.readString(enrolment.privateKey()));
    this.gateway =
        Gateway.newInstance()
            .identity(new X509Identity(caller.msp(), certificate))
            .signer(Signers.newPrivateKeySigner(key))
            .hash(Hash.SHA256)
            .connection(channel)
            .endorseOptions(options -> options.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
            .submitOptions(options -> options.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
            .commitStatusOptions(
                options -> options.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
            .connect();
  }

  /**
   * @param folder for its state; what an earlier run left there is deleted
   */
  static BenchLedger start(
      LedgerChoice.Kind kind, Path folder, int portOffset, Optional<Duration> batchTimeout)
      throws IOException, GeneralSecurityException {
    if (Files.exists(folder)) Devnet.at(folder).reset();
    var devnet = Devnet.at(folder, portOffset).on(kind, batchTimeout);
    // Its processes outlive this one, so an interrupted run has to end them too.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(devnet::down));
    try {
      devnet.up(devnet.ledgerParts());
      devnet.awaitReady(START_LIMIT, part -> {});
      return new BenchLedger(devnet);
    } catch (RuntimeException | IOException | GeneralSecurityException e) {
      devnet.down();
      throw e;
    }
  }

  /** As it is called in tables. */
  String name() {
    return devnet.ledger().isFabric()
        ? "fabric"
        : devnet.ledger().kind().name().toLowerCase(Locale.ROOT);
  }

  Contract contract() {
    return gateway.getNetwork(Consortium.CHANNEL).getContract(Consortium.CHAINCODE);
  }

  /** What its processes, the contracts' among them, have cost so far. */
  ProcessCost cost() {
    return cost(part -> true);
  }

  /** The contracts' part of it. */
  ProcessCost contractsCost() {
    return cost(part -> part.name().equals(Chaincode.NAME));
  }

  private ProcessCost cost(Predicate<PartStatus> which) {
    return ProcessCost.of(
        devnet.status().stream()
            .filter(PartStatus::isRunning)
            .filter(which)
            .map(part -> part.process().pid())
            .toList());
  }

  /** Parts that died and were started again: a measurement with one of them isn't one. */
  List<String> restarted() {
    return devnet.status().stream()
        .filter(part -> part.restarts() > 0)
        .map(PartStatus::name)
        .toList();
  }

  @Override
  public void close() {
    gateway.close();
    channel.shutdownNow();
    devnet.reset();
  }
}
