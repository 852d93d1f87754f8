package io.tallystick.kit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.tail.ChainOperations;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/** A service with a database of its own that dies again and again. */
final class MortalService implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final List<String> ONE = List.of("authority", "riverside");
  private static final List<String> OTHER = List.of("harbor", "riverside");

  private final Ids ids = Ids.secure();
  private final Map<String, String> settings = new HashMap<>();
  private final List<PublishRecord> good = new ArrayList<>();
  private final List<PublishRecord> bad = new ArrayList<>();
  private final List<List<PublishRecord>> rivals = new ArrayList<>();
  private final Jdbi database;
  private final CommandTable table = new CommandTable(null);
  private final Path file;
  private Process process;

  MortalService(Path file) {
    this.file = file;
    var resource = new ConsortiumResource();
    resource.init(
        Map.of("org", "riverside", "service", "claim-service", "parts", "postgres,ledger"));
    settings.putAll(resource.start());
    LedgerNode.migrate(settings);
    database = Jdbi.create(settings.get("quarkus.datasource.jdbc.url"), "postgres", "postgres");
    database.useHandle(h -> h.execute("CREATE TABLE told (op_id text, what text)"));
  }

  @Override
  public void close() {
    if (process != null) process.destroyForcibly();
  }

  /** Dies at each of these points, and lives on. */
  void dies(List<FaultPoint> deaths) throws Exception {
    for (var death : deaths) {
      boolean collide = death.name().startsWith("INVALID");
      if (collide) awaitAllFinal();
      enqueue(collide);
      start(death.name(), collide);
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("%s", death).isTrue();
      assertThat(process.exitValue()).as("dies at %s", death).isEqualTo(MortalNode.DEAD);
    }
    awaitAllFinal();
  }

  void assertNothingIsLostOrDoubled() throws Exception {
    var chain = chain();
    for (var publish : good) assertOnce(publish, chain);
    for (var publish : bad) assertRefused(publish, chain, "MALFORMED");
    for (var pair : rivals) {
      var won = pair.stream().filter(p -> !chain.writers(operation(p)).isEmpty()).toList();
      assertThat(won).hasSize(1);
      assertOnce(won.getFirst(), chain);
      pair.stream()
          .filter(p -> p != won.getFirst())
          .forEach(p -> assertRefused(p, chain, "ALREADY_EXISTS"));
    }
    assertThat(count("SELECT count(*) FROM ledger_transaction")).isZero();
  }

  private void awaitAllFinal() throws Exception {
    start("never", false);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count("SELECT count(*) FROM ledger_command WHERE outcome_at IS NULL") > 0) {
      assertThat(System.nanoTime()).as("all become final").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    // Envelopes are forgotten after the last outcome.
    while (count("SELECT count(*) FROM ledger_transaction") > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    process.destroyForcibly().waitFor();
  }

  /** One transaction of five sound operations and one that isn't, in one go. */
  private void enqueue(boolean collide) {
    database.useTransaction(
        tx -> {
          for (int i = 0; i < 5; i++) {
            good.add(publish(ids.next(), "ab"));
            table.insert(tx, command(good.getLast(), ONE));
          }
          bad.add(publish(ids.next(), "no"));
          table.insert(tx, command(bad.getLast(), ONE));
          if (!collide) return;
          // The same record by two sets of endorsers: both are endorsed, one can be valid.
          var recordId = ids.next();
          rivals.add(List.of(publish(recordId, "cd"), publish(recordId, "ef")));
          table.insert(tx, command(rivals.getLast().get(0), ONE));
          table.insert(tx, command(rivals.getLast().get(1), OTHER));
          good.add(publish(ids.next(), "ab"));
          table.insert(tx, command(good.getLast(), OTHER));
        });
  }

  private void start(String death, boolean collide) throws Exception {
    var properties = new Properties();
    properties.putAll(settings);
    if (collide) properties.put(MortalNode.COLLIDE, "2");
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    process =
        new ProcessBuilder(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MortalNode.class.getName(),
                file.toString(),
                death)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(new File("target/group-commit-death.log")))
            .start();
  }

  private ChainOperations chain() throws Exception {
    var chain = new ChainOperations();
    try (var node = new LedgerNode(settings, noHandler(), new FaultPoints());
        var blocks = new BlockSource(node.connection).blocksFrom(0)) {
      long last = count("SELECT max(block) FROM ledger_command");
      for (long block = 0; block <= last; block++) chain.read(blocks.next());
    }
    return chain;
  }

  private void assertOnce(PublishRecord publish, ChainOperations chain) {
    assertThat(chain.writers(operation(publish))).as("operation on the chain").hasSize(1);
    var txid = chain.writers(operation(publish)).getFirst();
    assertThat(chain.writers(LedgerKeys.record(publish.recordId()))).containsExactly(txid);
    assertThat(told(publish)).containsExactly(txid);
  }

  private void assertRefused(PublishRecord publish, ChainOperations chain, String code) {
    assertThat(chain.writers(operation(publish))).isEmpty();
    assertThat(told(publish)).containsExactly(code);
  }

  private List<String> told(PublishRecord publish) {
    return database.withHandle(
        h ->
            h.createQuery("SELECT what FROM told WHERE op_id = ?")
                .bind(0, publish.opId())
                .mapTo(String.class)
                .list());
  }

  private long count(String query) {
    return database.withHandle(h -> h.createQuery(query).mapTo(Long.class).one());
  }

  private static String operation(PublishRecord publish) {
    return LedgerKeys.operation(publish.opId());
  }

  private PublishRecord publish(String recordId, String root) {
    return new PublishRecord(ids.next(), recordId, root.repeat(32), 3);
  }

  private static LedgerCommand command(PublishRecord publish, List<String> endorsers) {
    return new LedgerCommand(MortalNode.KIND, publish, null, endorsers, publish.opId());
  }

  private static LedgerOutcomeHandler noHandler() {
    return new RecordOutcomes();
  }
}
