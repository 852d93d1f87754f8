package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.hyperledger.fabric.client.Contract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the ledger takes: commit time, rate, memory and start, with few keys and with many. In every
 * test run a short one; {@code -Dtallystick.figures.keys=1000000 -Dtallystick.figures.seconds=20}
 * measures what the design names. Prints its figures; the limits here are only what a busy machine
 * keeps too.
 */
class FiguresTest {

  private static final int FEW = 1_000;
  private static final int KEYS = Integer.getInteger("tallystick.figures.keys", 4_000);
  private static final long SECONDS = Long.getLong("tallystick.figures.seconds", 1);
  private static final int CLIENTS = 16;
  private static final int KEYS_AT_ONCE = 1_000;

  @TempDir Path folder;

  @Test
  void the_figures_of_a_chain_with_many_keys() throws Exception {
    var port = TestNetwork.freePort();
    try (var chaincode = new TestChaincode("one", port)) {
      var rate = new double[2];
      try (var ledger = LedgerProcess.start(folder, port)) {
        fill(ledger.contract(), 0, FEW);
        rate(ledger.contract(), FEW, 2 * SECONDS); // warm
        lone(ledger.contract());
        rate[0] = rate(ledger.contract(), FEW, SECONDS);
        print("lone commit at %,d keys: %s", FEW, lone(ledger.contract()));
        fill(ledger.contract(), FEW, KEYS);
        // A pause of the machine slows one reading, growth of the chain all of them.
        for (int reading = 0; reading < 5 && rate[1] <= rate[0] / 2; reading++) {
          rate[1] = Math.max(rate[1], rate(ledger.contract(), KEYS, SECONDS));
        }
        print("lone commit at %,d keys: %s", KEYS, lone(ledger.contract()));
        print("rate: %.0f tx/s at %,d keys, %.0f tx/s at %,d", rate[0], FEW, rate[1], KEYS);
        print("memory at %,d keys: %s", KEYS, ledger.memory());
        assertThat(ledger.highestMemory()).isLessThan(1_024);
        ledger.kill();
      }
      print("chain: %,d MiB", size(folder.resolve("data/blocks")) >> 20);
      try (var ledger = LedgerProcess.start(folder, port)) {
        print("start after a kill, JVM included: %d ms", ledger.startup().toMillis());
        assertThat(ledger.startup()).isLessThan(Duration.ofSeconds(30));
        assertThat(ledger.contract().evaluateTransaction("get", key(KEYS - 1))).isNotEmpty();
        print("memory after it: %s", ledger.memory());
      }
      assertThat(chaincode.executions.get()).isPositive();
      assertThat(rate[1]).isGreaterThan(rate[0] / 2);
    }
  }

  private static void fill(Contract contract, int from, int to) throws Exception {
    var work = new ArrayList<Callable<byte[]>>();
    for (var start = from; start < to; start += KEYS_AT_ONCE) {
      var prefix = "key-%04d-".formatted(start / KEYS_AT_ONCE);
      work.add(() -> contract.submitTransaction("putMany", prefix, "" + KEYS_AT_ONCE));
    }
    try (var four = Executors.newFixedThreadPool(4)) {
      for (var done : four.invokeAll(work)) {
        done.get();
      }
    }
  }

  private static String key(int number) {
    return "key-%04d-%d".formatted(number / KEYS_AT_ONCE, 1000 + number % KEYS_AT_ONCE);
  }

  /** Transactions a second, each reading and writing one key; clients don't touch each other's. */
  private static double rate(Contract contract, int keys, long seconds) throws Exception {
    var until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    var began = System.nanoTime();
    var work = new ArrayList<Callable<Integer>>();
    for (var client = 0; client < CLIENTS; client++) {
      var own = client;
      work.add(
          () -> {
            var done = 0;
            // A stride that visits keys all over the space.
            for (var i = 0L; System.nanoTime() < until; i++, done++) {
              var number = (int) (i * 7919 % (keys / CLIENTS)) * CLIENTS + own;
              contract.submitTransaction("swap", key(number), "value " + i);
            }
            return done;
          });
    }
    var sum = 0;
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : clients.invokeAll(work)) {
        sum += done.get();
      }
    }
    return sum / ((System.nanoTime() - began) / 1e9);
  }

  /** Commits, one at a time, from endorsing to commit status. */
  private static String lone(Contract contract) throws Exception {
    var millis = new double[(int) (50 * Math.min(SECONDS, 10))];
    for (var i = 0; i < millis.length; i++) {
      var began = System.nanoTime();
      contract.submitTransaction("swap", key(i % FEW), "lone " + began);
      millis[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(millis);
    return "p50 %.1f ms, p99 %.1f ms"
        .formatted(millis[millis.length / 2], millis[millis.length * 99 / 100]);
  }

  private static long size(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void print(String text, Object... args) {
    System.out.println("figures: " + text.formatted(args));
  }
}
