package io.tallystick.journeys.conformance.ledger;

import io.tallystick.ledger.DevLedger;
import io.tallystick.ledger.LedgerConfig;
import io.tallystick.ledger.LedgerConfig.Policy;
import io.tallystick.ledger.crypto.CryptoMaterial;
import io.tallystick.ledger.order.BlockCutting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The dev ledger in this JVM. */
public final class DevLedgerUnderTest implements LedgerUnderTest {

  /** Long enough that what is submitted together stands in one block. */
  private static final Duration BATCH_TIMEOUT = Duration.ofMillis(50);

  private static final Duration EXECUTE_TIMEOUT = Duration.ofSeconds(2);

  private final ChaincodeServer kv;
  private final ChaincodeServer differing;
  private final LedgerConfig config;
  private final List<Member> members;
  private DevLedger ledger;

  private DevLedgerUnderTest(Path folder) {
    kv = new ChaincodeServer(folder.resolve("kv.log"), "one");
    differing = new ChaincodeServer(folder.resolve("differing.log"), "one", "two");
    config = config(folder);
    members =
        config.orgs().stream()
            .map(
                org ->
                    Member.of(config.cryptoFolder(), org.name(), "127.0.0.1:" + org.gatewayPort()))
            .toList();
  }

  /** Starts one in an empty folder. */
  public static DevLedgerUnderTest start(Path folder) {
    var started = new DevLedgerUnderTest(folder);
    Stream.of(started.kv, started.differing).forEach(ChaincodeServer::start);
    Stream.of(started.kv, started.differing).forEach(ChaincodeServer::awaitListening);
    started.ledger = DevLedger.start(started.config);
    return started;
  }

  private LedgerConfig config(Path folder) {
    var usual = BlockCutting.DEFAULT;
    var cutting =
        new BlockCutting(
            usual.maxCount(),
            usual.maxBytes(),
            usual.absoluteMaxBytes(),
            BATCH_TIMEOUT,
            BATCH_TIMEOUT);
    var builder =
        LedgerConfig.builder(folder.resolve("data"), folder.resolve("crypto"))
            .channel(CHANNEL)
            .cutting(cutting)
            .executeTimeout(EXECUTE_TIMEOUT)
            .chaincode(KV, kv.address(0), Policy.outOf(2))
            .chaincode(DIFFERING, differing.address(0), Policy.outOf(2))
            .chaincodeAddress(
                DIFFERING, CryptoMaterial.mspIdOf(ORGS.getLast()), differing.address(1));
    ORGS.forEach(org -> builder.org(org, ChaincodeServer.freePort()));
    return builder.build();
  }

  @Override
  public String version() {
    return "dev ledger";
  }

  @Override
  public List<Member> members() {
    return members;
  }

  @Override
  public boolean hasSeparatePeers() {
    return false;
  }

  @Override
  public void pause(Member member) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void resume(Member member) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void stop(Member member) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void start(Member member) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void restart() {
    ledger.close();
    ledger = DevLedger.start(config);
  }

  @Override
  public ChaincodeServer chaincode() {
    return kv;
  }

  @Override
  public void close() {
    ledger.close();
    kv.close();
    differing.close();
  }
}
