package io.tallystick.ledger;

import io.tallystick.ledger.block.CorruptChainException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a ledger as a process: {@code LedgerMain CONFIG.json}. */
public final class LedgerMain {

  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private LedgerMain() {}

  /** Prints {@code ledger ready} once all gateways listen, or one sentence and exits non-zero. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 1) {
      System.err.println("usage: LedgerMain CONFIG.json");
      System.exit(USAGE);
    }
    try {
      run(LedgerConfigFile.read(Path.of(args[0])));
    } catch (IllegalArgumentException
        | IllegalStateException
        | CorruptChainException
        | UncheckedIOException e) {
      System.err.println("ledger: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void run(LedgerConfig config) throws InterruptedException {
    var ledger = DevLedger.start(config);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ledger.close();
                  stopped.countDown();
                },
                "shutdown"));
    ledger
        .failure()
        .thenAccept(
            cause -> {
              System.err.println("ledger: it cannot go on: " + cause.getMessage());
              // Not exit: its hook would wait for the committer, whose thread this is. All that was
              // acknowledged is synced, as for any kill.
              Runtime.getRuntime().halt(FAILED);
            });
    System.out.println("ledger ready");
    stopped.await();
  }
}
