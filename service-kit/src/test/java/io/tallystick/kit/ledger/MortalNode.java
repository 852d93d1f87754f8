package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.ledger.Refusal;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * A process that works off its commands and ends without warning at one point, as after {@code kill
 * -9}: args are a settings file and the point, or {@code never}.
 */
final class MortalNode {

  static final int DEAD = 137;
  static final String KIND = "record.publish";

  /** Endorsements that wait for each other before either is stored, so that they collide. */
  static final String COLLIDE = "test.collide";

  public static void main(String[] args) throws Exception {
    var settings = new HashMap<String, String>();
    try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
      var properties = new Properties();
      properties.load(file);
      properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
    }
    var node = new LedgerNode(settings, new CountedOutcomes(), new Death(settings, args[1]));
    node.start();
    // Ends with its parent.
    while (System.in.read() >= 0) continue;
    Runtime.getRuntime().halt(0);
  }

  private static final class Death extends FaultPoints {

    private final String at;
    private final CountDownLatch meeting;

    Death(Map<String, String> settings, String at) {
      this.at = at;
      this.meeting = new CountDownLatch(Integer.parseInt(settings.getOrDefault(COLLIDE, "0")));
    }

    @Override
    void reached(FaultPoint point, Collection<String> opIds) {
      if (point == FaultPoint.ENDORSED_NOT_STORED) meet();
      if (point.name().equals(at)) Runtime.getRuntime().halt(DEAD);
    }

    private void meet() {
      meeting.countDown();
      try {
        meeting.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Adds a row for every outcome it is told: one too many would show. */
  private static final class CountedOutcomes implements LedgerOutcomeHandler {

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
      tx.execute("INSERT INTO told VALUES (?, ?)", command.opId(), receipt.txid());
    }

    @Override
    public void refused(Handle tx, LedgerCommand command, Refusal why) {
      tx.execute("INSERT INTO told VALUES (?, ?)", command.opId(), why.code().name());
    }
  }

  private MortalNode() {}
}
